"""The steps of a session: which point on which side, how, for how long, and what is allowed."""

from functools import lru_cache

import msgspec

from skill.book import Book, Routine, Step, Technique
from skill.book.types import Point, PointFacts
from skill.clearance import allows
from skill.session import Clearance, Session, Side

EXTRA_SECONDS = 15
"""What "more time" adds."""

BRIEF_AFTER = 3
"""Sessions after which the short instructions are enough."""


class Planned(msgspec.Struct, frozen=True):
    """One step of the plan: which point on which side, how, and for how many seconds.

    `instead`: the routine's own technique is not allowed, and another of the point takes its place.
    """

    point: Point
    side: Side
    technique: str
    spot: str
    seconds: int
    posture: str
    instead: bool

    @property
    def how(self) -> Technique:
        """The technique's facts."""
        return self.point.facts.techniques[self.technique]

    @property
    def most(self) -> int:
        """The most seconds that the point takes with this technique; cold never gets longer."""
        if self.how.cold:
            return self.seconds
        return (self.how.seconds or self.point.facts.seconds).most

    @property
    def least(self) -> int:
        """The fewest seconds that the point takes with this technique."""
        return (self.how.seconds or self.point.facts.seconds).least


Plan = tuple[Planned, ...]


def plan(book: Book, session: Session) -> Plan:
    """All steps of the session's routine, on each chosen side in turn, allowed or not.

    Hands take the place of a tool that is not allowed, where the point has such a technique.

    Raises KeyError if the book has no such routine.
    """
    return _plan(book, session.routine, session.sides, session.clearance)


@lru_cache(maxsize=1024)
def _plan(book: Book, name: str, sides: tuple[Side, ...], limit: Clearance) -> Plan:
    routine = book.routines[name]
    steps = routine.facts.both if len(sides) > 1 else routine.facts.one
    return tuple(_planned(book, routine, step, side, limit) for side in sides for step in steps)


def _planned(book: Book, routine: Routine, step: Step, side: Side, limit: Clearance) -> Planned:
    facts = book.points[step.point].facts
    own = step.technique or next(iter(facts.techniques))
    technique = own if allows(limit, facts, facts.techniques[own]) else _instead(facts, own, limit)
    posture = book.postures[routine.facts.setting][facts.techniques[technique].posture]
    return Planned(
        point=book.points[step.point],
        side=side,
        technique=technique,
        spot=step.spot or facts.spots[0],
        seconds=step.seconds,
        posture=posture,
        instead=technique != own,
    )


def _instead(facts: PointFacts, own: str, limit: Clearance) -> str:
    """An allowed technique of the point that takes as many seconds; its own, if there is none."""
    seconds = facts.techniques[own].seconds
    for name, technique in facts.techniques.items():
        if allows(limit, facts, technique) and technique.seconds == seconds:
            return name
    return own


def is_limited(steps: Plan, clearance: Clearance) -> bool:
    """Whether the clearance leaves out a step, or changes one."""
    return any(step.instead or not allowed(step, clearance) for step in steps)


def allowed(planned: Planned, clearance: Clearance) -> bool:
    """Whether the step may be spoken."""
    return allows(clearance, planned.point.facts, planned.how)


def next_allowed(steps: Plan, clearance: Clearance, start: int) -> int:
    """The first step from `start` on that may be spoken, or the plan's length."""
    return next((i for i in range(start, len(steps)) if allowed(steps[i], clearance)), len(steps))


def previous_allowed(steps: Plan, clearance: Clearance, before: int) -> int | None:
    """The last step before `before` that may be spoken, if there is one."""
    return next((i for i in range(before - 1, -1, -1) if allowed(steps[i], clearance)), None)


def loses_cold(steps: Plan, clearance: Clearance) -> bool:
    """Whether a cold step is left out."""
    return any(step.how.cold and not allowed(step, clearance) for step in steps)


def loses_tools(steps: Plan, clearance: Clearance) -> bool:
    """Whether a step that needs more than hands is left out, or done with hands instead."""
    lost = (step for step in steps if not allowed(step, clearance))
    return any(step.instead for step in steps) or any(step.how.extra_tool for step in lost)


def begins_other_side(steps: Plan, clearance: Clearance, index: int) -> bool:
    """Whether the step is the first on the second side."""
    before = previous_allowed(steps, clearance, index)
    return before is not None and steps[before].side is not steps[index].side


def says_posture(steps: Plan, clearance: Clearance, index: int) -> bool:
    """Whether a block says how to sit: at the start of a side, and where it changes."""
    before = previous_allowed(steps, clearance, index)
    if before is None:
        return True
    step, last = steps[index], steps[before]
    return step.side is not last.side or step.posture != last.posture


def length(step: Planned, extra: int = 0) -> int:
    """Seconds of the step's timed part, with so many added, within what the point takes."""
    return max(min(step.seconds, step.least), min(step.seconds + extra, step.most))


def pressure(step: Planned, session: Session) -> int:
    """The feeling to aim for, 0 to 10, under every ceiling."""
    return min(session.pressure, step.point.facts.ceiling, session.clearance.ceiling)


def is_brief(sessions: int) -> bool:
    """Whether somebody with so many sessions behind them wants the short instructions."""
    return sessions >= BRIEF_AFTER
