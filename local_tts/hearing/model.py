"""The interaction model as Alexa is given it, read for hearing by it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

import interaction_model

FOLDER = Path(interaction_model.__file__).parent / "interactionModels" / "custom"
"""Where the models lie, a file for each locale: `en-US.json`."""


SLOT = re.compile(r"\{(\w+)\}")


class ModelError(ValueError):
    """There is no model of the language, or it is none; the message begins with the file."""


class HearingError(RuntimeError):
    """What the reader was fitted to and what is installed do not belong together."""


class Slot(msgspec.Struct, frozen=True):
    """A slot of an intent."""

    name: str
    type: str


class Intent(msgspec.Struct, frozen=True):
    """An intent with what people say when they mean it, slots as `{point}`."""

    name: str
    slots: tuple[Slot, ...] = ()
    samples: tuple[str, ...] = ()

    @property
    def types(self) -> dict[str, str]:
        """Slot name → type."""
        return {slot.name: slot.type for slot in self.slots}


class Called(msgspec.Struct, frozen=True):
    """What a value is called."""

    value: str
    synonyms: tuple[str, ...] = ()


class Value(msgspec.Struct, frozen=True):
    """One value of a type."""

    id: str
    name: Called

    @property
    def names(self) -> tuple[str, ...]:
        """All it is called."""
        return (self.name.value, *self.name.synonyms)


class Type(msgspec.Struct, frozen=True):
    """The values of a slot."""

    name: str
    values: tuple[Value, ...]


class Model(msgspec.Struct, frozen=True):
    """What is heard, in one language."""

    intents: tuple[Intent, ...]
    types: tuple[Type, ...] = ()

    def saying(self, name: str, slots: Mapping[str, str]) -> list[str]:
        """The samples of an intent that say those slots and no others, filled."""
        (intent,) = (intent for intent in self.intents if intent.name == name)
        names = {(kind.name, v.id): v.name.value for kind in self.types for v in kind.values}
        said = {slot: names.get((intent.types[slot], id_), id_) for slot, id_ in slots.items()}
        return [s.format_map(said) for s in intent.samples if set(SLOT.findall(s)) == slots.keys()]


class _LanguageModel(msgspec.Struct, rename="camel"):
    language_model: Model


class _File(msgspec.Struct, rename="camel"):
    interaction_model: _LanguageModel


def file_of_model(language: str = "en", folder: Path = FOLDER) -> Path:
    """Where the model of a language lies; its locales share one. Raises ModelError."""
    file = min(folder.glob(f"{language}-*.json"), default=None)
    if file is None:
        raise ModelError(f"{folder}: there is no model of the language {language!r}")
    return file


def read_model(language: str = "en", folder: Path = FOLDER) -> Model:
    """The model of a language. Raises ModelError naming file and field."""
    file = file_of_model(language, folder)
    try:
        model = msgspec.json.decode(file.read_bytes(), type=_File).interaction_model.language_model
    except msgspec.DecodeError as error:
        raise ModelError(f"{file}: {error}") from error
    if wrong := next(_wrong(model), ""):
        raise ModelError(f"{file}: {wrong}")
    return model


def _wrong(model: Model) -> Iterator[str]:
    """What types cannot say: slots that no intent declares, values without a name."""
    for intent in model.intents:
        for sample in intent.samples:
            if unknown := set(SLOT.findall(sample)) - set(intent.types):
                yield f"{intent.name}: {sample!r}: there is no slot {min(unknown)!r}"
    for kind in model.types:
        for value in kind.values:
            if not all(any(map(str.isalnum, name)) for name in value.names):
                yield f"{kind.name}.{value.id}: a name without words"
