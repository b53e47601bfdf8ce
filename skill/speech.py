"""Speech is words and silences. Markup is made here, of plain words, and nowhere else."""

import re
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape

Speech = tuple[str | float, ...]
"""Words as text and silences as seconds, in the order they are heard."""

LONGEST_BREAK = 10.0
"""Seconds: the longest `<break>` that Alexa accepts."""

_SILENCE = re.compile(r"\[(\d+(?:\.\d+)?)s\]")
_WORD = re.compile(r"\w[\w'.-]*")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=4096)
def parse(text: str) -> Speech:
    """Content's text as speech: `Press. [20s] Let go.` Raises ValueError on a stray bracket."""
    parts: list[str | float] = []
    for index, piece in enumerate(_SILENCE.split(text)):
        if index % 2:
            parts.append(float(piece))
        elif words := " ".join(piece.split()):
            if "[" in words or "]" in words:
                raise ValueError(f"a silence is written [20s], not as in {words!r}")
            parts.append(words)
    return tuple(parts)


def join(*speeches: Speech) -> Speech:
    """One after the other, neighbouring words and neighbouring silences put together."""
    joined: list[str | float] = []
    for kind, run in groupby((part for speech in speeches for part in speech), type):
        if kind is str:
            joined.append(" ".join(run))  # type: ignore[arg-type] # groupby keeps no type
        elif (length := sum(run)) > 0:  # type: ignore[arg-type]
            joined.append(length)
    return tuple(joined)


def word_count(speech: Speech) -> int:
    """How many words are spoken."""
    return sum(_words(part) for part in speech if isinstance(part, str))


@lru_cache(maxsize=4096)
def _words(text: str) -> int:
    return len(_WORD.findall(text))


def silence(speech: Speech) -> float:
    """Seconds of silence in it."""
    return sum(part for part in speech if isinstance(part, float))


def seconds(speech: Speech, words_per_minute: int) -> float:
    """About how many seconds it lasts at so many words a minute."""
    return word_count(speech) * 60 / words_per_minute + silence(speech)


def to_text(speech: Speech) -> str:
    """The words alone, as somebody reads them."""
    return " ".join(part for part in speech if isinstance(part, str))


def to_ssml(speech: Speech, rate: int = 100) -> str:
    """The speech for Alexa: words escaped, silences as breaks; `rate` is a percentage of normal."""
    pieces = [
        escape(_NOT_XML.sub("", part)) if isinstance(part, str) else _breaks(part)
        for part in speech
    ]
    body = " ".join(pieces)
    if rate != 100:  # noqa: PLR2004, the voice's own rate needs no markup
        body = f'<prosody rate="{rate}%">{body}</prosody>'
    return f"<speak>{body}</speak>"


def _breaks(length: float) -> str:
    """Breaks of at most ten seconds that last so many seconds, to the millisecond."""
    whole, rest = divmod(round(length * 1000), round(LONGEST_BREAK * 1000))
    tags = ['<break time="10s"/>'] * whole
    if rest:
        tags.append(f'<break time="{rest}ms"/>')
    return "".join(tags)
