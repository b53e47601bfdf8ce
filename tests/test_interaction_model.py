"""What Alexa is given: made from the words and the content, whole, and with one meaning each."""

from __future__ import annotations

import json
from collections import Counter
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from click.testing import CliRunner

from interaction_model import __main__ as command
from interaction_model.build import (
    LONGEST_SAMPLE,
    LONGEST_VALUE,
    MOST_BYTES,
    MOST_INTENTS,
    IntentWords,
    ModelError,
    Words,
    as_json,
    build,
    plain,
    read,
    slots_in,
)
from skill.book import Name, read_book, vocabulary
from skill.heard import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(command.__file__).parent
LEAST_SAMPLES = 15
AMAZONS_VALUES = {
    "AMAZON.NUMBER": [("7", "seven")],
    "AMAZON.TIME": [("18:30", "half past six")],
}

Meaning = tuple[str, tuple[str, ...]]
"""An intent, and the ids in its slots: `("MassagePointIntent", ("point=heel",))`."""

FRUIT = {
    "apple": Name("apple", ("russet", "granny smith")),
    "pear": Name("pear"),
}
WORDS = Words(
    invocation="fruit coach",
    locales=("en-US",),
    fallback="MEDIUM",
    slots={"fruit": "FRUIT"},
    intents={
        "EatIntent": IntentWords(("eat the {fruit}", "{fruit}")),
        "AMAZON.StopIntent": IntentWords(("stop",)),
    },
)


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    words = read(FOLDER / "en.toml")
    return build(words, vocabulary(read_book("en")), "en.toml")


@pytest.fixture(scope="module")
def language(model: dict[str, Any]) -> dict[str, Any]:
    inner: dict[str, Any] = model["interactionModel"]["languageModel"]
    return inner


