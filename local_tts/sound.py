"""Sound as bytes: 16-bit little-endian samples of one channel, `RATE` a second."""

import io
import wave
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from skill.speech import Speech, seconds

RATE = 22_050
"""Samples a second; pyttsx3's espeak driver writes it in every file."""

WIDTH = 2
"""Bytes a sample."""

BREATH = 0.2
"""Seconds: the shortest that a silence shrinks to when the words before it took too long."""

_QUIETEST = 60
"""The amplitude, of 32767, below which the edge of a recording counts as silence."""

Sound = bytes


def duration(sound: Sound) -> float:
    """How many seconds it lasts."""
    return len(sound) / (RATE * WIDTH)


def hush(length: float) -> Sound:
    """So many seconds of silence."""
    return bytes(round(length * RATE) * WIDTH)


def trim(sound: Sound) -> Sound:
    """Without the silence at its edges, so that only planned silences are heard."""
    samples = array("h", sound)
    first = _silent_samples(samples)
    return samples[first : len(samples) - _silent_samples(reversed(samples))].tobytes()


def _silent_samples(samples: Iterable[int]) -> int:
    """How many there are before the first that is loud."""
    return sum(1 for _ in takewhile(lambda sample: abs(sample) < _QUIETEST, samples))


def arrange(speech: Speech, words_per_minute: int, say: Callable[[str], Sound]) -> Iterator[Sound]:
    """The speech as consecutive sounds, each at the second the skill planned it for.

    Words last as long as `say` takes for them; the silence after them ends on time, unless the
    words overran it: then a breath is left, and the next silences make up for it.
    """
    planned = heard = 0.0
    for part in speech:
        planned += seconds((part,), words_per_minute)
        if isinstance(part, str):
            sound = say(part)
        else:
            sound = hush(max(planned - heard, min(part, BREATH)))
        heard += duration(sound)
        yield sound


def to_wav(sounds: Iterable[Sound]) -> bytes:
    """One after the other, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(WIDTH)
        wav.setframerate(RATE)
        for sound in sounds:
            wav.writeframes(sound)
    return file.getvalue()
