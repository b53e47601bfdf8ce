"""Where each item of the source article is answered: `coverage.toml`, and the document made of it.

    items = read_coverage(FOLDER / "coverage.toml")
    text = document(items, read_book(), "coverage.toml")

All but reading is pure. BookError names the file, the item and the reference that leads nowhere.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from skill import speech
from skill.book import Answer, Book, BookError
from skill.book.toml import read_toml
from skill.book.types import Range

SECTIONS = {
    "A": "The quick answer, and the whole session's dose",
    "B": "The condition",
    "C": "How massage is said to work",
    "D": "The six points",
    "E": "Techniques",
    "F": "When to massage",
    "G": "When not to massage",
    "H": "Tools",
    "I": "What to expect",
    "J": "Prevention",
    "K": "Myths",
    "L": "Claims, and what is said instead",
    "M": "Warning signs, and the disclaimer",
    "N": "Questions that the article raises",
    "O": "Left out",
    "Q": "Sixty questions that people ask",
}
"""What an item's first letter stands for, in the document's order."""

MOMENTS = {
    "points": "ListPointsIntent",
    "flare": "FlareIntent",
    "disclaimer": "at the first opening",
    "safety": "at the first opening",
    "calf_chosen": "at the safety statement, after “calf only”",
}
"""When a phrase is said, for those that somebody asks for or waits for."""

ASPECTS = {"location": "where", "why": "why", "duration": "how long", "feel": "feel"}
"""The fields of a point that PointDetailIntent tells, and the aspect that asks for them."""

HEAD = """\
# What the article raises, and what answers it

Made by `python -m content --coverage` from `content/coverage.toml` and the book.
A test fails when it is out of date. Names in braces are filled in while speaking.
"""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the article raises, and where in the book it is `said`, or why it is not."""

    item: str
    said: tuple[str, ...] = ()
    left_out: str = ""


class Sentence(msgspec.Struct, frozen=True):
    """What a reference leads to: who asks for it, and what is said."""

    asked: str
    text: str


def read_coverage(path: Path) -> dict[str, Item]:
    """Read every item by its id; raises BookError naming the file and the field."""
    items = read_toml(path, dict[str, Item])
    for key, item in items.items():
        if key[:1] not in SECTIONS:
            raise BookError(f"{path}: {key}: no section begins with {key[:1]!r}")
        if bool(item.said) == bool(item.left_out):
            raise BookError(f"{path}: {key}: it is either said or left_out")
    return items


def resolve(book: Book, reference: str) -> Sentence:
    """What `answers.ConditionIntent.any` and its like lead to; raises KeyError if nothing."""
    parts = reference.split(".")
    value: object = book
    for part in parts:
        value = _inside(value, part)
    return Sentence(asked=_asked(parts), text=_text(value))


def document(items: Mapping[str, Item], book: Book, file: str) -> str:
    """The whole of docs/coverage.md; raises BookError naming file, item and reference."""
    chapters = (_chapter(letter, items, book, file) for letter in SECTIONS)
    return "\n".join((HEAD, *(chapter for chapter in chapters if chapter)))


def _inside(value: object, key: str) -> object:
    """The value of that name: a table's, a struct's, or its words'."""
    if isinstance(value, Mapping):
        return value[key]
    if isinstance(value, msgspec.Struct) and key in value.__struct_fields__:
        return getattr(value, key)
    if hasattr(value, "words"):
        return _inside(value.words, key)
    raise KeyError(key)


def _text(value: object) -> str:
    if isinstance(value, Answer):
        value = value.says
    if isinstance(value, Range):
        return f"{value.least} to {value.most} seconds"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return " / ".join(map(_text, value))
    if not value or not isinstance(value, str):
        raise KeyError("it leads to no sentence")
    return speech.to_text(speech.parse(value))


def _asked(parts: list[str]) -> str:
    """The intent, with its slot value, or the moment."""
    match parts:
        case ["answers", intent, "any", *_]:
            asked = intent
        case ["answers", intent, value, *_]:
            asked = f"{intent} ({value})"
        case ["signals", signal, *_]:
            asked = f"WarningSignIntent ({signal})"
        case ["routines", routine, *_]:
            asked = f"StartRoutineIntent ({routine})"
        case ["points", point, *field]:
            asked = _asked_of_point(point, field)
        case ["phrases", phrase, *_]:
            asked = MOMENTS.get(phrase, f"at its moment ({phrase})")
        case _:
            raise KeyError(parts[0])
    return f"{asked}, then TellMeMoreIntent" if parts[-1] == "more" else asked


def _asked_of_point(point: str, field: list[str]) -> str:
    match field:
        case ["spots" | "techniques", *_]:
            return f"StartRoutineIntent, while guiding ({point})"
        case ["facts", "seconds"]:
            return f"StartRoutineIntent, the range of a step ({point})"
        case ["name"] | ["facts", "number"]:
            return "ListPointsIntent"
        case ["aliases"]:
            return f"heard in every question about it ({point})"
        case [aspect] if aspect in ASPECTS:
            return f"PointDetailIntent ({point}, {ASPECTS[aspect]})"
        case _:
            return f"MassagePointIntent ({point})"


def _chapter(letter: str, items: Mapping[str, Item], book: Book, file: str) -> str:
    """A section's table; nothing where it has no items."""
    rows = [
        row
        for key, item in items.items()
        if key.startswith(letter)
        for row in _rows(key, item, book, file)
    ]
    if not rows:
        return ""
    head = ["| | the article raises | asked by | what is said |", "|---|---|---|---|"]
    return "\n".join((f"## {letter}. {SECTIONS[letter]}\n", *head, *rows)) + "\n"


def _rows(key: str, item: Item, book: Book, file: str) -> Iterator[str]:
    if item.left_out:
        yield _row(key, item.item, "nobody", f"Left out: {item.left_out}.")
    for index, reference in enumerate(item.said):
        try:
            sentence = resolve(book, reference)
        except KeyError as error:
            raise BookError(f"{file}: {key}: {reference!r} leads nowhere, at {error}") from error
        named = ("", "") if index else (key, item.item)
        yield _row(*named, sentence.asked, sentence.text)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
