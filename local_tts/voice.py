"""Speech to sound, silences exact: the same voice interface on Linux, macOS and Windows."""

import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Protocol

from local_tts.espeak import Espeak, VoiceError, engine
from local_tts.player import Player
from local_tts.sound import Sound, arrange, to_wav
from skill.speech import Speech, seconds

__all__ = ["EspeakVoice", "SystemVoice", "Voice", "VoiceError", "all_voices", "open_voice"]


class Voice(Protocol):
    """Says a speech. `rate`, words a minute, overrides the pace of the words, not of the plan."""

    @property
    def is_silent(self) -> bool:
        """Whether there is no loudspeaker, so that it only keeps time."""

    def say(self, speech: Speech, words_per_minute: int, stop: threading.Event) -> None:
        """Say it to its end, or until `stop` is set, which it may be already."""

    def close(self) -> None:
        """Give back what was taken of the computer."""


class EspeakVoice:
    """Linux: pyttsx3 makes the sound of the words, and the player plays it with the silences."""

    def __init__(self, voice: str = "", rate: int = 0, player: Player | None = None) -> None:
        self._espeak = Espeak(voice) if voice else Espeak()
        self._rate = rate
        self._player = player or Player()

    @property
    def is_silent(self) -> bool:
        """Whether there is no loudspeaker, so that it only keeps time."""
        return self._player.is_silent

    def say(self, speech: Speech, words_per_minute: int, stop: threading.Event) -> None:
        """Say it; what comes later is made while what comes first is played."""
        self._player.play(self._sounds(speech, words_per_minute), stop)

    def render(self, speech: Speech, words_per_minute: int) -> bytes:
        """It as a WAV file."""
        return to_wav(self._sounds(speech, words_per_minute))

    def close(self) -> None:
        """Close the loudspeaker."""
        self._player.close()

    def _sounds(self, speech: Speech, words_per_minute: int) -> Iterator[Sound]:
        rate = self._rate or words_per_minute
        return arrange(speech, words_per_minute, lambda words: self._espeak.say(words, rate))


class SystemVoice:
    """macOS and Windows: pyttsx3 speaks by itself. Stopping takes effect at the next word."""

    is_silent = False
    _SLICE = 0.1  # Windows keeps Ctrl-C waiting as long as a wait lasts

    def __init__(self, voice: str = "", rate: int = 0, driver: str | None = None) -> None:
        self._engine = _system_engine(driver)
        self._rate = rate
        if voice:
            self._engine.setProperty("voice", voice)

    def say(self, speech: Speech, words_per_minute: int, stop: threading.Event) -> None:
        """Say it, the words one part at a time, and wait out the silences."""
        begun, planned = time.monotonic(), 0.0
        for part in speech:
            planned += seconds((part,), words_per_minute)
            if stop.is_set():
                return
            if isinstance(part, str):
                self._speak(part, self._rate or words_per_minute, stop)
            else:
                self._wait(begun + planned, stop)

    def close(self) -> None:
        """Nothing was taken."""

    def _speak(self, words: str, rate: int, stop: threading.Event) -> None:
        token = self._engine.connect("started-word", lambda **_: self._stop_if(stop))
        # a finished run leaves it not busy, and then each utterance cuts off the one before
        self._engine.proxy.setBusy(True)
        self._engine.setProperty("rate", rate)
        self._engine.say(words)
        self._engine.runAndWait()
        self._engine.disconnect(token)

    def _stop_if(self, stop: threading.Event) -> None:
        if stop.is_set():
            self._engine.stop()

    def _wait(self, until: float, stop: threading.Event) -> None:
        while (left := until - time.monotonic()) > 0 and not stop.is_set():
            stop.wait(min(left, self._SLICE))


def open_voice(voice: str = "", rate: int = 0) -> Voice:
    """The voice of the computer it runs on. Raises VoiceError."""
    return EspeakVoice(voice, rate) if sys.platform == "linux" else SystemVoice(voice, rate)


def all_voices() -> list[tuple[str, str, str]]:
    """The id, name and languages of each voice pyttsx3 has. Raises VoiceError."""
    having = engine() if sys.platform == "linux" else _system_engine()
    return [
        (voice.id, voice.name.strip(), " ".join(map(str, voice.languages)))
        for voice in having.getProperty("voices")
    ]


def _system_engine(driver: str | None = None) -> Any:
    import pyttsx3  # noqa: PLC0415, on Linux it must find the library first

    try:
        return pyttsx3.init(driver)
    except Exception as error:
        raise VoiceError(f"this computer's voice does not start: {error}") from error
