"""The samples of the interaction model as one trie, matched word by word with slots filled."""

from collections.abc import Callable, Iterator

import msgspec

from local_tts.hearing.amounts import READERS
from local_tts.hearing.model import Model

Words = tuple[str, ...]
Reading = Callable[[str], Words]
"""How a line, a sample or a value's name is cut into the words that are compared."""


class Phrase(msgspec.Struct, frozen=True):
    """A value of a type, found in a line from one word up to another."""

    type: str
    value: str
    start: int
    end: int


class Match(msgspec.Struct, frozen=True):
    """A sample that the whole line is: its intent, and slot name → value."""

    intent: str
    slots: dict[str, str]

    @property
    def is_literal(self) -> bool:
        """Whether somebody wrote exactly that line."""
        return not self.slots


class Gazetteer:
    """What the model's values are called, and Amazon's own types."""

    def __init__(self, model: Model, reading: Reading) -> None:
        self._types = {slot.type for intent in model.intents for slot in intent.slots}
        self._names: dict[str, list[tuple[Words, str, str]]] = {}
        for kind in model.types:
            for value in kind.values:
                for name in value.names:
                    words = reading(name)
                    self._names.setdefault(words[0], []).append((words, kind.name, value.id))

    def beginning(self, words: Words, start: int) -> Iterator[Phrase]:
        """Every value that begins at a word."""
        for name, kind, value in self._names.get(words[start], ()):
            if words[start : start + len(name)] == name:
                yield Phrase(kind, value, start, start + len(name))
        for kind in READERS.keys() & self._types:
            for end, value in READERS[kind](words, start):
                yield Phrase(kind, value, start, end)

    def find(self, words: Words) -> list[Phrase]:
        """The values in a line that do not overlap, the longest first to choose."""
        found = [p for start in range(len(words)) for p in self.beginning(words, start)]
        chosen: list[Phrase] = []
        for phrase in sorted(found, key=lambda p: (p.start - p.end, p.start, p.type)):
            if all(phrase.end <= other.start or other.end <= phrase.start for other in chosen):
                chosen.append(phrase)
        return sorted(chosen, key=lambda p: p.start)


class _Node:
    """Where a sample goes on with a word or a type, and which samples end there."""

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[str, Words]] = []


class Grammar:
    """Every sample, read in one way."""

    def __init__(self, model: Model, reading: Reading) -> None:
        self.gazetteer = Gazetteer(model, reading)
        self._root = _Node()
        for intent in model.intents:
            for sample in intent.samples:
                self._add(intent.name, intent.types, reading(sample))

    def matches(self, words: Words) -> list[Match]:
        """Every sample that the whole line is, in the model's order but literal ones first."""
        found = self._walk(self._root, words, 0, ())
        return sorted(found, key=lambda match: len(match.slots))

    def _add(self, intent: str, types: dict[str, str], sample: Words) -> None:
        node, slots = self._root, []
        for word in sample:
            if is_slot := word.startswith("{"):
                slots.append(word[1:-1])
            node = node.next.setdefault(types[word[1:-1]] if is_slot else word, _Node())
        node.ends.append((intent, tuple(slots)))

    def _walk(self, node: _Node, words: Words, at: int, values: Words) -> Iterator[Match]:
        if at == len(words):
            for intent, slots in node.ends:
                yield Match(intent, dict(zip(slots, values, strict=True)))
            return
        if words[at] in node.next:
            yield from self._walk(node.next[words[at]], words, at + 1, values)
        for phrase in self.gazetteer.beginning(words, at):
            if phrase.type in node.next:
                yield from self._walk(
                    node.next[phrase.type], words, phrase.end, (*values, phrase.value)
                )
