"""What the person said: an intent of the interaction model, its slots, and when."""

from enum import StrEnum

import msgspec


class Intent(StrEnum):
    """The names the moves know: the interaction model's own, and the requests that are no intent.

    A question that only has an answer in the content (`content/<language>/answers.toml`) needs no
    member: any other name of the model is looked up there.
    """

    LAUNCH = "LaunchRequest"

    HELP = "AMAZON.HelpIntent"
    STOP = "AMAZON.StopIntent"
    CANCEL = "AMAZON.CancelIntent"
    NAVIGATE_HOME = "AMAZON.NavigateHomeIntent"
    FALLBACK = "AMAZON.FallbackIntent"
    REPEAT = "AMAZON.RepeatIntent"
    NEXT = "AMAZON.NextIntent"
    PREVIOUS = "AMAZON.PreviousIntent"
    PAUSE = "AMAZON.PauseIntent"
    RESUME = "AMAZON.ResumeIntent"
    YES = "AMAZON.YesIntent"
    NO = "AMAZON.NoIntent"
    START_OVER = "AMAZON.StartOverIntent"

    READY = "ReadyIntent"
    TELL_ME_MORE = "TellMeMoreIntent"
    GENTLE = "GentleIntent"
    START_ROUTINE = "StartRoutineIntent"
    MASSAGE_POINT = "MassagePointIntent"
    POINT_DETAIL = "PointDetailIntent"
    LIST_POINTS = "ListPointsIntent"
    LIST_ROUTINES = "ListRoutinesIntent"
    SWITCH_FOOT = "SwitchFootIntent"
    TIME_LEFT = "TimeLeftIntent"
    WHERE_AM_I = "WhereAmIIntent"
    TOO_HARD = "TooHardIntent"
    SHARP_PAIN = "SharpPainIntent"
    TOO_EASY = "TooEasyIntent"
    SLOWER = "SlowerIntent"
    FASTER = "FasterIntent"
    MORE_TIME = "MoreTimeIntent"
    SKIP = "SkipIntent"
    FLARE = "FlareIntent"
    WARNING_SIGN = "WarningSignIntent"
    PAIN_NUMBER = "PainNumberIntent"
    THANKS = "ThanksIntent"


class Heard(msgspec.Struct, frozen=True):
    """One utterance.

    `slots` maps a slot's name to the id of the value it resolved to (`point` → `upper_calf`), or
    for AMAZON's own types to the value itself (`level` → "7"). A slot that was empty or matched
    nothing is left out. `at` is the moment it was heard, in seconds since the epoch.
    """

    intent: str
    slots: dict[str, str] = {}
    at: float = 0.0
