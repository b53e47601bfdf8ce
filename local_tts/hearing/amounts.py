"""Numbers, times of day and durations in words, as Alexa's own slot types give them."""

import re
from collections.abc import Callable, Iterator

from local_tts.hearing import english

Occurrence = tuple[int, str]
"""Where it ends among the words, and its value."""

Reader = Callable[[tuple[str, ...], int], Iterator[Occurrence]]
"""Reads what begins at a word, the longest first."""

_LONGEST = 7
"""Words of the longest that is read."""

_TIME = re.compile(
    r"(?:(?P<part>half past|half|quarter past|quarter to) )?(?P<hour>\w+)"
    r"(?: o clock| (?P<minute>[\w ]+?))??"
    r"(?: (?P<suffix>am|pm|in the morning|in the afternoon|in the evening|at night))?"
)
_DURATION = re.compile(r"(?P<count>[\w ]+) (?P<unit>second|minute|hour|day|week)s?")
_UNITS = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W"}
_NAMED = {
    "noon": "12:00", "midnight": "00:00",
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI",
}  # fmt: skip
_PARTS = {"half past": (0, 30), "half": (0, 30), "quarter past": (0, 15), "quarter to": (-1, 45)}
_AFTERNOON = frozenset(("pm", "in the afternoon", "in the evening", "at night"))


def in_words(number: int) -> str:
    """A number from 0 to 999: 42 is `forty two`."""
    if number < len(english.NUMBERS):
        return english.NUMBERS[number]
    if number < 100:  # noqa: PLR2004, what hundreds begin with
        rest = f" {in_words(number % 10)}" if number % 10 else ""
        return english.TENS[number // 10 - 2] + rest
    rest = f" {in_words(number % 100)}" if number % 100 else ""
    return f"{in_words(number // 100)} hundred{rest}"


_NUMBERS = {in_words(number): number for number in range(1000)}


def _number(phrase: str) -> str | None:
    number = _NUMBERS.get(phrase.replace(" and ", " "))
    return None if number is None else str(number)


def _time(phrase: str) -> str | None:
    """`half past seven` as `07:30`; an hour alone is in the morning."""
    match = _TIME.fullmatch(phrase)
    if phrase in _NAMED or not match:
        return _NAMED.get(phrase)
    hour, minute = _NUMBERS.get(match["hour"], 99), _NUMBERS.get(match["minute"] or "zero", 99)
    shift, part = _PARTS.get(match["part"], (0, minute))
    if hour > 23 or part > 59:  # noqa: PLR2004, the hours and minutes there are
        return None
    if match["suffix"]:
        hour = hour % 12 + 12 * (match["suffix"] in _AFTERNOON)
    return f"{(hour + shift) % 24:02}:{part:02}"


def _duration(phrase: str) -> str | None:
    """`five minutes` as `PT5M`."""
    match = _DURATION.fullmatch(phrase)
    count = {"a": 1, "an": 1}.get(match["count"], _NUMBERS.get(match["count"])) if match else None
    return _UNITS[match["unit"]].format(count) if match and count is not None else None


def _reader(value: Callable[[str], str | None]) -> Reader:
    def read(words: tuple[str, ...], start: int) -> Iterator[Occurrence]:
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            if (found := value(" ".join(words[start:end]))) is not None:
                yield end, found

    return read


READERS: dict[str, Reader] = {
    "AMAZON.NUMBER": _reader(_number),
    "AMAZON.TIME": _reader(_time),
    "AMAZON.DURATION": _reader(_duration),
}
