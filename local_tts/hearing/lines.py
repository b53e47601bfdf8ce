"""Lines that people might say, each with what it means: what the heads are fitted to."""

import hashlib
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import msgspec

from local_tts.hearing.model import SLOT, Intent, Model
from local_tts.hearing.text import words
from skill.heard import Intent as Known

FOLDER = Path(__file__).parent

FILLINGS = 3
"""Lines that are made of a sample with slots; the values take turns."""


class LinesError(ValueError):
    """A line that means nothing the model knows; the message begins with the file."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said, and the intent and slots that it means; the fallback is what means nothing."""

    intent: str
    text: str
    slots: dict[str, str] = {}


def file_of(language: str) -> Path:
    """Where a language's lines are written, one JSON object a line."""
    return FOLDER / language / "lines.jsonl"


def read_lines(model: Model, file: Path) -> list[Line]:
    """The written lines; raises LinesError naming file and line."""
    known = {intent.name: intent for intent in model.intents}
    lines = []
    for number, raw in enumerate(file.read_bytes().splitlines(), 1):
        try:
            line = msgspec.json.decode(raw, type=Line)
        except msgspec.DecodeError as error:
            raise LinesError(f"{file}:{number}: {error}") from error
        intent = known.get(line.intent)
        if intent is None or not words(line.text) or line.slots.keys() - intent.types.keys():
            raise LinesError(f"{file}:{number}: {line.text!r}: no such intent or slot, or no words")
        lines.append(line)
    return lines


def lines_of(model: Model) -> Iterator[Line]:
    """The model's own samples, with the values of their slots taking turns, and every sign."""
    turns = count()
    values = {
        kind.name: [(name, value.id) for value in kind.values for name in value.names]
        for kind in model.types
    }
    for intent in model.intents:
        for sample in intent.samples:
            for _ in range(FILLINGS if "{" in sample else 1):
                yield _filled(intent, sample, values, turns)
        if intent.name == Known.WARNING_SIGN:
            for slot, kind in intent.types.items():
                for name, value in values[kind]:
                    yield Line(intent.name, name, {slot: value})


def source_of(*parts: bytes) -> str:
    """The hash that tells whether heads were fitted to the same."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _filled(
    intent: Intent, sample: str, values: dict[str, list[tuple[str, str]]], turns: "count[int]"
) -> Line:
    slots = {}

    def fill(match: re.Match[str]) -> str:
        choice = values.get(intent.types[match[1]], _AMOUNTS)
        # a step that shares no factor with usual lengths, so that all values get their turn
        name, slots[match[1]] = choice[next(turns) * 7 % len(choice)]
        return name

    return Line(intent.name, SLOT.sub(fill, sample), slots)


_AMOUNTS = [("seven", "7"), ("two", "2"), ("ten", "10"), ("five", "5"), ("zero", "0")]
"""For the types that Amazon fills."""
