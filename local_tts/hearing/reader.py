"""The trained reader of paraphrases: a line → how likely each intent is, and its slots' values."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from local_tts.hearing.embedding import open_embedding
from local_tts.hearing.features import features
from local_tts.hearing.grammar import Gazetteer, Words
from local_tts.hearing.heads import Floats, Heads, read
from local_tts.hearing.lines import FOLDER, file_of, source_of
from local_tts.hearing.model import Model, file_of_model
from local_tts.hearing.text import bare, words

INTENT = "intent"
"""The head that tells intents apart; the others are called by their slots."""

NEAR = 0.5
"""How much the nearest lines count beside the head."""

RECENT = 64
"""Lines that are not read anew when they are heard again, or in another state."""

Embed = Callable[[Sequence[str]], Floats]
"""A line's words → its vector."""


def heads_file(language: str) -> Path:
    """Where a language's heads are."""
    return FOLDER / language / "heads.npz"


def source(language: str) -> str:
    """The hash of what the heads of a language are fitted to."""
    return source_of(file_of_model(language).read_bytes(), file_of(language).read_bytes())


class Reading:
    """One line as the reader sees it."""

    def __init__(self, heads: Heads, line: Words, vector: Floats, gazetteer: Gazetteer) -> None:
        self._heads = heads
        self._vector = vector
        self._rows, self._values = heads.vocabulary.weigh(features(line, gazetteer))

    def shares(self, name: str) -> dict[str, float]:
        """How likely each answer to a head's question is; together 1."""
        head = self._heads.by_name[name]
        shares = head.shares(self._vector, self._rows, self._values)
        return dict(zip(head.answers, shares.tolist(), strict=True))

    def intents(self) -> dict[str, float]:
        """How likely each intent is, by its head and by its nearest line; together 1."""
        by_head = self.shares(INTENT)
        near = self._heads.neighbours.shares(self._vector, len(by_head)).tolist()
        return {
            name: (1 - NEAR) * share + NEAR * nearby
            for (name, share), nearby in zip(by_head.items(), near, strict=True)
        }

    def share(self, intents: Iterable[str]) -> float:
        """How likely it is any of some intents."""
        shares = self.intents()
        return sum(shares[name] for name in intents)

    def value(self, slot: str, least: float) -> str:
        """The likeliest value of a slot, if it is likely enough; empty if none is named."""
        shares = self.shares(slot)
        best = max(shares, key=lambda value: shares[value])
        return best if shares[best] >= least else ""


class Reader:
    """Reads lines that are none of the samples."""

    def __init__(self, model: Model, heads: Heads, embed: Embed) -> None:
        self._gazetteer = Gazetteer(model, words)
        self._heads = heads
        self._embed = embed
        self.read = lru_cache(maxsize=RECENT)(self._read)

    def _read(self, line: Words) -> Reading:
        """What is needed of a line to answer the heads' questions."""
        line = bare(line)
        return Reading(self._heads, line, self._embed(line), self._gazetteer)


def open_reader(model: Model, language: str) -> Reader:
    """The reader of a language.

    Raises HearingError if the installed sentence model is another than the heads were fitted to.
    """
    return Reader(model, read(heads_file(language)), open_embedding())
