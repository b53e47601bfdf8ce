"""Where the conversation stands: small, frozen, and carried by the session attributes."""

from enum import IntEnum, StrEnum
from typing import Annotated, Any

import msgspec


class State(StrEnum):
    """What the person was last asked, or what is being done."""

    NEW = "new"  # nothing has been said yet
    WELCOME = "welcome"  # greeted and told what this is: shall we begin?
    SAFETY = "safety"  # heard the safety statement: ready, gentle, calf only or stop?
    ROUTINE = "routine"  # which routine?
    FOOT = "foot"  # which foot?
    READY = "ready"  # knows what to get ready: say ready
    GUIDING = "guiding"  # a block is being spoken, or has been: ready for the next?
    PAUSED = "paused"  # the place is held: shall we go on?
    OFFER = "offer"  # heard about one point: shall I guide you through it?
    FINISHED = "finished"  # the last step is done: anything else?
    CLOSED = "closed"  # the session is over


class Side(StrEnum):
    """Which foot or leg."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Pace(StrEnum):
    """How fast it is spoken."""

    SLOWER = "slower"
    NORMAL = "normal"
    FASTER = "faster"

    @property
    def words_per_minute(self) -> int:
        """Words a minute; 150 to 200 suit a listener, instructions to copy want fewer."""
        return {Pace.SLOWER: 120, Pace.NORMAL: 140, Pace.FASTER: 160}[self]


class Zone(StrEnum):
    """What a point lies on, by what an irritated one forbids."""

    FASCIA = "fascia"
    ACHILLES = "achilles"
    CALF = "calf"


class Stop(IntEnum):
    """How soon somebody has to look at it; the higher wins."""

    NONE = 0
    SOON = 1  # within days
    TODAY = 2
    EMERGENCY = 3


class Clearance(msgspec.Struct, frozen=True):
    """What may be massaged today. It says what, never why: no health fact is in it.

    `ceiling` is the strongest pressing allowed, as a rating from 0 to 10 of how the pressing feels.
    """

    zones: frozenset[Zone] = frozenset(Zone)
    cold: bool = True
    tools: bool = True
    ceiling: Annotated[int, msgspec.Meta(ge=0, le=5)] = 5
    stop: Stop = Stop.NONE


Count = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=4e9)]


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation, as a value: a move answers with a new one and never edits."""

    state: State = State.NEW
    cleared: bool = False
    """The safety statement was heard and answered; before that, no step is spoken."""
    clearance: Clearance = Clearance()
    """What may be massaged, narrowed by all that was said so far; it never widens again."""
    informed: bool = False
    """The disclaimer was spoken in this session."""
    routine: Annotated[str, msgspec.Meta(max_length=64)] = ""
    """The chosen or offered routine's id; a point's id is a routine of that point alone."""
    sides: Annotated[tuple[Side, ...], msgspec.Meta(max_length=2)] = ()
    """The feet chosen, in the order they are massaged."""
    step: Count = 0
    """The step to begin or carry on with, counted from 0 through all sides."""
    second: Seconds = 0.0
    """Seconds of that step's timed part already done; 0 begins with its set-up."""
    started: Seconds | None = None
    """When the block being spoken began, in seconds since the epoch; None: nothing is spoken."""
    extra: Annotated[int, msgspec.Meta(ge=-600, le=600)] = 0
    """Seconds added to (or taken from) that step on request."""
    pressure: Annotated[int, msgspec.Meta(ge=1, le=5)] = 3
    """The feeling to aim for, 0 to 10."""
    pace: Pace = Pace.NORMAL
    topic: Annotated[str, msgspec.Meta(max_length=128)] = ""
    """What was last answered, so that it can be said again."""
    missed: Count = 0
    """How many times in a row nothing was understood."""
    turn: Count = 0
    """Counts the turns and so chooses among wordings; a door starts it at any number."""


def encode(session: Session) -> dict[str, Any]:
    """The session as plain JSON values, as session attributes want them."""
    plain: dict[str, Any] = msgspec.to_builtins(session)
    return plain


def decode(attributes: object) -> Session:
    """The session that the attributes hold; garbage, or an older release's, is a new session."""
    try:
        return msgspec.convert(attributes, Session)
    except (msgspec.ValidationError, ValueError, TypeError, RecursionError):
        return Session()
