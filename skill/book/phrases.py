"""The sentences of the conversation: one field for each moment, one or several wordings.

Several wordings take turns. Each field's type says which names its wordings may leave to be filled.
"""

from typing import Annotated

import msgspec

from skill.book.types import Fills, Text

Wordings = Text | Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
Said = Annotated[Wordings, Fills()]
AtPlace = Annotated[Wordings, Fills("place")]
OfRoutine = Annotated[Wordings, Fills("routine")]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every sentence that belongs to no point, routine or answer."""

    # opening
    welcome: Said
    welcome_back: Said
    disclaimer: Said
    disclaimer_short: Said
    ask_begin: Said
    ask_begin_again: Said
    safety: Said
    safety_short: Said
    ask_safety: Said
    ask_safety_again: Said
    ask_safety_rest: Said
    ask_safety_rest_again: Said
    sore_first: Said
    unsure: Said
    not_sure: Said
    check_first: Said
    cleared: Said
    gentle_chosen: Said
    calf_chosen: Said
    # choosing
    ask_routine: Said
    ask_routine_again: Said
    list_routines: Annotated[Wordings, Fills("routines")]
    routine_chosen: Annotated[Wordings, Fills("routine", "about")]
    ask_foot: Said
    ask_foot_again: Said
    ask_one_foot: Said
    ask_one_foot_again: Said
    one_foot_only: Said
    not_that_one: Said
    without_cold: Said
    today_only: Annotated[Wordings, Fills("points")]
    kit_hands: Said
    kit_tools: Said
    foot_noted: Annotated[Wordings, Fills("feet")]
    kit: Annotated[Wordings, Fills("routine", "feet", "time", "kit")]
    left: Said
    right: Said
    one_foot: Annotated[Wordings, Fills("side")]
    both_feet: Annotated[Wordings, Fills("side")]
    ask_ready: Said
    ask_ready_again: Said
    # guiding
    first_step: AtPlace
    next_step: AtPlace
    other_side: Annotated[Wordings, Fills("side", "other")]
    count_in: Said
    halfway: Said
    thirty_left: Said
    breathe: Said
    five_left: Said
    release: Said
    ask_next: AtPlace
    ask_next_again: Said
    resuming: Annotated[Wordings, Fills("place", "time")]
    again_from_start: Said
    going_on: Said
    paused: AtPlace
    ask_cold: AtPlace
    ask_cold_again: Said
    cold_over: Said
    after_cold: Said
    foot_off: Said
    ask_resume: AtPlace
    ask_resume_again: Said
    still_paused: Said
    time_left: Annotated[Wordings, Fills("place", "time", "total")]
    where: Annotated[Wordings, Fills("place", "number", "of", "routine")]
    after_that: AtPlace
    softer: Said
    sharp: AtPlace
    left_out: AtPlace
    firmer: Annotated[Wordings, Fills("level")]
    firmest: Annotated[Wordings, Fills("level")]
    more_time: Annotated[Wordings, Fills("time")]
    most_time: AtPlace
    slower: Said
    slowest: Said
    faster: Said
    fastest: Said
    skipped: AtPlace
    not_there_yet: Said
    starting_over: OfRoutine
    one_after_the_other: Said
    same_foot: Annotated[Wordings, Fills("side")]
    finished_point: OfRoutine
    finished: OfRoutine
    close_limited: Said
    light_cue: Annotated[Wordings, Fills("level")]
    enough: Said
    all_done: Said
    sore_after: Said
    ask_more: Said
    ask_more_again: Said
    # answering
    points: Annotated[Wordings, Fills("points")]
    which_point: Said
    guide_only_if: Said
    ask_guide: Said
    ask_guide_routine: OfRoutine
    ask_guide_routine_again: OfRoutine
    ask_guide_again: Said
    there_is_more: Said
    no_more: Said
    no_cold: Said
    check_before: Said
    not_firm: Said
    no_tools: Said
    not_today: Said
    what_else: Said
    not_while_choosing: Said
    # safety
    flare: Said
    only_if_agreed: Said
    flare_no_calf: Said
    worry: Said
    not_allowed: Annotated[Wordings, Fills("point")]
    nothing_left: Said
    number_low: Said
    # help, by state
    help_start: Said
    help_safety: Said
    help_choosing: Said
    help_offer: Said
    help_guiding: Said
    help_finished: Said
    # not understood, closing, trouble
    missed: Said
    missed_guiding: Said
    did_you_mean: Annotated[Wordings, Fills("meant")]
    missed_twice: Said
    missed_too_often: Said
    thanks: Said
    goodbye: Said
    stopped: Said
    trouble: Said
    ask_trouble: Said
    ask_trouble_again: Said
    # counting
    seconds: Annotated[Wordings, Fills("count")]
    minutes: Annotated[Wordings, Fills("count")]
    and_between: Said
    numbers: Annotated[tuple[str, ...], Fills(), msgspec.Meta(min_length=6, max_length=6)]


def wordings(phrase: Wordings) -> tuple[str, ...]:
    """All wordings of a phrase."""
    return (phrase,) if isinstance(phrase, str) else phrase


def wording(phrase: Wordings, turn: int) -> str:
    """The wording whose turn it is."""
    choices = wordings(phrase)
    return choices[turn % len(choices)]
