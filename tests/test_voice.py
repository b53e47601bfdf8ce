import io
import sys
import threading
import time
import wave
from array import array
from collections.abc import Iterator
from itertools import pairwise

import miniaudio
import pytest
import pyttsx3

from local_tts.espeak import Espeak
from local_tts.player import Player
from local_tts.sound import RATE, arrange, duration, hush, trim
from local_tts.voice import EspeakVoice, SystemVoice, VoiceError, all_voices
from skill.speech import Speech, seconds

linux = pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is bundled for Linux only")

LOUD = 60
"""The amplitude from which words are heard."""


@pytest.fixture
def voice() -> Iterator[EspeakVoice]:
    voice = EspeakVoice(player=Player([miniaudio.Backend.NULL]))
    yield voice
    voice.close()


def onsets(wav: bytes, pause: float) -> list[float]:
    """The seconds at which something is heard after so long a silence, or at the start."""
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        samples = array("h", file.readframes(file.getnframes()))
    loud = [index for index, sample in enumerate(samples) if abs(sample) >= LOUD]
    later = [b for a, b in pairwise(loud) if b - a > pause * RATE]
    return [index / RATE for index in (loud[0], *later)]


def length(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnframes() / file.getframerate()


@linux
def test_words_come_at_the_second_they_were_planned_for(voice: EspeakVoice) -> None:
    speech: Speech = ("Press lightly on your left heel.", 20.0, "Let go.", 9.0, "And rest.")
    first, second, third = onsets(voice.render(speech, 140), pause=2.0)
    assert first == pytest.approx(0, abs=0.05)
    assert second == pytest.approx(seconds(speech[:2], 140), abs=0.05)
    assert third == pytest.approx(seconds(speech[:4], 140), abs=0.05)


@linux
@pytest.mark.parametrize("words_per_minute", [120, 140, 160])
def test_words_last_about_as_long_as_the_skill_estimates(
    voice: EspeakVoice, words_per_minute: int
) -> None:
    words = (
        "Put one thumb under your heel, a little toward the big-toe side. Make small slow circles, "
        "light at first. Press a bit more only while it feels good. Then slide your thumb toward "
        "the toes, and start again a little to the side of where you were."
    )
    lasts = length(voice.render((words,), words_per_minute))
    assert lasts == pytest.approx(seconds((words,), words_per_minute), rel=0.12)


@linux
def test_no_words_are_lost_among_many() -> None:
    espeak = Espeak()
    lengths = [duration(espeak.say("Press lightly on your left heel.", 140)) for _ in range(100)]
    assert min(lengths) > 1
    assert max(lengths) - min(lengths) < 0.02


@linux
def test_each_utterance_has_its_own_rate() -> None:
    espeak = Espeak()
    lasts = [
        [duration(espeak.say("Press lightly on your left heel.", rate)) for rate in (110, 140, 190)]
        for _ in range(10)
    ]
    for slow, normal, fast in lasts:
        assert (slow, normal, fast) == pytest.approx(lasts[0], abs=0.02)
        assert slow > normal + 0.2 > fast + 0.4


@linux
def test_a_text_of_any_length_is_spoken() -> None:
    words = "Breathe slowly. " * 1500
    assert duration(Espeak().say(words, 400)) > 500


@linux
@pytest.mark.parametrize("words", ["", "...", "\n"])
def test_what_has_no_words_makes_no_sound(words: str) -> None:
    assert Espeak().say(words, 140) == b""


@linux
def test_characters_that_no_voice_can_say_do_no_harm() -> None:
    assert Espeak().say("Rest\x00 now \ud800 please.", 140)


@linux
def test_no_word_of_the_library_reaches_standard_output(
    voice: EspeakVoice, capfd: pytest.CaptureFixture[str]
) -> None:
    voice.render(("Press.", 1.0, "Let go."), 140)
    assert capfd.readouterr().out == ""


@linux
def test_an_unknown_voice_is_told_in_one_line() -> None:
    with pytest.raises(VoiceError, match="no voice is called nobody") as error:
        Espeak("nobody")
    assert "\n" not in str(error.value)


@linux
def test_the_voices_have_ids_that_can_be_used() -> None:
    ids = [key for key, _, languages in all_voices() if languages.startswith("en")]
    assert "gmw/en-us" in ids
    for key in ids:
        assert Espeak(key).say("Heel.", 140)


@linux
def test_it_speaks_to_its_end(voice: EspeakVoice) -> None:
    begun = time.monotonic()
    voice.say(("One.", 0.5, "Two."), 160, threading.Event())
    assert time.monotonic() - begun >= 0.9


@linux
def test_a_stop_is_quick_even_in_a_long_silence(voice: EspeakVoice) -> None:
    stop = threading.Event()
    stopped: list[float] = []

    def later() -> None:
        stopped.append(time.monotonic())
        stop.set()

    threading.Timer(0.3, later).start()
    voice.say(("Press.", 180.0, "Let go."), 140, stop)
    assert time.monotonic() - stopped[0] < 0.1


@linux
def test_a_stop_that_was_set_before_is_not_lost(voice: EspeakVoice) -> None:
    stop = threading.Event()
    stop.set()
    begun = time.monotonic()
    voice.say(("Press.", 180.0), 140, stop)
    assert time.monotonic() - begun < 0.1


def test_without_a_loudspeaker_it_keeps_time(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = miniaudio.PlaybackDevice

    def no_card(*arguments: object, backends: list[object], **named: object) -> object:
        if not backends:
            raise miniaudio.MiniaudioError("failed to init device", -401)
        return real(*arguments, backends=backends, **named)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", no_card)
    player = Player()
    assert player.is_silent
    begun = time.monotonic()
    player.play([hush(0.3)], threading.Event())
    assert 0.2 < time.monotonic() - begun < 2
    player.close()
    assert capfd.readouterr() == ("", "")


def spoken(words: str) -> bytes:
    """A sound of a second for each word."""
    return b"\x00\x10" * RATE * len(words.split())


def test_words_that_overrun_take_their_time_from_the_next_silences() -> None:
    speech: Speech = ("one two three", 2.0, "four", 5.0, "five")
    lengths = [duration(sound) for sound in arrange(speech, 60 * 3, spoken)]
    assert lengths == pytest.approx([3, 0.2, 1, 8 + 1 / 3 - 4.2, 1])


def test_words_that_are_quick_lengthen_the_silence() -> None:
    lengths = [duration(sound) for sound in arrange(("one", 2.0, "two"), 20, spoken)]
    assert lengths == [1, 4, 1]


def test_trimming_leaves_only_what_is_heard() -> None:
    assert trim(hush(0.1) + b"\x00\x10" * 3 + hush(0.2)) == b"\x00\x10" * 3
    assert trim(hush(0.1)) == b""


def test_where_pyttsx3_speaks_by_itself_the_silences_are_waited_out() -> None:
    stop, said = threading.Event(), []
    voice = SystemVoice(driver="dummy")
    engine = pyttsx3.init("dummy")
    engine.connect("started-utterance", lambda **_: said.append(time.monotonic()))
    voice.say(("Press.", 0.4, "Let go."), 140, stop)
    assert len(said) == 2
    assert said[1] - said[0] == pytest.approx(seconds(("Press.", 0.4), 140), abs=0.15)


def test_where_pyttsx3_speaks_by_itself_a_stop_ends_the_silence() -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    begun = time.monotonic()
    SystemVoice(driver="dummy").say((60.0, "Let go."), 140, stop)
    assert time.monotonic() - begun < 1
