"""From the words people write and the values content names to the model that Alexa is given.

    words = read(Path("en.toml"))
    model = build(words, vocabulary(book), "en.toml")

All of it is pure but `read`. Whatever Amazon would refuse, or hear wrongly, is a `ModelError`.
The limits are Amazon's: 250 intents, 1.5 MB a model, 200 characters a sample, 140 a slot value.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from skill.book.types import Name

Vocabulary = Mapping[str, Mapping[str, Name]]
"""Slot name → id → what it is called."""

MOST_INTENTS = 250
MOST_BYTES = 1_500_000
LONGEST_SAMPLE = 200
LONGEST_VALUE = 140
LONGEST_INVOCATION = 50
LEAST_WORDS = 2
"""Of an invocation name; one word is only for a brand of one's own."""

AMAZON = "AMAZON."
NOT_TO_EXTEND = frozenset({"AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"})

NEVER_INVOKED = {
    *("run", "start", "play", "resume", "use", "launch", "ask", "open", "tell", "load", "begin"),
    *("enable", "to", "from", "in", "using", "with", "about", "for", "that", "by", "if", "and"),
    *("whether", "alexa", "amazon", "echo", "computer", "skill", "app"),
}
"""Launch words, connecting words and wake words of English; none may be in an invocation name."""

NEVER_ONE_OF_TWO = {"the", "a", "an", "for", "to", "of", "about", "up", "by", "at", "off", "with"}
"""Small words of English; a name of two words has none of them."""

SLOT = re.compile(r"\{(\w+)\}")
SAMPLE_WORD = re.compile(r"\{[a-z_]+\}(?:'s)?|'?[^\W\d_]+(?:'[^\W\d_]+)*'?|[^\W\d_]\.")
VALUE_WORD = re.compile(r"'?[^\W\d_]+(?:['-][^\W\d_]+)*'?|[^\W\d_]\.")
INVOCATION_WORD = re.compile(r"[^\W\d_]+(?:'s|s')?|[^\W\d_]\.")

T = TypeVar("T")


class ModelError(ValueError):
    """Words that make no model; the message begins with the file, then the place in it."""


class IntentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people say when they mean an intent."""

    samples: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's file. `slots` maps a slot's name to its type."""

    invocation: str
    locales: Annotated[
        tuple[Annotated[str, msgspec.Meta(pattern="^[a-z]{2}-[A-Z]{2}$")], ...],
        msgspec.Meta(min_length=1),
    ]
    fallback: Literal["LOW", "MEDIUM", "HIGH"]
    slots: dict[str, str]
    intents: dict[str, IntentWords]


def read(path: Path) -> Words:
    """Read one language's words; raises ModelError naming the file and the field."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path}: there is no such file") from error
    except ValueError as error:
        raise ModelError(f"{path}: {error}") from error
    intents = raw.get("intents")
    if isinstance(intents, dict):  # one by one, since msgspec does not name a dictionary's key
        raw["intents"] = {
            name: _convert(value, IntentWords, f"{path}: intents.{name}: ")
            for name, value in intents.items()
        }
    return _convert(raw, Words, f"{path}: ")


def build(words: Words, vocabulary: Vocabulary, file: str) -> dict[str, Any]:
    """Make the interaction model, in the words' order; raises ModelError beginning with `file`."""
    for check in CHECKS:
        for problem in check(words, vocabulary):
            raise ModelError(f"{file}: {problem}")
    model = {
        "interactionModel": {
            "languageModel": {
                "invocationName": words.invocation,
                "intents": [
                    _intent(name, intent.samples, words.slots)
                    for name, intent in words.intents.items()
                ],
                "types": [
                    _type(kind, vocabulary[slot])
                    for slot, kind in words.slots.items()
                    if slot in vocabulary
                ],
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": words.fallback}},
            }
        }
    }
    if (size := len(as_json(model).encode())) > MOST_BYTES:
        raise ModelError(f"{file}: the model has {size} bytes, more than {MOST_BYTES}")
    return model


def as_json(model: dict[str, Any]) -> str:
    """Write the model as a file holds it, with a newline at its end."""
    return json.dumps(model, ensure_ascii=False, indent=2) + "\n"


def plain(text: str) -> str:
    """Write alike what sounds alike: lower case, no hyphens, and one space between words."""
    return " ".join(text.casefold().replace("-", " ").split())


def slots_in(sample: str) -> list[str]:
    """List the names in braces, in order."""
    return SLOT.findall(sample)


def _convert(raw: object, kind: type[T], place: str) -> T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ModelError(f"{place}{error}") from error


def _intent(name: str, samples: Iterable[str], types: Mapping[str, str]) -> dict[str, Any]:
    used = dict.fromkeys(slot for sample in samples for slot in slots_in(sample))
    return {
        "name": name,
        "slots": [{"name": slot, "type": types[slot]} for slot in used],
        "samples": list(samples),
    }


