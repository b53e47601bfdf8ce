import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from local_tts.ears import Ears, open_ears
from local_tts.hearing import english
from local_tts.hearing.amounts import READERS, in_words
from local_tts.hearing.model import Intent as ModelIntent
from local_tts.hearing.model import Model, ModelError, Slot, read_model
from local_tts.hearing.text import gist, words
from skill.heard import Intent
from skill.session import State


@cache
def model() -> Model:
    return read_model()


@cache
def ears() -> Ears:
    return open_ears("en")


def intent(line: str, state: State = State.NEW) -> str:
    return ears().hear(line, state).heard.intent


def slots(line: str, state: State = State.NEW) -> dict[str, str]:
    return ears().hear(line, state).heard.slots


def samples() -> Iterator[tuple[str, str]]:
    """Every intent with each of its samples, the slots filled with a value of their type."""
    values = {kind.name: kind.values[0].name.value for kind in model().types}
    for each in model().intents:
        fill = partial(_value, each.types, values)
        for sample in each.samples:
            yield each.name, re.sub(r"{(\w+)}", fill, sample)


def _value(types: dict[str, str], values: dict[str, str], slot: re.Match[str]) -> str:
    return values.get(types[slot[1]], "seven")


def signs() -> Iterator[tuple[str, str]]:
    """Every sign with each of its names."""
    (kind,) = (kind for kind in model().types if kind.name == "SIGN")
    for value in kind.values:
        for name in value.names:
            yield value.id, name


def test_every_sample_is_heard_as_its_own_intent_unless_it_names_a_sign() -> None:
    others = [(name, line, intent(line)) for name, line in samples() if intent(line) != name]
    assert [other for other in others if other[2] not in english.DANGERS] == []
    assert len(others) < 10


def test_every_sign_is_heard_by_each_of_its_names() -> None:
    others = ((sign, name) for sign, name in signs() if sign != "flare")
    assert [(sign, name) for sign, name in others if slots(name) != {"sign": sign}] == []
    assert {intent(name) for sign, name in signs() if sign == "flare"} == {Intent.FLARE}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "around",
    ["i have {}", "well um {} i think", "next it's {}", "stop {}", "okay but i feel {} now"],
)
def test_a_sign_is_heard_inside_any_line_in_every_state(around: str, state: State) -> None:
    missed = [
        name
        for sign, name in signs()
        if "sign" not in slots(around.format(name), state)
        and (sign != "flare" or intent(around.format(name), state) != Intent.FLARE)
    ]
    assert missed == []


@pytest.mark.parametrize(
    "line", ["the kettle's burning", "my son passed his driving test", "cut the grass please"]
)
def test_a_word_that_names_a_sign_may_stand_for_something_else(line: str) -> None:
    assert intent(line, State.GUIDING) == Intent.FALLBACK


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("my toes are going numb", "numbness"),
        ("no they're numb", "numbness"),
        ("i'm not sure about numbness", "numbness"),
        ("not only numbness", "numbness"),
        ("no swelling but numbness", "numbness"),
        ("my calf is really swollen", "calf_swelling"),
        ("it feels NUMB!!", "numbness"),
        ("numbnes", "numbness"),
        ("i feel numb and i can\u2019t breathe", "breathless"),
        ("i had a clot", "past_clot"),
    ],
)
def test_a_sign_is_named(line: str, sign: str) -> None:
    assert slots(line, State.SAFETY) == {"sign": sign}


@pytest.mark.parametrize(
    "line",
    [
        "no numbness",
        "i don't have any numbness",
        "my toes are not numb",
        "no swelling or numbness",
        "there isn't any swelling",
        "without numbness",
    ],
)
def test_a_sign_is_denied_and_one_denial_is_no_all_clear(line: str) -> None:
    assert intent(line, State.SAFETY) == Intent.FALLBACK
    assert intent(line, State.GUIDING) != Intent.WARNING_SIGN


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "line", ["stop", "Stop!", "please stop", "stop stop", "um stop", "ow stop it hurts", "STOP NOW"]
)
def test_plain_stop_words_win_always(line: str, state: State) -> None:
    assert intent(line, state) == Intent.STOP


@pytest.mark.parametrize("line", ["don't stop", "how do i stop the pain", "do i stop if it hurts"])
def test_not_everything_with_stop_in_it_stops(line: str) -> None:
    assert intent(line, State.GUIDING) != Intent.STOP


@pytest.mark.parametrize(
    ("line", "state", "meant"),
    [
        ("okay", State.GUIDING, Intent.NEXT),
        ("done", State.GUIDING, Intent.NEXT),
        ("ok", State.OFFER, Intent.YES),
        ("yep", State.WELCOME, Intent.YES),
        ("done", State.FINISHED, Intent.NO),
        ("i'm back", State.PAUSED, Intent.RESUME),
        ("no none of that", State.SAFETY, Intent.READY),
        ("all good", State.SAFETY, Intent.READY),
    ],
)
def test_short_lines_answer_the_question_that_was_asked(
    line: str, state: State, meant: str
) -> None:
    assert intent(line, state) == meant


