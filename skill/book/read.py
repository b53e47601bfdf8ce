"""From files to a checked, frozen `Book`. The only I/O of the core, done once at start."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from skill.book import check
from skill.book.errors import BookError
from skill.book.phrases import Phrases
from skill.book.toml import read_toml
from skill.book.types import (
    Answer,
    Name,
    Never,
    Point,
    PointFacts,
    PointWords,
    Routine,
    RoutineFacts,
    RoutineWords,
    Signal,
    SignalFacts,
    SignalWords,
    Source,
    Step,
)
from skill.session import Clearance, Stop

CONTENT = Path(__file__).parents[2] / "content"
"""The project's own content."""

T = TypeVar("T")
Some = Annotated[dict[str, T], msgspec.Meta(min_length=1)]
Tables = Some[Some[T]]
"""Tables of tables, none of them empty."""

POINT_SECONDS = 60
"""What a point gets when it is massaged alone, within its range."""


class Book(msgspec.Struct, frozen=True, eq=False):
    """Everything of one language. Routines hold one for each point alone, under the point's id.

    Two books are the same only if they are one: so that what follows from a book can be kept.
    """

    language: str
    points: dict[str, Point]
    routines: dict[str, Routine]
    postures: dict[str, dict[str, str]]
    phrases: Phrases
    answers: dict[str, dict[str, Answer]]
    signals: dict[str, Signal]
    sources: dict[str, Source]
    never: re.Pattern[str]
    slots: dict[str, dict[str, Name]]

    @property
    def catalogue(self) -> tuple[Routine, ...]:
        """The routines that somebody wrote, without those of one point alone."""
        return tuple(r for r in self.routines.values() if r.id not in self.points)


def read_book(language: str = "en", folder: Path = CONTENT) -> Book:
    """Read and check one language's content; raises BookError naming the file and the field."""
    if not re.fullmatch("[a-z]{2,3}", language) or not (folder / language).is_dir():
        raise BookError(f"{folder / language}: there is no such language")
    points = _points(folder, language)
    phrases = read_toml(folder / language / "phrases.toml", Phrases)
    book = Book(
        language=language,
        points=points,
        routines=_routines(folder, language) | _routines_of_one_point(points),
        postures=read_toml(folder / language / "postures.toml", dict[str, dict[str, str]]),
        phrases=phrases,
        answers=read_toml(folder / language / "answers.toml", Tables[Answer]),
        signals=_signals(folder, language),
        sources=read_toml(folder / "sources.toml", dict[str, Source]),
        never=_never(folder / language / "never.toml"),
        slots=read_toml(folder / language / "slots.toml", Tables[Name]),
    )
    check.check(book, folder)
    return book


def _points(folder: Path, language: str) -> dict[str, Point]:
    facts = read_toml(folder / "points.toml", dict[str, PointFacts])
    words = read_toml(folder / language / "points.toml", dict[str, PointWords])
    _same_keys(folder / language / "points.toml", words, facts)
    points = {key: Point(id=key, facts=facts[key], words=words[key]) for key in facts}
    return dict(sorted(points.items(), key=lambda item: item[1].facts.number))


def _routines(folder: Path, language: str) -> dict[str, Routine]:
    facts = read_toml(folder / "routines.toml", dict[str, RoutineFacts])
    words = read_toml(folder / language / "routines.toml", dict[str, RoutineWords])
    _same_keys(folder / language / "routines.toml", words, facts)
    return {key: Routine(id=key, facts=facts[key], words=words[key]) for key in facts}


def _routines_of_one_point(points: dict[str, Point]) -> dict[str, Routine]:
    """A point alone is a routine of one step, so that it is guided like any other."""
    return {point.id: _routine_of(point) for point in points.values()}


def _routine_of(point: Point) -> Routine:
    steps = (Step(point=point.id, seconds=min(POINT_SECONDS, point.facts.seconds.most)),)
    words = RoutineWords(
        name=point.words.name,
        aliases=(),
        about=point.words.location,
        kit=point.words.kit,
        close=point.words.close,
    )
    return Routine(
        id=point.id, facts=RoutineFacts(setting="chair", one=steps, both=steps), words=words
    )


def _signals(folder: Path, language: str) -> dict[str, Signal]:
    facts = read_toml(folder / "signals.toml", dict[str, SignalFacts])
    words = read_toml(folder / language / "signals.toml", dict[str, SignalWords])
    _same_keys(folder / language / "signals.toml", words, facts)
    return {
        key: Signal(
            id=key, rule=facts[key].rule, clearance=_clearance(facts[key]), words=words[key]
        )
        for key in facts
    }


def _never(path: Path) -> re.Pattern[str]:
    try:
        return re.compile("|".join(read_toml(path, Never).patterns), re.IGNORECASE)
    except re.error as error:
        raise BookError(f"{path}: patterns: {error}") from error


def _clearance(facts: SignalFacts) -> Clearance:
    return Clearance(
        zones=frozenset(facts.zones),
        cold=facts.cold,
        tools=facts.tools,
        ceiling=facts.ceiling,
        stop=Stop[facts.stop.upper()],
    )


def _same_keys(path: Path, words: Mapping[str, object], facts: Mapping[str, object]) -> None:
    for key in facts:
        if key not in words:
            raise BookError(f"{path}: {key}: the words are missing")
    for key in words:
        if key not in facts:
            raise BookError(f"{path}: {key}: there are no facts for it in {path.name}")