@pytest.fixture(scope="module")
def meanings(language: dict[str, Any]) -> dict[str, dict[Meaning, str]]:
    """All that can be said: for each, what it means, and by which sample."""
    meanings: dict[str, dict[Meaning, str]] = {}
    for said, meaning, sample in filled(language):
        meanings.setdefault(said, {}).setdefault(meaning, sample)
    return meanings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the words, which the command takes for its own."""
    (tmp_path / "en.toml").write_bytes((FOLDER / "en.toml").read_bytes())
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command.main, arguments)
    return result.exit_code, result.output


def with_intents(**intents: tuple[str, ...]) -> Words:
    said = {f"{name}Intent": IntentWords(samples) for name, samples in intents.items()}
    return msgspec.structs.replace(WORDS, intents=WORDS.intents | said)


def filled(language: dict[str, Any]) -> Iterator[tuple[str, Meaning, str]]:
    """Each sample with every value in its slots: what is said, what it means, the sample."""
    values = {
        kind["name"]: [
            (value["id"], plain(said))
            for value in kind["values"]
            for said in (value["name"]["value"], *value["name"]["synonyms"])
        ]
        for kind in language["types"]
    } | AMAZONS_VALUES
    for intent in language["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent["slots"]}
        for sample in intent["samples"]:
            slots = slots_in(sample)
            template = plain(sample)
            for choice in product(*(values[types[slot]] for slot in slots)):
                said = template.format_map(
                    dict(zip(slots, (value for _, value in choice), strict=True))
                )
                meant = tuple(f"{s}={key}" for s, (key, _) in zip(slots, choice, strict=True))
                yield said, (intent["name"], tuple(sorted(meant))), sample


# ---------------------------------------------------------------- the model that is committed


def test_the_committed_models_are_what_the_sources_make() -> None:
    assert run("--check") == (0, "")


def test_what_can_be_said_is_what_a_move_or_an_answer_knows(language: dict[str, Any]) -> None:
    names = {intent["name"] for intent in language["intents"]}

    assert names == set(Intent) - {Intent.LAUNCH} | set(read_book("en").answers)


def test_every_intent_of_ours_is_said_in_many_ways(language: dict[str, Any]) -> None:
    few = [
        intent["name"]
        for intent in language["intents"]
        if not intent["name"].startswith("AMAZON.") and len(intent["samples"]) < LEAST_SAMPLES
    ]

    assert few == []


def test_no_sample_is_in_the_model_twice(language: dict[str, Any]) -> None:
    said = Counter(plain(s) for intent in language["intents"] for s in intent["samples"])

    assert [sample for sample, times in said.items() if times > 1] == []


def test_no_words_have_two_meanings_once_slots_are_filled(
    meanings: dict[str, dict[Meaning, str]],
) -> None:
    stolen = {said: meant for said, meant in meanings.items() if len(meant) > 1}

    assert stolen == {}


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("stop", "AMAZON.StopIntent"),
        ("cancel", "AMAZON.CancelIntent"),
        ("help", "AMAZON.HelpIntent"),
        ("yes", "AMAZON.YesIntent"),
        ("no", "AMAZON.NoIntent"),
        ("pause", "AMAZON.PauseIntent"),
        ("ready", "ReadyIntent"),
        ("gentle", "GentleIntent"),
        ("calf only", "StartRoutineIntent"),
        ("chest pain", "WarningSignIntent"),
        ("numb", "WarningSignIntent"),
        ("heel", "MassagePointIntent"),
        ("left", "SwitchFootIntent"),
        ("seven", "PainNumberIntent"),
        ("ow", "TooHardIntent"),
        ("softer", "TooHardIntent"),
    ],
)
def test_the_words_that_the_skill_itself_tells_people_to_say_are_heard_as_meant(
    said: str, intent: str, meanings: dict[str, dict[Meaning, str]]
) -> None:
    assert {name for name, _ in meanings[said]} == {intent}


def test_every_slot_is_typed_and_every_type_has_values(language: dict[str, Any]) -> None:
    types = {kind["name"]: kind["values"] for kind in language["types"]}
    used = {slot["type"] for intent in language["intents"] for slot in intent["slots"]}

    assert all(types.values())
    assert {kind for kind in used if not kind.startswith("AMAZON.")} == set(types)


def test_a_slot_has_the_same_type_everywhere(language: dict[str, Any]) -> None:
    typed = {(s["name"], s["type"]) for intent in language["intents"] for s in intent["slots"]}

    assert len(typed) == len({slot for slot, _ in typed})


def test_what_is_named_in_samples_is_what_the_intent_declares(language: dict[str, Any]) -> None:
    for intent in language["intents"]:
        named = {slot for sample in intent["samples"] for slot in slots_in(sample)}

        assert named == {slot["name"] for slot in intent["slots"]}, intent["name"]


def test_amazons_limits_are_kept(model: dict[str, Any], language: dict[str, Any]) -> None:
    samples = [s for intent in language["intents"] for s in intent["samples"]]
    values = [
        said
        for kind in language["types"]
        for value in kind["values"]
        for said in (value["name"]["value"], *value["name"]["synonyms"])
    ]

    assert len(language["intents"]) <= MOST_INTENTS
    assert max(map(len, samples)) <= LONGEST_SAMPLE
    assert max(map(len, values)) <= LONGEST_VALUE
    assert len(as_json(model).encode()) <= MOST_BYTES


# ---------------------------------------------------------------- how a model is built


def test_a_model_has_the_shape_that_amazon_reads() -> None:
    assert build(WORDS, {"fruit": FRUIT}, "fruit.toml") == {
        "interactionModel": {
            "languageModel": {
                "invocationName": "fruit coach",
                "intents": [
                    {
                        "name": "EatIntent",
                        "slots": [{"name": "fruit", "type": "FRUIT"}],
                        "samples": ["eat the {fruit}", "{fruit}"],
                    },
                    {"name": "AMAZON.StopIntent", "slots": [], "samples": ["stop"]},
                ],
                "types": [
                    {
                        "name": "FRUIT",
                        "values": [
                            {
                                "id": "apple",
                                "name": {"value": "apple", "synonyms": ["russet", "granny smith"]},
                            },
                            {"id": "pear", "name": {"value": "pear", "synonyms": []}},
                        ],
                    }
                ],
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": "MEDIUM"}},
            }
        }
    }


def test_a_file_ends_with_a_newline_and_keeps_letters_as_they_are() -> None:
    assert as_json({"name": "café"}) == '{\n  "name": "café"\n}\n'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            with_intents(Peel=("peel the {root}",)),
            "intents.PeelIntent: 'peel the {root}': the slot 'root' is not declared under [slots]",
        ),
        (
            with_intents(Mix=("{fruit} with {fruit}",)),
            "intents.MixIntent: '{fruit} with {fruit}': the slot 'fruit' is in it twice",
        ),
        (
            with_intents(Chew=("eat the  {fruit}",)),
            "intents.ChewIntent: 'eat the  {fruit}': only lower-case words, ",
        ),
        (
            with_intents(Chew=("chew", "chew")),
            "intents.ChewIntent: 'chew': intents.ChewIntent has it already",
        ),
        (
            with_intents(Chew=("stop",)),
            "intents.ChewIntent: 'stop': intents.AMAZON.StopIntent has it already",
        ),
        (with_intents(Chew=()), "intents.ChewIntent: it has no samples"),
        (with_intents(Chew=("Chew",)), "intents.ChewIntent: 'Chew': only lower-case words, "),
        (with_intents(Chew=("chew 2",)), "intents.ChewIntent: 'chew 2': only lower-case words, "),
        (with_intents(Chew=("chew!",)), "intents.ChewIntent: 'chew!': only lower-case words, "),
        (with_intents(Chew=("",)), "intents.ChewIntent: '': only lower-case words, "),
        (with_intents(Chew=("x{fruit}",)), "intents.ChewIntent: 'x{fruit}': only lower-case "),
        (
            with_intents(Chew=("chew " * 40 + "it",)),
            f"{'chew ' * 40}it': longer than 200 characters",
        ),
        (
            with_intents(**{"AMAZON.Fallback": ("anything",)}),
            "intents.AMAZON.FallbackIntent: it takes no samples",
        ),
        (
            with_intents(**{"AMAZON.Next": ("next {fruit}",)}),
            "intents.AMAZON.NextIntent: 'next {fruit}': a built-in intent takes no slots",
        ),
        (
            with_intents(**{f"Chew{n}": ("chew",) for n in range(MOST_INTENTS)}),
            "intents: 252 are more than 250",
        ),
        (
            msgspec.structs.replace(WORDS, slots={"fruit": "FRUIT", "nut": "NUT"}),
            "slots.nut: no sample uses it",
        ),
        (
            msgspec.structs.replace(with_intents(Crack=("crack the {nut}",)), slots={"nut": "NUT"}),
            "slots.nut: nothing fills the type NUT",
        ),
        (
            msgspec.structs.replace(WORDS, slots={"fruit": "AMAZON.Food"}),
            "slots.fruit: AMAZON.Food brings its own values, but content has some for it",
        ),
    ],
)
def test_words_that_make_no_model_are_told_with_their_file_and_place(
    words: Words, told: str
) -> None:
    with pytest.raises(ModelError) as error:
        build(words, {"fruit": FRUIT}, "fruit.toml")

    assert str(error.value).startswith("fruit.toml: ")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"": Name("apple")}, "content: fruit: 'apple' has no id"),
        (
            {"apple": Name("apple", ("Apple",))},
            "content: fruit.apple: 'Apple': fruit.apple is called that",
        ),
        (
            {"apple": Name("apple"), "pear": Name("pear", ("apple",))},
            "content: fruit.pear: 'apple': fruit.apple is called that",
        ),
        ({"apple": Name("x" * 141)}, "longer than 140 characters"),
        ({"apple": Name("apple 2")}, "content: fruit.apple: 'apple 2': only words, "),
        ({}, "slots.fruit: nothing fills the type FRUIT"),
    ],
)
def test_values_that_make_no_model_are_told_with_their_file_and_place(
    values: dict[str, Name], told: str
) -> None:
    with pytest.raises(ModelError) as error:
        build(WORDS, {"fruit": values}, "fruit.toml")

    assert str(error.value).startswith("fruit.toml: ")
    assert told in str(error.value)


def test_values_that_no_slot_takes_are_told() -> None:
    with pytest.raises(ModelError, match=r"^fruit\.toml: slots: content has values for 'nut'"):
        build(WORDS, {"fruit": FRUIT, "nut": {"hazel": Name("hazelnut")}}, "fruit.toml")


def test_two_slots_cannot_fill_one_type() -> None:
    words = msgspec.structs.replace(
        with_intents(Swap=("swap for a {other}",)), slots={"fruit": "FRUIT", "other": "FRUIT"}
    )

    with pytest.raises(ModelError, match=r"^fruit\.toml: slots: two slots have the type FRUIT"):
        build(words, {"fruit": FRUIT, "other": FRUIT}, "fruit.toml")


def test_a_model_that_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interaction_model.build.MOST_BYTES", 100)

    with pytest.raises(ModelError, match=r"^fruit\.toml: the model has \d+ bytes, more than 100"):
        build(WORDS, {"fruit": FRUIT}, "fruit.toml")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("coach", "it has at least 2 words"),
        ("Fruit Coach", "only lower-case words"),
        ("fruit coach 2", "only lower-case words"),
        ("fruit  coach", "only lower-case words"),
        ("fruit coach and " + "x" * 50, "longer than 50 characters"),
        ("open fruit", "the word 'open' is not allowed in it"),
        ("fruit with nuts", "the word 'with' is not allowed in it"),
        ("alexa fruit", "the word 'alexa' is not allowed in it"),
        ("the fruit", "the word 'the' is not allowed in it"),
    ],
)
def test_an_invocation_name_keeps_amazons_rules(name: str, told: str) -> None:
    words = msgspec.structs.replace(WORDS, invocation=name)

    with pytest.raises(ModelError) as error:
        build(words, {"fruit": FRUIT}, "fruit.toml")

    assert str(error.value).startswith(f"fruit.toml: invocation {name!r}: ")
    assert told in str(error.value)


@pytest.mark.parametrize("name", ["fruit coach", "grandma's fruit coach", "coach of the fruit"])
def test_an_invocation_name_may_be_possessive_or_long(name: str) -> None:
    build(msgspec.structs.replace(WORDS, invocation=name), {"fruit": FRUIT}, "fruit.toml")


# ---------------------------------------------------------------- how words are read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("invocation = \n", "line 1"),
        ('colour = "red"', "unknown field `colour`"),
        ('invocation = "x y"\nlocales = ["en"]', "$.locales[0]"),
        ('[intents.EatIntent]\nsmaples = ["eat"]', "intents.EatIntent: Object contains unknown"),
        ("[intents.EatIntent]\nsamples = [1]", "intents.EatIntent: Expected `str`"),
        ('invocation = "fruit coach"', "missing required field"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(
    text: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "fruit.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(ModelError) as error:
        read(path)

    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such file"):
        read(tmp_path / "fruit.toml")


# ---------------------------------------------------------------- python -m interaction_model


def test_the_command_writes_what_it_then_finds_in_order(folder: Path) -> None:
    assert run() == (0, "wrote en-US.json\n")
    assert run("--check") == (0, "")

    written = folder / "interactionModels" / "custom" / "en-US.json"
    assert json.loads(written.read_text("utf-8"))["interactionModel"]


def test_a_model_out_of_date_is_one_line_and_exit_code_1(folder: Path) -> None:
    told = "Error: en-US.json is out of date: run python -m interaction_model\n"

    assert run("--check") == (1, told)
    run()
    written = folder / "interactionModels" / "custom" / "en-US.json"
    written.write_text(written.read_text("utf-8") + "\n", "utf-8")
    assert run("--check") == (1, told)


def test_every_locale_that_is_listed_is_written(folder: Path) -> None:
    words = (folder / "en.toml").read_text("utf-8")
    (folder / "en.toml").write_text(words.replace('["en-US"]', '["en-US", "en-GB"]'), "utf-8")

    assert run() == (0, "wrote en-US.json\nwrote en-GB.json\n")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("en.toml", "samples = [", "Error: "),
        ("xx.toml", None, "there is no such language"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    folder: Path, file: str, text: str | None, told: str
) -> None:
    (folder / file).write_text(text or (folder / "en.toml").read_text("utf-8"), "utf-8")

    code, output = run()

    assert code == 2
    assert told in output
    assert output.count("\n") == 1


def test_two_languages_cannot_make_one_locale(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "xx.toml").write_bytes((folder / "en.toml").read_bytes())
    monkeypatch.setattr(command, "read_book", lambda _language: read_book("en"))

    code, output = run()

    assert code == 2
    assert output == "Error: xx.toml: locales: another language makes en-US already\n"


def test_help_says_what_the_command_makes() -> None:
    code, output = run("--help")

    assert code == 0
    assert "interaction models" in output
    assert "--check" in output
