import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.speech import join, parse, seconds, silence, to_ssml, to_text

parts = st.one_of(st.text(), st.floats(min_value=0, max_value=600))
speeches = st.lists(parts, max_size=8).map(tuple)


def test_silences_stand_between_words():
    assert parse("Press. [20s] Let  go. [1.5s]") == ("Press.", 20.0, "Let go.", 1.5)


@pytest.mark.parametrize("text", ["[20]", "[s]", "wait [20 s]", "a ] b", "[-3s]"])
def test_a_stray_bracket_is_an_error(text):
    with pytest.raises(ValueError, match=r"a silence is written \[20s\]"):
        parse(text)


def test_joining_puts_neighbours_together():
    assert join(("One.",), ("Two.", 1.0), (2.0,), ("Three.",)) == ("One. Two.", 3.0, "Three.")


def test_joining_drops_silences_of_no_length():
    assert join((0.0,), ("One.",), (-2.0,)) == ("One.",)


def test_seconds_count_words_and_silences():
    assert seconds(("one two three four five six seven", 10.0), 140) == pytest.approx(13.0)


def test_a_slower_voice_takes_longer_and_its_silences_do_not():
    speech = ("one two three four", 10.0)
    assert seconds(speech, 120) - seconds(speech, 240) == pytest.approx(1.0)


def test_text_leaves_out_the_silences():
    assert to_text(("Press.", 20.0, "Let go.")) == "Press. Let go."


def test_words_are_escaped_and_long_silences_split():
    ten = '<break time="10s"/>'
    ssml = to_ssml(("A & b < c", 25.5, "d"))
    assert ssml == f'<speak>A &amp; b &lt; c {ten}{ten}<break time="5500ms"/> d</speak>'


def test_another_rate_is_asked_of_the_voice():
    assert to_ssml(("Hello.",), rate=88) == '<speak><prosody rate="88%">Hello.</prosody></speak>'


@given(speeches)
def test_ssml_is_well_formed_whatever_is_said(speech):
    ET.fromstring(to_ssml(speech, rate=75))  # noqa: S314, our own text


@given(st.lists(st.floats(min_value=0, max_value=600), max_size=5).map(tuple))
def test_breaks_last_as_long_as_the_silences_and_none_over_ten_seconds(speech):
    root = ET.fromstring(to_ssml(speech))  # noqa: S314, our own text
    lengths = [_length(tag.attrib["time"]) for tag in root.iter("break")]
    assert all(0 < length <= 10 for length in lengths)
    assert sum(lengths) == pytest.approx(silence(speech), abs=0.001 * max(1, len(speech)))


def _length(text: str) -> float:
    return float(text[:-2]) / 1000 if text.endswith("ms") else float(text[:-1])
