"""A request envelope → what was heard, and the session it was heard in."""

import zlib
from datetime import datetime
from typing import Any

import msgspec
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.slu.entityresolution.status_code import StatusCode

from skill.alexa.errors import RefusedError
from skill.heard import Heard
from skill.session import Session, decode

_STARTS = 1000
"""How many numbers the count of turns may start from; sessions then differ in their wordings."""


class _Value(msgspec.Struct, frozen=True):
    id: str | None


class _Match(msgspec.Struct, frozen=True):
    value: _Value


class _Status(msgspec.Struct, frozen=True):
    code: StatusCode


class _Authority(msgspec.Struct, frozen=True):
    status: _Status
    values: tuple[_Match, ...] | None


class _Resolutions(msgspec.Struct, frozen=True):
    resolutions_per_authority: tuple[_Authority, ...] | None


class _Slot(msgspec.Struct, frozen=True):
    value: str | None
    resolutions: _Resolutions | None


class _Intent(msgspec.Struct, frozen=True):
    name: str
    slots: dict[str, _Slot] | None


class _Request(msgspec.Struct, frozen=True):
    object_type: str
    request_id: str
    timestamp: datetime
    intent: _Intent | None = None


class _Session(msgspec.Struct, frozen=True):
    new: bool | None
    attributes: dict[str, Any] | None


class _Spoken(msgspec.Struct, frozen=True):
    """What is heard of the SDK's envelope, in which every field may be None."""

    request: _Request
    session: _Session


def hear(envelope: RequestEnvelope) -> tuple[Heard, Session]:
    """What a LaunchRequest or an IntentRequest says, and where the conversation stands.

    RefusedError if the SDK has read something that cannot be said.
    """
    try:
        spoken = msgspec.convert(envelope, _Spoken, from_attributes=True)
    except msgspec.ValidationError as error:
        raise RefusedError(f"the request cannot be heard: {error}") from error
    return _heard(spoken.request), _session(spoken)


def _heard(request: _Request) -> Heard:
    at = request.timestamp.timestamp()
    if request.intent is None:
        return Heard(request.object_type, at=at)
    return Heard(request.intent.name, _slots(request.intent.slots or {}), at)


def _session(spoken: _Spoken) -> Session:
    """A new one is the same for the same request, so that a request can be replayed."""
    if spoken.session.new or spoken.request.intent is None:
        return Session(turn=zlib.crc32(spoken.request.request_id.encode()) % _STARTS)
    return decode(spoken.session.attributes)


def _slots(slots: dict[str, _Slot]) -> dict[str, str]:
    heard = {name: _value(slot) for name, slot in slots.items()}
    return {name: value for name, value in heard.items() if value}


def _value(slot: _Slot) -> str | None:
    """The id it resolved to; for a type of Amazon's own, which resolves nothing, what was said."""
    if slot.value in (None, "", "?"):
        return None
    if slot.resolutions is None:
        return slot.value
    return _resolved(slot.resolutions.resolutions_per_authority or ())


def _resolved(authorities: tuple[_Authority, ...]) -> str | None:
    for authority in authorities:
        if authority.status.code is StatusCode.ER_SUCCESS_MATCH and authority.values:
            return authority.values[0].value.id
    return None
