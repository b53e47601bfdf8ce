"""What must be right about a genuine body before the skill hears it: shape, age, addressee.

These checks stand before the SDK's own parsing, which answers 500 for most of what is wrong here.
"""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from skill.alexa.errors import RefusedError

TOLERANCE = 150.0
"""Seconds between Amazon's clock and ours, either way, before a request is a replay."""

EVENT_TOLERANCE = 3600.0
"""The same for skill events, which Amazon delivers late and again."""

SPOKEN = frozenset({"LaunchRequest", "IntentRequest"})
"""The types of request by which a person speaks."""


class _Camel(msgspec.Struct, frozen=True, rename="camel"):
    """Amazon's spelling; what is not named here is let through."""


class _Application(_Camel, frozen=True):
    application_id: str


class _System(_Camel, frozen=True):
    application: _Application


class _Context(_Camel, frozen=True):
    system: _System = msgspec.field(name="System")


class _Session(_Camel, frozen=True):
    application: _Application | None = None
    attributes: dict[str, Any] | None = None


class _Intent(_Camel, frozen=True):
    name: str


class _Request(_Camel, frozen=True):
    type: str
    request_id: str
    timestamp: Annotated[datetime, msgspec.Meta(tz=True)]
    intent: _Intent | None = None


class Envelope(_Camel, frozen=True):
    """The part of a request envelope that a decision is taken on."""

    request: _Request
    context: _Context
    session: _Session | None = None

    @property
    def skill_ids(self) -> set[str]:
        """The skills it says it is for: one, in a genuine envelope."""
        ids = {self.context.system.application.application_id}
        if self.session and self.session.application:
            ids.add(self.session.application.application_id)
        return ids

    @property
    def tolerance(self) -> float:
        """Seconds that it may be old."""
        is_event = self.request.type.startswith("AlexaSkillEvent.")
        return EVENT_TOLERANCE if is_event else TOLERANCE


def read(body: bytes) -> Envelope:
    """The envelope in the body; RefusedError if that is not UTF-8, JSON, or an envelope at all."""
    try:
        envelope = msgspec.json.decode(body.decode(), type=Envelope)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"the body is no envelope: {error}") from error
    if envelope.request.type in SPOKEN and envelope.session is None:
        raise RefusedError("somebody speaks outside a session")
    if envelope.request.type == "IntentRequest" and envelope.request.intent is None:
        raise RefusedError("the intent is missing")
    return envelope


def check(envelope: Envelope, skill_id: str | None, now: float) -> None:
    """Refuse what was not sent just now or, where an id is given, is for another skill."""
    age = now - envelope.request.timestamp.timestamp()
    if abs(age) > envelope.tolerance:
        raise RefusedError(f"it is {age:.0f} seconds old")
    if skill_id and envelope.skill_ids != {skill_id}:
        raise RefusedError(f"it is for {', '.join(sorted(envelope.skill_ids))[:200]!r}")
