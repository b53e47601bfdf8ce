"""What a line is made of: words, their neighbours, their letters; the heads' lexical half."""

from collections.abc import Iterator
from itertools import pairwise

from local_tts.hearing.grammar import Gazetteer, Words

GRAMS = (3, 4, 5)
"""Letters in a piece of a word; misspelt and inflected words still share most of them."""

_EDGE = ("<", ">")


def features(line: Words, gazetteer: Gazetteer) -> Iterator[str]:
    """Its words, pairs of words, pieces of words, and the slot types whose values it names."""
    framed = (_EDGE[0], *line, _EDGE[1])
    yield from line
    yield from (f"{a} {b}" for a, b in pairwise(framed))
    yield from (f"{a} . {b}" for a, b in zip(framed, framed[2:], strict=False))
    for word in line:
        yield from _grams(word)
    yield from (f"@{phrase.type}" for phrase in gazetteer.find(line))


def _grams(word: str) -> Iterator[str]:
    framed = f"{_EDGE[0]}{word}{_EDGE[1]}"
    for size in GRAMS:
        for start in range(len(framed) - size + 1):
            yield f"#{framed[start : start + size]}"
