"""What the reader of paraphrases makes of a line, and what it may not decide."""

from local_tts.hearing import english
from local_tts.hearing.danger import SLOT, Signs, pleads_to_stop
from local_tts.hearing.grammar import Gazetteer, Match, Words
from local_tts.hearing.model import Model
from local_tts.hearing.reader import Reader, Reading, open_reader
from local_tts.hearing.text import words
from skill.heard import Intent
from skill.session import State

READ = 0.2
"""How sure it is of an intent, from 0 to 1, under which a line is not understood."""

OVERRULES = 0.9
"""How sure it is of another intent that overrules the word `stop` in a line."""

LONG = 4
"""Words of a line in which `stop` may stand for something else."""

CLEAR = 0.9
"""How sure it is that the safety statement is answered."""

DANGER = 0.25
"""How likely a danger is from which on a line is heard as one."""

NO_DANGER = 0.12
"""How unlikely a danger is under which a sign's word stands for something else."""

SLOT_SURE = 0.5
"""How sure it is of a slot's value that the line does not name."""

PRIOR = 2.0
"""How much likelier an intent is where it is expected."""


class Judge:
    """Decides by the reader's shares. Pure once made."""

    def __init__(self, model: Model, signs: Signs, reader: Reader) -> None:
        self._types = {intent.name: intent.types for intent in model.intents}
        self._gazetteer = Gazetteer(model, words)
        self._signs = signs
        self._reader = reader

    def is_small_talk(self, line: Words) -> bool:
        """Whether a word that names a sign stands for something else: the kettle's burning."""
        if len(line) == 1 or not self._signs.are_everyday(line):
            return False
        return self._reader.read(line).share(english.DANGERS) < NO_DANGER

    def guess(self, line: Words, state: State) -> tuple[Match, float]:
        """What a line means, and how surely."""
        reading = self._reader.read(line)
        shares = _with_prior(reading.intents(), state)
        intent = self._danger(line, shares) or max(shares, key=lambda name: shares[name])
        share = shares[intent]
        if _stops(line, intent, share):
            return Match(Intent.STOP, {}), 0.9
        if state is State.SAFETY and intent in english.CLEARS | {Intent.NO}:
            intent = _cleared(intent, share, line)
        is_unsure = intent not in english.DANGERS and share < READ
        if intent == Intent.FALLBACK or is_unsure or self._signs.contradict(intent, line):
            return Match(Intent.FALLBACK, {}), max(
                shares[x] for x in shares if x != Intent.FALLBACK
            )
        return Match(intent, self._slots(intent, line, reading)), share

    def _danger(self, line: Words, shares: dict[str, float]) -> str:
        """The likeliest danger, if any is likely enough and none is denied."""
        whole = sum(shares[name] for name in english.DANGERS)
        if whole < max(DANGER, shares[Intent.FALLBACK]) or self._signs.denied(line):
            return ""
        return max(english.DANGERS, key=lambda name: shares[name])

    def _slots(self, intent: str, line: Words, reading: Reading) -> dict[str, str]:
        """Values that are named, the longest name first, or else that the reader is sure of."""
        named: dict[str, str] = {}
        for phrase in sorted(self._gazetteer.find(line), key=lambda p: p.start - p.end):
            named.setdefault(phrase.type, phrase.value)
        slots = {
            slot: named.get(kind) or _guessed(slot, reading)
            for slot, kind in self._types[intent].items()
        }
        return {slot: value for slot, value in slots.items() if value}


def _stops(line: Words, intent: str, share: float) -> bool:
    """Whether `stop` in a line is said to the coach: anything sure but pain may overrule it."""
    if intent in english.DANGERS or not pleads_to_stop(line):
        return False
    return intent == Intent.TOO_HARD or share < OVERRULES or len(line) < LONG


def _guessed(slot: str, reading: Reading) -> str:
    """A value that is not named, if it is sure, and says something."""
    value = reading.value(slot, SLOT_SURE)
    return "" if value == english.UNKNOWN_SIGN and slot == SLOT else value


def _cleared(intent: str, share: float, line: Words) -> str:
    """What answers the safety statement: all of it denied, or an answer that is beyond doubt."""
    if (
        intent in {Intent.READY, Intent.NO}
        and english.NONE in line
        and not english.EXCEPT & {*line}
    ):
        return Intent.READY
    is_clear = intent == Intent.NO or (intent != Intent.READY and share >= CLEAR)
    return intent if is_clear else Intent.FALLBACK


def _with_prior(shares: dict[str, float], state: State) -> dict[str, float]:
    """The shares with what is expected made likelier; together 1 again."""
    expected = english.EXPECTED.get(state, frozenset())
    weighed = {name: share * (PRIOR if name in expected else 1) for name, share in shares.items()}
    whole = sum(weighed.values())
    return {name: share / whole for name, share in weighed.items()}


def open_judge(language: str, model: Model, signs: Signs) -> Judge:
    """The judge of a language. Raises HearingError, as `open_reader` does."""
    return Judge(model, signs, open_reader(model, language))
