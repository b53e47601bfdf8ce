"""A line of text → what was heard, as Alexa would hear it by the same interaction model.

    ears = open_ears("en")
    ears.hear("my left toes are going numb", State.GUIDING, at=0.0)

Each layer is a function that hears something in the line or nothing; the first that does decides.
The last is the trained reader of paraphrases, or where it is not installed likeness to a sample.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from local_tts.hearing import english
from local_tts.hearing.danger import FLARE, SLOT, Signs, pleads_to_stop
from local_tts.hearing.grammar import Grammar, Match, Words
from local_tts.hearing.model import Model, read_model
from local_tts.hearing.nearest import Near, Nearest
from local_tts.hearing.spelling import Speller
from local_tts.hearing.text import bare, gist, words
from skill.heard import Heard, Intent
from skill.session import State

if TYPE_CHECKING:
    from local_tts.hearing.judge import Judge

SURE = 0.6
"""How sure a guess is, from 0 to 1, that need not be asked about."""

ENOUGH = 0.65
"""Likeness to a sample under which a line counts as not understood.

Of sixty lines about other things (weather, music, shopping) three then pass for one of ours.
"""

BONUS = 0.03
"""Likeness that an intent gains where it is expected."""


class Understood(msgspec.Struct, frozen=True):
    """What was heard, and how surely, from 0 to 1; for a fallback, how sure its best guess was."""

    heard: Heard
    confidence: float
    doubt: str = ""
    """A sample that means the same, to ask whether it was meant; empty if nothing is asked."""
    is_clear: bool = False
    """Whether it was said after an all-clear: no i'm fine, do the evening one."""


_NOTHING = Match(Intent.FALLBACK, {})

Guess = tuple[Match, float] | None
Layer = Callable[[Words, State], Guess]


