"""Steps become one timed block of speech: set-up, count-in, the timed part with its cues, release.

A block is a pure function of the session and the book, so the next turn can build it again and
tell, from the seconds that have passed, how far the person got.
"""

from math import ceil

import msgspec

from skill.book import Book, wording
from skill.guidance.plan import (
    Planned,
    begins_other_side,
    length,
    next_allowed,
    plan,
    pressure,
    says_posture,
)
from skill.guidance.words import ending, level_name, names_of, placement
from skill.session import Session
from skill.speech import Speech, join, parse, seconds

BLOCK_SECONDS = 155.0
"""The longest block. What a move says before it may take 25 seconds more: 180 in one reply."""

HALFWAY_FROM = 30
"""Seconds of a timed part from which "halfway" is said, and how it should feel."""

FEELING_AT = 12.0
"""Seconds into a timed part at which is said how it should feel; earlier in a short one."""

BREATH_FROM = 45
"""Seconds of a timed part from which, in every other step, a breath is spoken of."""

THIRTY_LEFT_FROM = 90
"""Seconds of a timed part from which "thirty seconds left" is said."""

LIGHT = 2
"""The feeling, of 10, up to which a "good hurt" or tender spots are not spoken of."""

FIVE_BEFORE = 5.0
"""Seconds before the end at which "five seconds" is said."""


class Span(msgspec.Struct, frozen=True):
    """Where a step lies in a block, in seconds from the block's start.

    `timed` is where its timed part begins, with `second` seconds of it done before; it goes on
    until `ends`.
    """

    step: int
    timed: float
    second: float
    ends: float


class Block(msgspec.Struct, frozen=True):
    """What is spoken in one reply, and the place that comes after it."""

    speech: Speech
    spans: tuple[Span, ...]
    next_step: int
    next_second: float


def block(book: Book, session: Session, *, brief: bool) -> Block:
    """The block that begins at the session's place: as many steps as fit, on one side only."""
    return _Builder(book, session, brief=brief).build()


def place_after(built: Block, elapsed: float) -> tuple[int, float]:
    """The step, and the whole seconds of its timed part done, so many seconds into the block."""
    for span in built.spans:
        if elapsed < span.ends:
            return span.step, float(round(span.second + max(0.0, elapsed - span.timed)))
    return built.next_step, built.next_second


def total_seconds(book: Book, session: Session, *, brief: bool) -> float:
    """About how long it takes from the session's place to the end, everything spoken."""
    total, here = 0.0, session
    steps = plan(book, session)
    while here.step < len(steps):
        built = block(book, here, brief=brief)
        total += seconds(built.speech, session.pace.words_per_minute)
        here = msgspec.structs.replace(
            here, step=built.next_step, second=built.next_second, extra=0
        )
    return total + seconds(ending(book, session), session.pace.words_per_minute)


