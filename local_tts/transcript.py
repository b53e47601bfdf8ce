"""A conversation as lines of text; `tests/conversations/` holds some, checked by every test run.

```
* practice         a scene begins, and its name
# a remark         for the reader
(sessions 5)       right after `*`: the person has finished so many sessions
>                  first in a scene, the launch; later, silence
> (open)           the launch, at any place: a new session of the same person
> ready            what is said
(wait 40s)         time passes, besides that of listening; also 5m, 2h, 3d
(after 40s)        the next line is said 40 seconds into the answer, and not after its end
any of that        heard in the answer just given
! thumbs           not heard in it
(open)             it waits for an answer
(closed)           the session is over
```
"""

import re
from collections.abc import Iterator

from skill.speech import Speech, seconds, to_text

LAUNCH = "(open)"
"""What is said to open the skill."""

START = 1_800_000_000.0
"""When a scene begins, in seconds since the epoch: a Friday morning in 2027."""

_TIME = re.compile(r"\((wait|after) (\d+(?:\.\d+)?)([smhd])\)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_MARKS = "*#>!( "


class Clock:
    """Time that passes only with what is heard, and when it is told to."""

    def __init__(self) -> None:
        self._now = START
        self._began = START

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self._now

    def listen(self, speech: Speech, words_per_minute: int) -> None:
        """Hear an answer to its end."""
        self._began = self._now
        self._now += seconds(speech, words_per_minute)

    def passes(self, line: str) -> bool:
        """Let the time of a line `(wait 40s)` or `(after 40s)` pass; false if it is neither."""
        match = _TIME.fullmatch(line.strip())
        if not match:
            return False
        since = self._now if match[1] == "wait" else self._began
        self._now = since + float(match[2]) * _SECONDS[match[3]]
        return True


def spoken(line: str) -> str:
    """The line that says something."""
    return f"> {line.strip()}".rstrip()


def heard(speech: Speech) -> Iterator[str]:
    """What was heard, a sentence a line, none of which could be taken for a mark."""
    for sentence in _SENTENCE_END.split(to_text(speech)):
        if line := sentence.strip().lstrip(_MARKS):
            yield line


def standing(*, is_open: bool) -> str:
    """The line that says whether an answer is waited for."""
    return "(open)" if is_open else "(closed)"