class Ears:
    """Hears by one language's interaction model. Pure once made."""

    def __init__(
        self, model: Model, judging: "Callable[[Model, Signs], Judge] | None" = None
    ) -> None:
        self._model = model
        self._exact = Grammar(model, words)
        self._loose = Grammar(model, lambda text: gist(words(text)))
        self._signs = Signs(model)
        self._speller = Speller(model)
        self._nearest = Nearest(model, self._loose.gazetteer)
        self._judge = judging(model, self._signs) if judging else None
        self._layers: tuple[Layer, ...] = (
            self._stop_words,
            _habit,
            self._literal,
            self._danger,
            self._filled,
            self._gist,
            *(() if judging else (_plea_to_stop,)),
            self._denial,
        )

    @property
    def has_reader(self) -> bool:
        """Whether paraphrases are read, or only compared with the samples."""
        return self._judge is not None

    def hear(self, text: str, state: State = State.NEW, at: float = 0.0) -> Understood:
        """What a line means where the conversation stands."""
        line = words(text)
        match, confidence = self._guess(line, state)
        heard = Heard(match.intent, match.slots, at)
        if state is State.SAFETY and match.intent == Intent.START_ROUTINE:
            is_clear = self._after_answer(bare(line), state) == (match, confidence)
            return Understood(heard, confidence, is_clear=is_clear)
        expected = english.EXPECTED.get(state, frozenset())
        if confidence >= SURE or match.intent in english.NEVER_DOUBTED | expected:
            return Understood(heard, confidence)
        # the shortest is the easiest to follow by ear, whatever was said
        meant = min(self._model.saying(match.intent, match.slots), key=len, default="")
        return Understood(heard, confidence, meant)

    def explain(self, text: str) -> list[tuple[str, str, float]]:
        """The samples that a line is most like: intent, sample, likeness from 0 to 1."""
        return self._nearest.samples(gist(bare(words(text))))

    def _guess(self, line: Words, state: State) -> tuple[Match, float]:
        corrected = self._speller.correct(bare(line))
        for version in dict.fromkeys((line, bare(line), corrected)):
            if guess := self._by_layers(version, state):
                return guess
        if not self._signs.denied(line) and (guess := self._after_answer(bare(line), state)):
            return guess
        if english.FILLERS.issuperset(line):
            return _NOTHING, 0.0
        if self._judge:
            return self._judge.guess(line, state)
        return self._near(corrected, state)

    def _by_layers(self, line: Words, state: State) -> Guess:
        guesses = (layer(line, state) for layer in self._layers if line)
        return next((guess for guess in guesses if guess), None)

    def _after_answer(self, line: Words, state: State) -> Guess:
        """What is wished after a word of answer: no i'm fine, do the evening one."""
        for end in range(len(line) - 1, 0, -1):
            rest = line[end + (line[end] in english.LINKS) :]
            if self._answers(line[:end], state) and (guess := self._by_layers(rest, state)):
                return guess
        return None

    def _answers(self, line: Words, state: State) -> bool:
        """Whether words are an answer by themselves; at the safety check only an all-clear is."""
        bare_answer = line[1:] if line[0] in english.POLAR else line
        guesses = (self._literal(line, state), _habit(line, state), _habit(bare_answer, state))
        answers = {Intent.READY} if state is State.SAFETY else english.ANSWERS
        return any(guess and guess[0].intent in answers for guess in guesses)

    def _stop_words(self, line: Words, _: State) -> Guess:
        """Plain stop words win always."""
        found = (m for m in self._exact.matches(line) if m.intent == Intent.STOP)
        return _certain(next(found, None))

    def _literal(self, line: Words, _: State) -> Guess:
        """Somebody wrote exactly that line."""
        found = (m for m in self._exact.matches(line) if m.is_literal)
        return _certain(next(found, None))

    def _danger(self, line: Words, _: State) -> Guess:
        """A sign is named, whatever stands around it."""
        sign = self._signs.named(line)
        if not sign or (self._judge and self._judge.is_small_talk(line)):
            return None
        if sign == FLARE:
            return _certain(Match(Intent.FLARE, {}))
        return _certain(Match(Intent.WARNING_SIGN, {SLOT: sign}))

    def _filled(self, line: Words, state: State) -> Guess:
        """A sample with its slots filled."""
        return _certain(self._expected(self._exact.matches(line), state))

    def _gist(self, line: Words, state: State) -> Guess:
        """A sample but for words that change little."""
        match = self._expected(self._loose.matches(gist(line)), state)
        return (match, 0.95) if match else None

    def _denial(self, line: Words, state: State) -> Guess:
        """One sign denied says nothing of the others, so it is no all-clear."""
        if state is not State.SAFETY or not self._signs.denied(line):
            return None
        return Match(Intent.READY if english.NONE in line else Intent.FALLBACK, {}), 0.9

    def _near(self, line: Words, state: State) -> tuple[Match, float]:
        """The nearest sample, if it is near enough."""
        best, likeness = _NOTHING, 0.0
        for near in self._nearest.near(gist(line)) if line else ():
            if state is State.SAFETY and not _is_sure(near, line):
                continue
            score = near.likeness + BONUS * (near.match.intent in english.EXPECTED.get(state, ()))
            if score > likeness and not self._signs.contradict(near.match.intent, line):
                best, likeness = near.match, min(score, 0.99)
        return (best if likeness >= ENOUGH else _NOTHING), likeness

    def _expected(self, matches: list[Match], state: State) -> Match | None:
        """The first, or the first that the question asked for."""
        expected = (m for m in matches if m.intent in english.EXPECTED.get(state, ()))
        return next(expected, matches[0] if matches else None)


def _is_sure(near: Near, line: Words) -> bool:
    """Whether a guess may answer the safety statement: nothing vague or merely alike clears it."""
    if near.match.intent not in english.CLEARS:
        return True
    return near.match.intent == Intent.READY and english.NONE in line


def _habit(line: Words, state: State) -> Guess:
    """Short lines mean what they usually mean after the question."""
    said = " ".join(line)
    habits = english.HABITS.get(state, {})
    meant = next((intent for intent, lines in habits.items() if said in lines), None)
    return _certain(Match(meant, {}) if meant else None)


def _plea_to_stop(line: Words, _: State) -> Guess:
    """`stop` in what is neither a known line nor a question."""
    return (Match(Intent.STOP, {}), 0.9) if pleads_to_stop(line) else None


def open_ears(language: str) -> Ears:
    """The ears of a language, with a reader if it is installed. Raises ModelError, HearingError."""
    model = read_model(language)
    try:
        from local_tts.hearing.judge import open_judge  # noqa: PLC0415, an extra
    except ModuleNotFoundError:
        return Ears(model)
    return Ears(model, partial(open_judge, language))


def _certain(match: Match | None) -> Guess:
    return (match, 1.0) if match else None
