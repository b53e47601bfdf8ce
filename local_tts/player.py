"""Sound to the loudspeaker, stoppable at once."""

import os
import sys
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import miniaudio

from local_tts.sound import RATE, WIDTH, Sound, duration

PERIOD = 25
"""Milliseconds of sound handed to the device at a time; some three of them wait in its buffer."""

GRACE = 5.0
"""Seconds that a device may take longer than the sound lasts, before it counts as gone."""


class Player:
    """The default loudspeaker, kept open; where there is none, a null device that keeps time."""

    def __init__(self, backends: Sequence[miniaudio.Backend] = ()) -> None:
        self._track: _Track | None = None
        self._device = _open(backends)
        feed = self._feed()
        next(feed)
        self._device.start(feed)

    @property
    def is_silent(self) -> bool:
        """Whether there is no loudspeaker."""
        return str(self._device.backend) == "Null"

    def play(self, sounds: Iterable[Sound], stop: threading.Event) -> None:
        """Play them one after the other, until the last is heard or `stop` is set."""
        self._track = track = _Track(stop)
        try:
            length = 0.0
            for sound in sounds:
                if stop.is_set():
                    break
                track.add(sound)
                length += duration(sound)
            track.add(None)
            track.over.wait(length + GRACE)
        finally:
            self._track = None

    def close(self) -> None:
        """Give the device back."""
        self._device.close()

    def _feed(self) -> Generator[Sound, int, None]:
        """What the device asks for, frames by frames: the track, or silence."""
        frames = yield b""
        while True:
            track = self._track
            sound = track.take(frames * WIDTH) if track else b""
            frames = yield sound.ljust(frames * WIDTH, b"\0")


class _Track:
    """Sound being played: one thread adds to it, the device's takes from it."""

    def __init__(self, stop: threading.Event) -> None:
        self.over = threading.Event()
        self._stop = stop
        self._sound = bytearray()
        self._complete = False
        self._position = 0

    def add(self, sound: Sound | None) -> None:
        """More of it; None: that was all."""
        if sound is None:
            self._complete = True
        else:
            self._sound += sound

    def take(self, size: int) -> Sound:
        """The next bytes, fewer when there are no more; `over` is set when none will follow."""
        complete = self._complete
        if self._stop.is_set():
            self.over.set()
            return b""
        sound = bytes(self._sound[self._position : self._position + size])
        self._position += len(sound)
        if complete and self._position == len(self._sound):
            self.over.set()
        return sound


def _open(backends: Sequence[miniaudio.Backend]) -> Any:
    try:
        with _quiet():
            return _device(backends)
    except miniaudio.MiniaudioError:
        return _device([miniaudio.Backend.NULL])


def _device(backends: Sequence[miniaudio.Backend]) -> Any:
    return miniaudio.PlaybackDevice(
        miniaudio.SampleFormat.SIGNED16, 1, RATE, PERIOD, backends=list(backends)
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the dozens of lines that ALSA writes to standard error when it finds no card."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
