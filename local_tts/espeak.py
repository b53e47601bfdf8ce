"""pyttsx3's voice on Linux, as sound in memory, around what pyttsx3 2.99 does wrong with espeak-ng.

Its `runAndWait` returns before the sound is made, it keeps one utterance at a time, properties set
just before may come too late, and long texts crash it: so each text is one synchronised run, waited
for and checked. Playing is not left to it either, since what it plays cannot be stopped.
"""

import atexit
import ctypes
import os
import re
import tempfile
import textwrap
import threading
import wave
from functools import cache
from pathlib import Path
from typing import Any

from local_tts.sound import Sound, trim

LONGEST = 2_000
"""Characters of one run; the driver crashes at 16,000."""

SPEED = 1.26
"""Words a minute that espeak-ng speaks of our content for each that its rate says (measured)."""

SLOWEST = 80
"""espeak-ng's lowest rate."""

PATIENCE = 30.0
"""Seconds to wait for the sound of one run, which takes some hundredths."""

_ATTEMPTS = 3
_lock = threading.Lock()


class VoiceError(Exception):
    """There is no voice, or it does not speak. The text is one line, for the person to read."""


class Espeak:
    """One of espeak-ng's voices, called by the id that pyttsx3 lists (`gmw/en-us`)."""

    def __init__(self, voice: str = "gmw/en") -> None:
        self._engine = engine()
        self._voice = voice
        with _lock:
            self._set("voice", voice)

    def say(self, words: str, words_per_minute: int) -> Sound:
        """The words as sound, without silence at the edges. Raises VoiceError if none comes."""
        pieces = textwrap.wrap(_sayable(words), LONGEST) if re.search(r"\w", words) else []
        with _lock:
            self._set("voice", self._voice)
            self._set("rate", max(round(words_per_minute / SPEED), SLOWEST))
            return b"".join(trim(self._recorded(piece)) for piece in pieces)

    def _set(self, name: str, value: object) -> None:
        try:
            # the engine's own setProperty queues, and loses the race against the words
            self._engine.proxy._driver.setProperty(name, value)
        except ValueError:
            raise VoiceError(f"no voice is called {value}; foot-coach voices lists them") from None

    def _recorded(self, words: str) -> Sound:
        for _ in range(_ATTEMPTS):
            if sound := _record(self._engine, words):
                return sound
        raise VoiceError(f"espeak-ng made no sound of {words[:40]!r}")


@cache
def engine() -> Any:
    """The one engine of this process: a second would silence the first. Raises VoiceError."""
    _provide_library()
    try:
        import pyttsx3  # noqa: PLC0415, it looks for the library when it is imported
        from pyttsx3.drivers import espeak  # noqa: PLC0415

        espeak.print = lambda *_: None  # it tells standard output of every file
        return pyttsx3.init("espeak")
    except (ImportError, RuntimeError, OSError) as error:
        raise VoiceError(f"espeak-ng does not start: {error}") from error


# let go of it while the library is still whole: later, its destructor complains on standard error
atexit.register(engine.cache_clear)


def _provide_library() -> None:
    """Make espeak-ng loadable by its name: the system's, or else the one in our own packages."""
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        import espeakng_loader  # noqa: PLC0415, the package is only there on Linux

        # without its data espeak-ng ends the whole process
        os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
        ctypes.CDLL(espeakng_loader.get_library_path())


def _sayable(words: str) -> str:
    """Without the characters that end a text early or are none."""
    return words.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _record(engine: Any, words: str) -> Sound:
    """One run of pyttsx3 into a file, read back; nothing if it failed."""
    from pyttsx3.drivers import _espeak  # noqa: PLC0415, see engine

    finished = threading.Event()
    token = engine.connect("finished-utterance", lambda **_: finished.set())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "words.wav")
        _espeak.Synchronize()
        engine.save_to_file(words, str(file))
        engine.runAndWait()
        finished.wait(PATIENCE)
        engine.disconnect(token)
        return _read(file)


def _read(file: Path) -> Sound:
    if not file.exists():
        return b""
    with wave.open(str(file)) as wav:
        sound: Sound = wav.readframes(wav.getnframes())
        return sound
