"""Signs of danger inside a line. Nothing said about one may be missed for want of a sample."""

from collections.abc import Iterator
from typing import NamedTuple

from local_tts.hearing import english
from local_tts.hearing.grammar import Words
from local_tts.hearing.model import Model
from local_tts.hearing.text import words
from skill.heard import Intent

SLOT = "sign"
"""The slot of WarningSignIntent; its type's values come in the order of their urgency."""

FLARE = "flare"
"""The sign that has an intent of its own."""

_REACH = 4
"""Words that a negation reaches ahead, counted anew after an `or`: do not have any numbness."""


class _Place(NamedTuple):
    """A sign's phrase in a line, from one word up to another; the least `rank` is most urgent."""

    rank: int
    start: int
    end: int

    def is_within(self, other: "_Place") -> bool:
        """Whether a longer phrase says more than this one: had a clot, clot."""
        inside = other.start <= self.start and self.end <= other.end
        return inside and other.end - other.start > self.end - self.start


class Signs:
    """Every phrase that names a sign."""

    def __init__(self, model: Model) -> None:
        types = {i.types.get(SLOT) for i in model.intents if i.name == Intent.WARNING_SIGN}
        signs = [v for kind in model.types if kind.name in types for v in kind.values]
        self._ids = [sign.id for sign in signs]
        self._ranks: dict[Words, int] = {}
        for rank, sign in enumerate(signs):
            for name in sign.names:
                self._ranks.setdefault(_core(words(name)), rank)
        self._longest = max(map(len, self._ranks), default=0)

    def named(self, line: Words) -> str | None:
        """The most urgent sign that the line names and does not deny."""
        ranks = [place.rank for place in self._places(line) if not is_denied(line, place.start)]
        return self._ids[min(ranks)] if ranks else None

    def denied(self, line: Words) -> bool:
        """Whether the line denies a sign, and names none."""
        return bool(self._places(line)) and self.named(line) is None

    def contradict(self, intent: str, line: Words) -> bool:
        """Whether the line resembles what means an intent, but says the opposite."""
        if intent == Intent.STOP:
            return is_stop_denied(line)
        return intent == Intent.WARNING_SIGN and self.denied(line)

    def are_everyday(self, line: Words) -> bool:
        """Whether all signs of the line are named by words that may mean other things."""
        named = (line[place.start : place.end] for place in self._places(line))
        return all(len(name) == 1 and name[0] in english.EVERYDAY for name in named)

    def _places(self, line: Words) -> list[_Place]:
        """Where signs are named, each place by the phrase that says most."""
        found = {
            place
            for passed_over in (english.DETERMINERS, english.DETERMINERS | english.INTENSIFIERS)
            for place in self._among(
                [i for i, word in enumerate(line) if word not in passed_over], line
            )
        }
        return [place for place in found if not any(place.is_within(other) for other in found)]

    def _among(self, kept: list[int], line: Words) -> Iterator[_Place]:
        """Where signs are named when only the kept places of the line are read."""
        for start in range(len(kept)):
            for end in range(start + 1, min(start + self._longest, len(kept)) + 1):
                phrase = tuple(line[place] for place in kept[start:end])
                if phrase in self._ranks:
                    yield _Place(self._ranks[phrase], kept[start], kept[end - 1] + 1)


def is_denied(line: Words, place: int) -> bool:
    """Whether a negation before a place reaches it."""
    reach = _REACH
    for before in range(place - 1, -1, -1):
        word = line[before]
        if word in english.NEGATIONS:
            return line[before + 1] not in english.DENIES_NOTHING
        reach = _REACH if word == english.OR else reach - 1
        if word in english.SCOPE_ENDS or not reach:
            return False
    return False


def pleads_to_stop(line: Words) -> bool:
    """Whether `stop` is in what is no question, and is meant."""
    return english.STOP in line and not is_stop_denied(line) and line[0] not in english.QUESTIONS


def is_stop_denied(line: Words) -> bool:
    """Whether a line says not to stop."""
    return english.STOP in line and is_denied(line, line.index(english.STOP))


def _core(phrase: Words) -> Words:
    return tuple(word for word in phrase if word not in english.DETERMINERS) or phrase