def _type(kind: str, values: Mapping[str, Name]) -> dict[str, Any]:
    return {
        "name": kind,
        "values": [
            {"id": key, "name": {"value": name.name, "synonyms": list(name.aliases)}}
            for key, name in values.items()
        ],
    }


def _check_invocation(words: Words, _: Vocabulary) -> Iterator[str]:
    """Amazon's rules for the name that opens the skill; the word lists are for English."""
    name = words.invocation
    place = f"invocation {name!r}"
    said = name.split(" ")
    if name != name.lower() or not all(INVOCATION_WORD.fullmatch(word) for word in said):
        yield f"{place}: only lower-case words, possessive apostrophes and spelled abbreviations"
    if len(name) > LONGEST_INVOCATION:
        yield f"{place}: longer than {LONGEST_INVOCATION} characters"
    if len(said) < LEAST_WORDS:
        yield f"{place}: it has at least {LEAST_WORDS} words"
    for word in said:
        if word in NEVER_INVOKED or (len(said) <= LEAST_WORDS and word in NEVER_ONE_OF_TWO):
            yield f"{place}: the word {word!r} is not allowed in it"


def _check_slots(words: Words, vocabulary: Vocabulary) -> Iterator[str]:
    used = {slot for _, sample in _samples(words) for slot in slots_in(sample)}
    for slot, kind in words.slots.items():
        if slot not in used:
            yield f"slots.{slot}: no sample uses it"
        if kind.startswith(AMAZON):
            if slot in vocabulary:
                yield f"slots.{slot}: {kind} brings its own values, but content has some for it"
        elif not vocabulary.get(slot):
            yield f"slots.{slot}: nothing fills the type {kind}"
    for slot in vocabulary:
        if slot not in words.slots:
            yield f"slots: content has values for {slot!r}, which is not declared"
    custom = [kind for kind in words.slots.values() if not kind.startswith(AMAZON)]
    for kind in custom:
        if custom.count(kind) > 1:
            yield f"slots: two slots have the type {kind}"


def _check_intents(words: Words, _: Vocabulary) -> Iterator[str]:
    if len(words.intents) > MOST_INTENTS:
        yield f"intents: {len(words.intents)} are more than {MOST_INTENTS}"
    for name, intent in words.intents.items():
        if not name.startswith(AMAZON) and not intent.samples:
            yield f"intents.{name}: it has no samples"
        if name in NOT_TO_EXTEND and intent.samples:
            yield f"intents.{name}: it takes no samples"


def _check_samples(words: Words, _: Vocabulary) -> Iterator[str]:
    for intent, sample in _samples(words):
        place = f"intents.{intent}: {sample!r}"
        if len(sample) > LONGEST_SAMPLE:
            yield f"{place}: longer than {LONGEST_SAMPLE} characters"
        slots = slots_in(sample)
        for slot in slots:
            if slot not in words.slots:
                yield f"{place}: the slot {slot!r} is not declared under [slots]"
            if slots.count(slot) > 1:
                yield f"{place}: the slot {slot!r} is in it twice"
        if slots and intent.startswith(AMAZON):
            yield f"{place}: a built-in intent takes no slots"
        if sample != sample.lower() or not _all_match(SAMPLE_WORD, sample):
            yield f"{place}: only lower-case words, apostrophes, slots and spelled abbreviations"


def _check_duplicates(words: Words, _: Vocabulary) -> Iterator[str]:
    said: dict[str, str] = {}
    for intent, sample in _samples(words):
        if earlier := said.get(plain(sample)):
            yield f"intents.{intent}: {sample!r}: intents.{earlier} has it already"
        said[plain(sample)] = intent


def _check_values(_: Words, vocabulary: Vocabulary) -> Iterator[str]:
    for slot, values in vocabulary.items():
        called: dict[str, str] = {}
        for key, name in values.items():
            if not key.strip():
                yield f"content: {slot}: {name.name!r} has no id"
            for value in (name.name, *name.aliases):
                yield from _check_value(f"content: {slot}.{key}: {value!r}", value)
                if earlier := called.get(plain(value)):
                    yield f"content: {slot}.{key}: {value!r}: {slot}.{earlier} is called that"
                called[plain(value)] = key


def _check_value(place: str, value: str) -> Iterator[str]:
    if len(value) > LONGEST_VALUE:
        yield f"{place}: longer than {LONGEST_VALUE} characters"
    if not _all_match(VALUE_WORD, value):
        yield f"{place}: only words, apostrophes, hyphens and spelled abbreviations"


def _samples(words: Words) -> Iterator[tuple[str, str]]:
    """Every intent with each of its samples."""
    for name, intent in words.intents.items():
        for sample in intent.samples:
            yield name, sample


def _all_match(word: re.Pattern[str], text: str) -> bool:
    return all(word.fullmatch(part) for part in text.split(" "))


CHECKS: tuple[Callable[[Words, Vocabulary], Iterator[str]], ...] = (
    _check_invocation,
    _check_slots,
    _check_intents,
    _check_samples,
    _check_duplicates,
    _check_values,
)
"""Each yields what is wrong, with its place; the first is told."""