@pytest.mark.parametrize(
    ("line", "meant", "filled"),
    [
        ("massage my upper calf", "MassagePointIntent", {"point": "upper_calf"}),
        ("Could you massage my achiles, please?", "MassagePointIntent", {"point": "achilles"}),
        (
            "where is the ball of the foot",
            "PointDetailIntent",
            {"aspect": "location", "point": "ball"},
        ),
        ("it's a 7", "PainNumberIntent", {"level": "7"}),
        ("7/10", "PainNumberIntent", {"level": "7"}),
        ("remind me at half past seven in the evening", "ReminderIntent", {"time": "19:30"}),
        ("remind me at 7:15", "ReminderIntent", {"time": "07:15"}),
    ],
)
def test_slots_are_filled_with_ids_and_values(
    line: str, meant: str, filled: dict[str, str]
) -> None:
    assert (intent(line), slots(line)) == (meant, filled)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("speed it up a bit", "FasterIntent"),
        ("go to the following point", "AMAZON.NextIntent"),
        ("what sessions can i choose", "ListRoutinesIntent"),
        ("can we take a short break", "AMAZON.PauseIntent"),
        ("name all the points", "ListPointsIntent"),
    ],
)
def test_what_is_said_in_other_words_is_understood(line: str, meant: str) -> None:
    assert intent(line) == meant


@pytest.mark.parametrize(
    "line",
    [
        "what's the weather",
        "play some jazz",
        "buy more milk",
        "how tall is mount everest",
        "",
        "👣",
        "?",
    ],
)
def test_what_is_about_something_else_is_not_understood(line: str) -> None:
    understood = ears().hear(line, State.GUIDING)
    assert understood.heard.intent == Intent.FALLBACK
    assert understood.confidence < 0.65


def test_the_moment_is_kept() -> None:
    assert ears().hear("stop", State.NEW, 42.0).heard.at == 42.0


@pytest.mark.parametrize(
    ("line", "compared"),
    [
        ("I can't, it's 7 o'clock!", "i can not it is seven o clock"),
        ("I cannot. IT IS seven o\u2019clock", "i can not it is seven o clock"),
        ("ok - at 7:05 a.m.", "okay at seven five am"),
        ("my heel's sore; don't", "my heels sore do not"),
    ],
)
def test_what_sounds_alike_is_compared_alike(line: str, compared: str) -> None:
    assert " ".join(words(line)) == compared


def test_words_that_change_little_are_left_out_of_the_gist() -> None:
    assert gist(words("Could you please massage the heel for me")) == ("massage", "heel")
    assert gist(words("please")) == ("please",)


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("AMAZON.NUMBER", "forty two", "42"),
        ("AMAZON.NUMBER", "one hundred and five", "105"),
        ("AMAZON.TIME", "seven", "07:00"),
        ("AMAZON.TIME", "quarter to one", "00:45"),
        ("AMAZON.TIME", "quarter past six pm", "18:15"),
        ("AMAZON.TIME", "seven o clock in the evening", "19:00"),
        ("AMAZON.TIME", "twelve am", "00:00"),
        ("AMAZON.TIME", "twelve pm", "12:00"),
        ("AMAZON.TIME", "seven five am", "07:05"),
        ("AMAZON.TIME", "noon", "12:00"),
        ("AMAZON.DURATION", "five minutes", "PT5M"),
        ("AMAZON.DURATION", "an hour", "PT1H"),
    ],
)
def test_amounts_are_read_as_alexa_gives_them(kind: str, said: str, value: str) -> None:
    line = tuple(said.split())
    assert next(READERS[kind](line, 0)) == (len(line), value)


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(0, "zero"), (20, "twenty"), (42, "forty two"), (310, "three hundred ten")],
)
def test_numbers_are_spelt_out(number: int, spoken: str) -> None:
    assert in_words(number) == spoken


def test_the_question_that_was_asked_decides_between_samples_alike() -> None:
    foot = ModelIntent("SwitchFootIntent", (Slot("level", "AMAZON.NUMBER"),), ("{level}",))
    pain = ModelIntent("PainNumberIntent", (Slot("level", "AMAZON.NUMBER"),), ("{level}",))
    torn = Ears(Model((pain, foot)))
    assert torn.hear("seven", State.FOOT).heard.intent == "SwitchFootIntent"
    assert torn.hear("seven", State.NEW).heard.intent == "PainNumberIntent"


def test_a_model_that_cannot_be_read_is_told_by_file_and_field(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model of the language 'en'"):
        read_model("en", tmp_path)
    (tmp_path / "en-US.json").write_text('{"interactionModel": {"languageModel": {"intents": 3}}}')
    with pytest.raises(ModelError, match=r"en-US.json: .*intents"):
        read_model("en", tmp_path)


VAGUE = [
    "i don't know",
    "not really",
    "maybe",
    "all of them",
    "yes one of them",
    "some of that applies to me",
    "does that apply to me",
    "that is me",
    "not today",
    "not now",
    "i'd rather not",
    "no",
    "nothing",
    "i'm not ready",
    "don't start",
    "it hurts",
    "my calf hurts",
    "only the calf is sore",
]


@pytest.mark.parametrize("line", VAGUE)
def test_nothing_vague_clears_the_safety_statement(line: str) -> None:
    clears = {Intent.READY, Intent.GENTLE, Intent.START_ROUTINE}
    assert intent(line, State.SAFETY) not in clears


@pytest.mark.parametrize(
    "line",
    ["ready", "none of that", "no none of that it's just sore when i get up", "none of those"],
)
def test_a_plain_answer_clears_the_safety_statement(line: str) -> None:
    assert intent(line, State.SAFETY) == Intent.READY


def test_a_model_whose_samples_have_no_such_slot_names_file_and_intent(tmp_path: Path) -> None:
    language = '{"intents": [{"name": "AIntent", "samples": ["do the {thing}"]}]}'
    body = f'{{"interactionModel": {{"languageModel": {language}}}}}'
    (tmp_path / "en-US.json").write_text(body, "utf-8")
    with pytest.raises(ModelError, match=r"en-US.json: AIntent: .* there is no slot 'thing'"):
        read_model("en", tmp_path)
