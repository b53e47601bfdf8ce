"""Which steps a clearance leaves, and how clearances meet: the narrowest of each field wins."""

from collections.abc import Iterable
from functools import reduce
from typing import Protocol, TypeVar

from skill.book import Point, Technique
from skill.book.types import PointFacts
from skill.session import Clearance, Stop, Zone

FREE = Clearance()
"""Nothing was said that narrows anything."""

GENTLE = Clearance(cold=False, tools=False, ceiling=2)
"""The lighter session somebody chose: hands only, no cold, at most 2 of 10."""

CALF_ONLY = Clearance(zones=frozenset({Zone.CALF}), ceiling=4)
"""The foot is left alone; the calf at most 4 of 10."""


STOPPED = Clearance(zones=frozenset(), cold=False, tools=False, ceiling=0, stop=Stop.TODAY)
"""Something is wrong that nobody could name: no massage, and a doctor today."""


def meet(*clearances: Clearance) -> Clearance:
    """What all of them allow; of none of them, everything."""
    return reduce(_meet, clearances, FREE)


def _meet(one: Clearance, other: Clearance) -> Clearance:
    return Clearance(
        zones=one.zones & other.zones,
        cold=one.cold and other.cold,
        tools=one.tools and other.tools,
        ceiling=min(one.ceiling, other.ceiling),
        stop=max(one.stop, other.stop),
    )


def allows_anything(clearance: Clearance) -> bool:
    """Whether there is any massage left at all."""
    return bool(clearance.zones) and clearance.ceiling > 0 and clearance.stop is Stop.NONE


def allows(clearance: Clearance, point: PointFacts, technique: Technique) -> bool:
    """Whether that technique may be used on that point; a cold one, only if nothing is narrowed."""
    return (
        allows_anything(clearance)
        and point.zone in clearance.zones
        and (clearance.tools or not technique.extra_tool)
        and (not technique.cold or clearance == FREE)
    )


class Massage(Protocol):
    """What a clearance is held against: a point, and how it is massaged."""

    @property
    def point(self) -> Point:
        """The point."""

    @property
    def how(self) -> Technique:
        """The technique's facts."""


M = TypeVar("M", bound=Massage)


def limit(steps: Iterable[M], clearance: Clearance) -> tuple[M, ...]:
    """The steps that the clearance leaves, in their order; perhaps none."""
    return tuple(step for step in steps if allows(clearance, step.point.facts, step.how))
