"""The nearest sample to a line that is none of them: by its rarer words, and by its letters."""

import math
from collections import defaultdict
from collections.abc import Iterable

import msgspec
from rapidfuzz import fuzz

from local_tts.hearing.grammar import Gazetteer, Match, Words
from local_tts.hearing.model import Intent, Model
from local_tts.hearing.text import gist, words

CANDIDATES = 50
"""How many samples with the most words in common are compared letter by letter."""

SHOWN = 5
"""How many samples explain what was heard."""


class Near(msgspec.Struct, frozen=True):
    """An intent that might be meant, and how alike, from 0 to 1, the line is to a sample of it."""

    match: Match
    likeness: float


class Nearest:
    """Compares lines with samples, in both of which a slot's type stands for its values."""

    def __init__(self, model: Model, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        pairs = [(intent, sample) for intent in model.intents for sample in intent.samples]
        self._owners = [intent for intent, _ in pairs]
        self._samples = [_abstract(intent, sample) for intent, sample in pairs]
        self._rarity = _Rarity(self._samples)

    def near(self, line: Words) -> list[Near]:
        """The likeliest intents, each once, the likeliest first."""
        phrases = self._gazetteer.find(line)
        alike = [pair for version in {self._typed(line), line} for pair in self._alike(version)]
        best: dict[str, Near] = {}
        for likeness, index in sorted(alike, key=lambda pair: (-pair[0], pair[1])):
            intent = self._owners[index]
            slots = _fill(intent, [(p.type, p.value) for p in phrases])
            best.setdefault(intent.name, Near(Match(intent.name, slots), likeness))
        return list(best.values())

    def samples(self, line: Words) -> list[tuple[str, str, float]]:
        """The samples most like a line: intent, sample with types for slots, likeness."""
        ranked = sorted(self._alike(self._typed(line)), key=lambda pair: (-pair[0], pair[1]))
        return [
            (self._owners[index].name, " ".join(self._samples[index]), likeness)
            for likeness, index in ranked[:SHOWN]
        ]

    def _typed(self, line: Words) -> Words:
        """The line with types for the values it names."""
        typed = list(line)
        for phrase in reversed(self._gazetteer.find(line)):
            typed[phrase.start : phrase.end] = [phrase.type]
        return tuple(typed)

    def _alike(self, line: Words) -> list[tuple[float, int]]:
        return [
            ((shared + _letters(line, self._samples[index])) / 2, index)
            for shared, index in self._rarity.shared(line)[:CANDIDATES]
        ]


class _Rarity:
    """Words weighed by how few samples have them, and samples found by their words."""

    def __init__(self, samples: list[Words]) -> None:
        self._having: dict[str, list[int]] = defaultdict(list)
        for index, sample in enumerate(samples):
            for word in set(sample):
                self._having[word].append(index)
        self._unknown = math.log(1 + len(samples))
        self._weight = {
            word: math.log(1 + len(samples) / len(having)) for word, having in self._having.items()
        }
        self._lengths = [self._length(sample) for sample in samples]

    def shared(self, line: Words) -> list[tuple[float, int]]:
        """The samples with any word of the line: the cosine of both, and the sample's index."""
        products: dict[int, float] = defaultdict(float)
        for word in set(line) & self._weight.keys():
            for index in self._having[word]:
                products[index] += self._weight[word] ** 2
        whole = self._length(line)
        cosines = ((p / whole / self._lengths[index], index) for index, p in products.items())
        return sorted(cosines, key=lambda pair: (-pair[0], pair[1]))

    def _length(self, line: Iterable[str]) -> float:
        return math.hypot(*(self._weight.get(word, self._unknown) for word in set(line)))


def _letters(line: Words, sample: Words) -> float:
    """0 to 1: letters in their order, and words in any order."""
    a, b = " ".join(line), " ".join(sample)
    return (fuzz.ratio(a, b) + fuzz.token_sort_ratio(a, b)) / 200


def _abstract(intent: Intent, sample: str) -> Words:
    tokens = gist(words(sample))
    return tuple(intent.types[word[1:-1]] if word.startswith("{") else word for word in tokens)


def _fill(intent: Intent, values: list[tuple[str, str]]) -> dict[str, str]:
    """The intent's slots with the first value of their type."""
    first = dict(reversed(values))
    return {slot.name: first[slot.type] for slot in intent.slots if slot.type in first}
