"""Request envelopes in the shape that Amazon publishes."""

from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

SKILL_ID = "amzn1.ask.skill.a7c1d2b4-2f6e-4a51-9d0e-0f4b1c9d3e57"


class Unmatched(str):
    """A slot's value that its type does not know."""

    __slots__ = ()


def envelope(request: Json, session: Json, count: int, now: float) -> Json:
    """The whole; `count` makes it unlike any other, `now` is in seconds since the epoch."""
    common = {
        "requestId": f"amzn1.echo-api.request.{count:08d}",
        "timestamp": datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "locale": "en-US",
    }
    system = {
        "application": {"applicationId": SKILL_ID},
        "user": {"userId": "amzn1.ask.account.AEXAMPLE"},
        "device": {"deviceId": "amzn1.ask.device.AEXAMPLE", "supportedInterfaces": {}},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "an-example",
    }
    return {
        "version": "1.0",
        "session": session,
        "context": {"System": system},
        "request": common | request,
    }


def new_session(count: int) -> Json:
    return {
        "new": True,
        "sessionId": f"amzn1.echo-api.session.{count:08d}",
        "application": {"applicationId": SKILL_ID},
        "attributes": {},
        "user": {"userId": "amzn1.ask.account.AEXAMPLE"},
    }


def launch() -> Json:
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def intent(name: str, slots: dict[str, str | int | None]) -> Json:
    """An IntentRequest; what a slot's value means, `Echo.says` tells."""
    filled = {slot: _slot(slot, value) for slot, value in slots.items()}
    named = {"name": name, "confirmationStatus": "NONE"} | ({"slots": filled} if filled else {})
    return {"type": "IntentRequest", "dialogState": "STARTED", "intent": named}


def _slot(name: str, value: str | int | None) -> Json:
    slot: Json = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
    if value is None:
        return slot
    slot["value"] = str(value)
    if isinstance(value, str):
        slot["resolutions"] = {"resolutionsPerAuthority": [_authority(name, value)]}
    return slot


def _authority(name: str, value: str) -> Json:
    authority: Json = {"authority": f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{name}"}
    if isinstance(value, Unmatched):
        return authority | {"status": {"code": "ER_SUCCESS_NO_MATCH"}}
    found = [{"value": {"name": value.replace("_", " "), "id": value}}]
    return authority | {"status": {"code": "ER_SUCCESS_MATCH"}, "values": found}
