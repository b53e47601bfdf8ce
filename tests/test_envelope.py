"""Signed bodies that are no request: refused before anybody hears them, and never with a 500."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.envelopes import Json, intent
from tests.signed import Echo, is_refused, never


@pytest.fixture
def echo() -> Echo:
    return Echo(respond=never)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"7",
        b'"text"',
        b"[]",
        b"[{}]",
        b"{}",
        b'{"request": null}',
        b'{"request": {"type": "LaunchRequest"}}',
        b"\xff\xfe\x00",
        b'{"a": "\xe9"}',
        b"\xef\xbb\xbf{}",
        b'{"a": NaN}',
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_signed_body_is_refused_that_is_no_envelope(echo: Echo, body: bytes) -> None:
    assert is_refused(echo.post_bytes(body))


def put(*path: str | int, value: Any) -> Callable[[Json], None]:
    def change(envelope: Any) -> None:
        for key in path[:-1]:
            envelope = envelope[key]
        envelope[path[-1]] = value

    return change


def drop(*path: str) -> Callable[[Json], None]:
    def change(envelope: Any) -> None:
        for key in path[:-1]:
            envelope = envelope[key]
        del envelope[path[-1]]

    return change


ODD_ENVELOPES = {
    "no request": drop("request"),
    "a request that is a list": put("request", value=[]),
    "no type": drop("request", "type"),
    "a type that is a number": put("request", "type", value=7),
    "a type that is null": put("request", "type", value=None),
    "no request id": drop("request", "requestId"),
    "no timestamp": drop("request", "timestamp"),
    "a timestamp of words": put("request", "timestamp", value="nonsense"),
    "a timestamp without a zone": put("request", "timestamp", value="2026-11-02T07:00:00"),
    "a timestamp that is a number": put("request", "timestamp", value=1793602800),
    "a timestamp that is infinite": put("request", "timestamp", value="9" * 400),
    "a timestamp before the calendar": put(
        "request", "timestamp", value="0001-01-01T00:00:00+23:59"
    ),
    "a timestamp after the calendar": put(
        "request", "timestamp", value="9999-12-31T23:59:59-23:59"
    ),
    "no context": drop("context"),
    "no system": drop("context", "System"),
    "no application": drop("context", "System", "application"),
    "no application id": drop("context", "System", "application", "applicationId"),
    "an application id that is null": put(
        "context", "System", "application", "applicationId", value=None
    ),
    "an empty application id": put("context", "System", "application", "applicationId", value=""),
    "another skill": put("context", "System", "application", "applicationId", value="amzn1.other"),
    "another skill's session": put("session", "application", "applicationId", value="amzn1.other"),
    "no session": drop("session"),
    "a session that is a word": put("session", value="new"),
    "attributes that are a list": put("session", "attributes", value=[1]),
}

RESOLUTION = ("request", "intent", "slots", "foot", "resolutions", "resolutionsPerAuthority", 0)

ODD_INTENTS = {
    "an intent without a name": drop("request", "intent", "name"),
    "no intent": drop("request", "intent"),
    "an intent that is null": put("request", "intent", value=None),
    "an intent that is a word": put("request", "intent", value="ReadyIntent"),
    "a name that is null": put("request", "intent", "name", value=None),
    "slots that are a list": put("request", "intent", "slots", value=[1]),
    "a slot that is a word": put("request", "intent", "slots", value={"foot": "left"}),
    "resolutions that are a word": put(
        "request", "intent", "slots", value={"foot": {"value": "left", "resolutions": "left"}}
    ),
    "an unknown resolution": put(*RESOLUTION, "status", "code", value="ER_UNHEARD_OF"),
    "a resolution without a status": put(*RESOLUTION, "status", value={}),
}


@pytest.mark.parametrize("change", ODD_ENVELOPES.values(), ids=ODD_ENVELOPES)
def test_a_signed_launch_is_refused_with(echo: Echo, change: Callable[[Json], None]) -> None:
    envelope = echo.envelope()
    change(envelope)
    assert is_refused(echo.post(envelope))


@pytest.mark.parametrize("depth", [700, 5000], ids=["copies", "reads"])
def test_a_signed_launch_is_refused_with_more_depth_than_python(echo: Echo, depth: int) -> None:
    deep = '{"a":' * depth + "{}" + "}" * depth
    body = json.dumps(echo.envelope()).replace('"attributes": {}', f'"attributes": {deep}')
    assert deep in body
    assert is_refused(echo.post_bytes(body.encode()))


@pytest.mark.parametrize("change", ODD_INTENTS.values(), ids=ODD_INTENTS)
def test_a_signed_intent_is_refused_with(echo: Echo, change: Callable[[Json], None]) -> None:
    envelope = echo.envelope(intent("ReadyIntent", {"foot": "left"}))
    change(envelope)
    assert is_refused(echo.post(envelope))