class _Builder:
    """Puts a block together; lives as long as one call of `block`."""

    def __init__(self, book: Book, session: Session, *, brief: bool) -> None:
        self.book = book
        self.session = session
        self.brief = brief
        self.steps = plan(book, session)
        self.rate = session.pace.words_per_minute

    def build(self) -> Block:
        parts: list[Speech] = []
        spans: list[Span] = []
        now = 0.0
        index, second = self.session.step, self.session.second
        side = self.steps[index].side
        while index < len(self.steps) and self.steps[index].side is side:
            set_up = self._set_up(index, second, first=not spans)
            begins = now + seconds(set_up, self.rate)
            room = BLOCK_SECONDS - begins
            if spans and self._rest(index, second) > room:
                break
            until = self._until(index, second, room)
            spans.append(Span(index, begins, second, begins + until - second))
            parts += [set_up, self._timed(index, second, until)]
            if until < self._length(index):
                return Block(join(*parts), tuple(spans), index, until)
            release = self._phrase(index, "release")
            parts.append(release)
            now = begins + until - second + seconds(release, self.rate)
            index, second = self._after(index), 0.0
        return Block(join(*parts), tuple(spans), index, 0.0)

    def _after(self, index: int) -> int:
        return next_allowed(self.steps, self.session.clearance, index + 1)

    def _length(self, index: int) -> int:
        """Extra seconds belong to the step the session stands at, and to no other."""
        return length(self.steps[index], self.session.extra if index == self.session.step else 0)

    def _rest(self, index: int, second: float) -> float:
        """Seconds from the timed part's begin to the release's end, and to the end of it all."""
        release = self._phrase(index, "release")
        rest = self._length(index) - second + seconds(release, self.rate)
        if self._after(index) == len(self.steps):
            rest += seconds(ending(self.book, self.session), self.rate)
        return rest

    def _until(self, index: int, second: float, room: float) -> float:
        """The second to which the timed part goes: its end, or an equal part that fits."""
        whole = self._length(index)
        if self._rest(index, second) <= room:
            return float(whole)
        parts = ceil((whole - second) / room)
        return second + (whole - second) // max(parts, 2)

    def _set_up(self, index: int, second: float, *, first: bool) -> Speech:
        """Posture when it changes, placement by touch, action, three, two, one."""
        step = self.steps[index]
        count_in = self._phrase(index, "count_in")
        if second > 0:
            return count_in
        limit = self.session.clearance
        technique = step.point.words.techniques[step.technique]
        brief = self.brief or step.side is not self.steps[0].side  # heard on the first side
        posture = step.posture if says_posture(self.steps, limit, index) else ""
        changes_side = begins_other_side(self.steps, limit, index)
        texts = (
            self._wording("other_side", index) if changes_side else "",
            "" if brief and not first and not posture else self._opening(index, first=first),
            posture,
            placement(step, brief=brief),
            "[1s]",
            technique.brief if brief else technique.action,
            "[1s]",
        )
        return join(*(self._fill(text, step) for text in texts), count_in)

    def _opening(self, index: int, *, first: bool) -> str:
        phrases = self.book.phrases
        if first and index == next_allowed(self.steps, self.session.clearance, 0):
            return wording(phrases.first_step, self.session.turn)
        return wording(phrases.next_step, self.session.turn + index)

    def _timed(self, index: int, second: float, until: float) -> Speech:
        """Silence with the cues at their times, so that it lasts exactly as long as it should."""
        parts: list[Speech] = []
        now = second
        for at, words in self._cues(index):
            ends = at + seconds(words, self.rate)
            if now <= at and ends <= until:
                parts += [(at - now,), words]
                now = ends
        return join(*parts, (until - now,))

    def _cues(self, index: int) -> list[tuple[float, Speech]]:
        """What is said in the timed part, and at which second of it."""
        whole = self._length(index)
        cues = [(whole - FIVE_BEFORE, self._phrase(index, "five_left"))]
        if whole >= HALFWAY_FROM:
            cues.append((min(FEELING_AT, whole * 0.2), self._feeling(index)))
            cues.append((whole / 2, self._halfway(index)))
        if whole >= BREATH_FROM and index % 2:
            at = 0.35 if whole >= THIRTY_LEFT_FROM else 0.7  # clear of the other cues
            cues.append((whole * at, self._phrase(index, "breathe")))
        if whole >= THIRTY_LEFT_FROM:
            cues.append((whole - 30.0, self._phrase(index, "thirty_left")))
        return sorted(cues, key=lambda cue: cue[0])

    def _feeling(self, index: int) -> Speech:
        step = self.steps[index]
        level = pressure(step, self.session)
        cue = step.point.words.techniques[step.technique].cue
        if level <= LIGHT:
            cue = self._wording("light_cue", index)
        return self._fill(cue, step, level=level_name(self.book, level))

    def _halfway(self, index: int) -> Speech:
        step = self.steps[index]
        own = step.point.words.techniques[step.technique].halfway
        return parse(own) or self._phrase(index, "halfway")

    def _phrase(self, index: int, name: str) -> Speech:
        return parse(self._wording(name, index))

    def _wording(self, name: str, index: int) -> str:
        return wording(getattr(self.book.phrases, name), self.session.turn + index)

    def _fill(self, text: str, step: Planned, **more: object) -> Speech:
        return parse(text.format_map(names_of(self.book, step) | more))
