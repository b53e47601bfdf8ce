"""What types cannot say of a book: names that fit together, seconds in range, texts that fill."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, get_type_hints

from skill import speech
from skill.book.errors import BookError
from skill.book.types import Fills, PointWords, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import msgspec

    from skill.book.read import Book
    from skill.book.types import Point, Routine

HEARD = (".name", ".aliases")
"""Fields with what people say, and not what is said to them."""

LONGEST_SESSION = 600
"""Seconds of hands-on time in one session, both feet together (the article's ten minutes)."""


def check(book: Book, folder: Path) -> None:
    """Raise BookError at the first thing in the book that does not fit."""
    words = folder / book.language
    for point in book.points.values():
        _check_point(point, folder / "points.toml", words / "points.toml")
    for routine in book.catalogue:
        _check_routine(routine, book, folder / "routines.toml")
    _check_postures(book, words / "postures.toml")
    _check_sources(book, words / "answers.toml")
    for place, text, names in _texts(book, words):
        _check_text(place, text, names)
        if (said := book.never.search(text)) and not place.endswith(HEARD):
            raise BookError(f"{place}: {said[0]!r} is never said")


def _check_point(point: Point, facts_file: Path, words_file: Path) -> None:
    if not point.facts.techniques:
        raise BookError(f"{facts_file}: {point.id}.techniques: there is none")
    if point.facts.seconds.least > point.facts.seconds.most:
        raise BookError(f"{facts_file}: {point.id}.seconds: least is more than most")
    _check_keys(words_file, f"{point.id}.spots", point.words.spots, point.facts.spots)
    _check_keys(
        words_file, f"{point.id}.techniques", point.words.techniques, point.facts.techniques
    )


def _check_keys(file: Path, field: str, words: dict[str, Any], facts: Any) -> None:
    for missing in sorted(set(facts) - set(words)):
        raise BookError(f"{file}: {field}.{missing}: the words are missing")
    for unknown in sorted(set(words) - set(facts)):
        raise BookError(f"{file}: {field}.{unknown}: points.toml knows none of that name")


def _check_routine(routine: Routine, book: Book, file: Path) -> None:
    for variant, feet in (("one", 1), ("both", 2)):
        steps: tuple[Step, ...] = getattr(routine.facts, variant)
        for index, step in enumerate(steps):
            _check_step(step, routine, book, f"{file}: {routine.id}.{variant}[{index}]")
        total = feet * sum(step.seconds for step in steps)
        if total > LONGEST_SESSION:
            raise BookError(
                f"{file}: {routine.id}.{variant}: {total} seconds are over {LONGEST_SESSION}"
            )


def _check_step(step: Step, routine: Routine, book: Book, place: str) -> None:
    if step.point not in book.points:
        raise BookError(f"{place}.point: there is no point {step.point!r}")
    facts = book.points[step.point].facts
    if step.technique and step.technique not in facts.techniques:
        raise BookError(f"{place}.technique: {step.point} has no {step.technique!r}")
    if step.spot and step.spot not in facts.spots:
        raise BookError(f"{place}.spot: {step.point} has no {step.spot!r}")
    technique = facts.technique(step.technique)
    allowed = technique.seconds or facts.seconds
    if not allowed.least <= step.seconds <= allowed.most:
        raise BookError(
            f"{place}.seconds: {step.seconds} is outside {allowed.least} to {allowed.most}"
        )
    if technique.posture not in book.postures.get(routine.facts.setting, {}):
        raise BookError(
            f"{place}: postures.toml has no {technique.posture!r} for {routine.facts.setting!r}"
        )


def _check_postures(book: Book, file: Path) -> None:
    for setting, postures in book.postures.items():
        for posture, text in postures.items():
            _check_text(f"{file}: {setting}.{posture}", text, frozenset({"side", "other"}))


def _check_sources(book: Book, file: Path) -> None:
    for intent, answers in book.answers.items():
        if "any" not in answers:
            raise BookError(f"{file}: {intent}.any: the answer without a slot value is missing")
        for key, answer in answers.items():
            for source in answer.sources:
                if source not in book.sources:
                    raise BookError(
                        f"{file}: {intent}.{key}.sources: sources.toml has no {source!r}"
                    )


def _texts(book: Book, words: Path) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every text with its place and the names that are filled in it."""
    for key, point in book.points.items():
        yield from _fields(f"{words / 'points.toml'}: {key}", point.words, PointWords)
    for routine in book.catalogue:
        yield from _fields(f"{words / 'routines.toml'}: {routine.id}", routine.words)
    yield from _fields(f"{words / 'phrases.toml'}:", book.phrases)
    for intent, answers in book.answers.items():
        for key, answer in answers.items():
            yield from _fields(f"{words / 'answers.toml'}: {intent}.{key}", answer)
    for signal in book.signals.values():
        yield from _fields(f"{words / 'signals.toml'}: {signal.id}", signal.words)


def _fields(
    place: str, value: msgspec.Struct, kind: type | None = None
) -> Iterator[tuple[str, str, frozenset[str]]]:
    for field, hint in get_type_hints(kind or type(value), include_extras=True).items():
        content = getattr(value, field)
        here = f"{place} {field}" if place.endswith(":") else f"{place}.{field}"
        if isinstance(content, dict):
            for key, inner in content.items():
                yield from _fields(f"{here}.{key}", inner)
        elif fills := _fills(hint):
            for text in (content,) if isinstance(content, str) else content:
                yield here, text, fills.names


def _fills(hint: Any) -> Fills | None:
    """The Fills that a field's type carries, at whatever depth."""
    for extra in getattr(hint, "__metadata__", ()):
        if isinstance(extra, Fills):
            return extra
    for inner in getattr(hint, "__args__", ()):
        if found := _fills(inner):
            return found
    return None


def _check_text(place: str, text: str, names: frozenset[str]) -> None:
    try:
        found = {_name(*field) for field in Formatter().parse(text) if field[1] is not None}
        words = speech.to_text(speech.parse(text))
    except ValueError as error:
        raise BookError(f"{place}: {error}") from error
    if text and not any(character.isalnum() for character in words):
        raise BookError(f"{place}: there are no words in {text!r}")
    if "<" in text:
        raise BookError(f"{place}: there is markup in {text!r}")
    if unknown := sorted(found - names):
        raise BookError(f"{place}: nothing fills {{{unknown[0]}}}")


def _name(_: str, name: str | None, spec: str | None, conversion: str | None) -> str:
    if spec or conversion:
        raise ValueError(f"a name is written {{{name}}}, and nothing with it")
    return name or ""
