"""Lines as they are typed, read beside the voice so that they can interrupt it."""

import threading
from collections import deque
from collections.abc import Iterable

_SLICE = 0.2
"""Seconds: Windows keeps Ctrl-C waiting as long as a wait lasts."""


class Keyboard:
    """Reads lines in a thread. `said` is set as long as one that says something waits.

    Somebody who `leaves` at the end of input says something by it; otherwise it is silence.
    """

    def __init__(self, lines: Iterable[str], *, leaves: bool = False) -> None:
        self.leaves = leaves
        self.said = threading.Event()
        self._lines: deque[str | None] = deque()
        self._changed = threading.Condition()
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()

    def take(self) -> str | None:
        """The next line, waited for; None at the end of input, however often asked."""
        with self._changed:
            while not self._lines:
                self._changed.wait(_SLICE)
            line = self._lines[0]
            if line is not None:
                self._lines.popleft()
            self._tell()
        return line

    def forget_blanks(self) -> None:
        """Drop the blank lines that wait: silence while it speaks is listening."""
        with self._changed:
            self._lines = deque(line for line in self._lines if line is None or line.strip())

    def _read(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._put(line)
        self._put(None)

    def _put(self, line: str | None) -> None:
        with self._changed:
            self._lines.append(line)
            self._tell()
            self._changed.notify()

    def _tell(self) -> None:
        if any(self.leaves if line is None else line.strip() for line in self._lines):
            self.said.set()
        else:
            self.said.clear()
