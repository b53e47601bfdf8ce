"""Plays the conversations of `tests/conversations/`; `local_tts.transcript` has their format."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from local_tts.conversation import Conversation
from local_tts.ears import Ears
from local_tts.transcript import LAUNCH, Clock
from skill.book import Book
from skill.record import Record
from skill.speech import to_text

FOLDER = Path(__file__).parent / "conversations"

_SESSIONS = re.compile(r"\(sessions (\d+)\)")


class Scene(NamedTuple):
    """One conversation: its numbered lines without the title, remarks and blank lines."""

    file: str
    title: str
    sessions: int
    lines: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.title}"


class ScriptError(Exception):
    """A line that cannot be played; the message begins with file and line."""


def scenes(folder: Path = FOLDER) -> list[Scene]:
    """Every scene of every file."""
    return [scene for path in sorted(folder.glob("*.txt")) for scene in read(path)]


def read(path: Path) -> Iterator[Scene]:
    """The scenes of one file."""
    title, lines = "", []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.strip()
        if text.startswith("*"):
            if title:
                yield _scene(path.name, title, lines)
            title, lines = text[1:].strip() or f"line {number}", []
        elif text and not text.startswith("#"):
            if not title:
                raise ScriptError(f"{path.name}:{number}, a scene begins with * and its name")
            lines.append((number, text))
    if title:
        yield _scene(path.name, title, lines)


def _scene(file: str, title: str, lines: list[tuple[int, str]]) -> Scene:
    sessions = _SESSIONS.fullmatch(lines[0][1]) if lines else None
    if sessions:
        return Scene(file, title, int(sessions[1]), tuple(lines[1:]))
    return Scene(file, title, 0, tuple(lines))


def play(scene: Scene, book: Book, ears: Ears) -> None:
    """Talk it through; AssertionError says which line was not kept, ScriptError which is none."""
    clock = Clock()
    record = Record(sessions=scene.sessions)
    player = _Player(scene, Conversation(book, ears, clock, record=record), clock)
    for number, line in scene.lines:
        player.play(number, line)


class _Player:
    """A conversation, and what was said and answered last."""

    def __init__(self, scene: Scene, conversation: Conversation, clock: Clock) -> None:
        self._file = scene.file
        self._conversation = conversation
        self._clock = clock
        self._said: str | None = None
        self._answer = ""

    def play(self, number: int, line: str) -> None:
        """Do, or check, what a line says."""
        place = f"{self._file}:{number}"
        if line.startswith(">"):
            self._say(place, line[1:].strip())
        elif self._clock.passes(line):
            return
        elif self._said is None:
            raise ScriptError(f"{place}, nothing has been said yet")
        else:
            self._check(place, line)

    def _say(self, place: str, said: str) -> None:
        if said == LAUNCH or (not said and self._said is None):
            speech = self._conversation.launch()
        elif self._conversation.is_open:
            speech = self._conversation.hear(said)
        else:
            raise ScriptError(f"{place}, it is closed; '> {LAUNCH}' opens it")
        self._clock.listen(speech, self._conversation.words_per_minute)
        self._said, self._answer = said, to_text(speech)

    def _check(self, place: str, line: str) -> None:
        told = f"{place}, they said '{self._said}', it answered '{self._answer}'"
        if line in {"(open)", "(closed)"}:
            assert self._conversation.is_open == (line == "(open)"), f"{told}, and is not {line}"
        elif line.startswith("("):
            raise ScriptError(
                f"{place}, {line} is none of (open), (closed), (wait 40s), (after 40s)"
            )
        elif line.startswith("!"):
            assert plain(line) not in plain(self._answer), f"{told}, with {plain(line)!r} in it"
        else:
            assert plain(line) in plain(self._answer), f"{told}, without {plain(line)!r} in it"


def plain(text: str) -> str:
    """Only the words, to compare: lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", re.sub("['\u2019]", "", text.lower())))
