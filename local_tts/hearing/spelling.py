"""Misspelt words put right, as far as the interaction model knows what they resemble."""

from rapidfuzz import fuzz, process

from local_tts.hearing.grammar import Words
from local_tts.hearing.model import Model
from local_tts.hearing.text import words

SHORTEST = 5
"""Letters of the shortest word that is corrected: shorter ones resemble too many."""

ALIKE = 84.0
"""How alike, of 100, a misspelt word is to the one it stands for."""


class Speller:
    """Corrects words that the model does not know."""

    def __init__(self, model: Model) -> None:
        samples = [sample for intent in model.intents for sample in intent.samples]
        names = [name for kind in model.types for value in kind.values for name in value.names]
        self._known = frozenset(word for text in samples + names for word in words(text))
        self._in_order = sorted(self._known)

    def correct(self, line: Words) -> Words:
        """The line with each unknown word replaced by the known one it resembles, if any."""
        return tuple(self._corrected(word) for word in line)

    def _corrected(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._known:
            return word
        alike = process.extract(word, self._in_order, scorer=fuzz.ratio, score_cutoff=ALIKE)
        # few slip on the first letter; weather is no misspelt feather
        return next((known for known, *_ in alike if known[0] == word[0]), word)
