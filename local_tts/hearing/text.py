"""A line as it was typed → the words that are compared. Samples go the same way."""

import re
import unicodedata

from local_tts.hearing import english
from local_tts.hearing.amounts import in_words

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))
_SLASH = re.compile(r"(\d)\s*/\s*(\d)")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d\d)\b")
_HALF_DAY = re.compile(r"\b([ap])\.\s?m\b\.?")
_TOKEN = re.compile(r"\{\w+\}|\d+|[^\W\d_]+(?:'[^\W\d_]+)*")


def words(line: str) -> tuple[str, ...]:
    """Lower case, without punctuation; contractions and digits spelt out; `{slots}` kept."""
    line = unicodedata.normalize("NFKC", line).translate(_APOSTROPHES).lower()
    line = _SLASH.sub(r"\1 out of \2", line)
    line = _CLOCK.sub(_clock, line)
    line = _HALF_DAY.sub(r"\1m", line)
    return tuple(" ".join(_spelt(token) for token in _TOKEN.findall(line)).split())


def bare(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Without the words that change nothing; the words themselves if nothing else would be left."""
    kept = [word for word in tokens if word not in english.FILLERS]
    while len(kept) > 1 and kept[-1] in english.VOCATIVES:
        kept.pop()
    while len(kept) > 1 and kept[0] in english.VOCATIVES:
        kept.pop(0)
    return tuple(kept) or tokens


def gist(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Without the words that change little; the words themselves if nothing else would be left."""
    rest = _without_edges(" ".join(bare(tokens)))
    kept = tuple(word for word in rest.split() if word not in english.DETERMINERS)
    return kept or tokens


def _clock(match: re.Match[str]) -> str:
    """`7:30` as `7 30`, and `7:00` as `7 o'clock`."""
    return f"{match[1]} o'clock" if match[2] == "00" else f"{match[1]} {match[2]}"


def _spelt(token: str) -> str:
    if token.isdecimal():
        return in_words(int(token)) if len(token) <= 3 else token  # noqa: PLR2004, to 999
    if token in english.CONTRACTIONS:
        return english.CONTRACTIONS[token]
    for ending, meaning in english.ENDINGS.items():
        if token.endswith(ending):
            return token.removesuffix(ending) + meaning
    if token.endswith("'s") and token[:-2] in english.IS_AFTER:
        return f"{token[:-2]} is"
    return token.replace("'", "")


def _without_edges(line: str) -> str:
    for beginning in english.POLITE:
        line = line.removeprefix(f"{beginning} ")
    for ending in english.AFTERTHOUGHTS:
        line = line.removesuffix(f" {ending}")
    return line
