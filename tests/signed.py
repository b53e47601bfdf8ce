"""An Echo for tests: it signs and posts what Alexa would, and keeps the session as Alexa does.

>>> echo = Echo()
>>> answer = echo.launch()
>>> answer = echo.says("StartRoutineIntent", routine="morning")
>>> echo.wait(30)
>>> answer = echo.says("AMAZON.PauseIntent")
>>> assert "left heel" in answer.text and answer.is_open
"""

import itertools
import json
import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any

import pytest

from skill.alexa.verifier import SignatureVerifier
from skill.book import Book, read_book
from skill.web import Settings, create_app
from tests import envelopes
from tests.certificates import NOW, Identity, amazon
from tests.envelopes import SKILL_ID, Json

CHAIN_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"


class Clock:
    """A clock that goes on only when told to."""

    def __init__(self) -> None:
        self.now = NOW.timestamp()

    def __call__(self) -> float:
        return self.now


class Bucket:
    """Amazon's server of certificates: what lies at a URL, or the error met there."""

    def __init__(self, contents: dict[str, bytes | OSError]) -> None:
        self.contents = contents
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        found = self.contents.get(url, FileNotFoundError("its server answered 404"))
        if isinstance(found, OSError):
            raise found
        return found


@dataclass(frozen=True)
class Answer:
    """What came back. Without a body, or without speech, the texts are empty."""

    status: int
    body: Json = field(default_factory=dict)

    @property
    def response(self) -> Json:
        found: Json = self.body.get("response", {})
        return found

    @property
    def ssml(self) -> str:
        return _ssml(self.response)

    @property
    def text(self) -> str:
        """The words spoken, without the markup."""
        return _words(self.ssml)

    @property
    def reprompt(self) -> str:
        """The words spoken after a silence."""
        return _words(_ssml(self.response.get("reprompt", {})))

    @property
    def is_open(self) -> bool:
        """Whether the session goes on; only an explicit false says so."""
        return self.response.get("shouldEndSession") is False

    @property
    def attributes(self) -> Json:
        found: Json = self.body.get("sessionAttributes", {})
        return found


class Echo:
    """A speaker with one person before it. Further keywords go to `create_app`."""

    def __init__(self, identity: Identity | None = None, **keywords: Any) -> None:
        root, _, genuine = amazon()
        self.clock = Clock()
        self.identity = identity or genuine
        self.bucket = Bucket({CHAIN_URL: self.identity.pem})
        self.app = create_app(
            keywords.pop("settings", Settings(skill_id=SKILL_ID)),
            verifier=SignatureVerifier(root.chain, self.bucket, self.clock),
            clock=self.clock,
            book=keywords.pop("book", None) or _book(),
            **keywords,
        )
        self._web = self.app.test_client()
        self._count = itertools.count(1)
        self._session: Json | None = None

    def launch(self) -> Answer:
        """“Alexa, open foot coach”: always a new session."""
        self._session = None
        return self._speak(envelopes.launch())

    def says(self, intent: str, **slots: str | int | None) -> Answer:
        """An intent, in the open session or else as a one-shot.

        A slot's value is the id it resolves to; an int is a number of Amazon's own type; None was
        left out by the person, and `Unmatched("flurb")` was not understood.
        """
        return self._speak(envelopes.intent(intent, slots))

    def ends(self, reason: str = "EXCEEDED_MAX_REPROMPTS", error: Json | None = None) -> Answer:
        """Alexa's own end of the session: after silence, or by a fault."""
        request = {"type": "SessionEndedRequest", "reason": reason}
        answer = self.post(self.envelope(request | ({"error": error} if error else {})))
        self._session = None
        return answer

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.now += seconds

    def envelope(self, request: Json | None = None) -> Json:
        """A whole envelope, of a launch unless told otherwise, for changing and posting."""
        count = next(self._count)
        session = self._session or envelopes.new_session(count)
        return envelopes.envelope(request or envelopes.launch(), session, count, self.clock.now)

    def post(self, envelope: Any) -> Answer:
        """Sign and post anything that JSON can say."""
        return self.post_bytes(json.dumps(envelope).encode())

    def post_bytes(self, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        """Sign and post any bytes; a header given here replaces its own."""
        return self.post_unsigned(body, self.signature(body) | (headers or {}))

    def signature(self, body: bytes) -> dict[str, str]:
        """The headers that Amazon would send with a body."""
        return {"SignatureCertChainUrl": CHAIN_URL, "Signature-256": self.identity.sign(body)}

    def post_unsigned(self, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        """Post any bytes with these headers alone."""
        response = self._web.post("/alexa", data=body, headers=headers, content_type=_JSON)
        return Answer(response.status_code, response.get_json(silent=True) or {})

    def _speak(self, request: Json) -> Answer:
        envelope = self.envelope(request)
        answer = self.post(envelope)
        going_on = envelope["session"] | {"new": False, "attributes": answer.attributes}
        self._session = going_on if answer.is_open else None
        return answer


_JSON = "application/json; charset=utf-8"


@cache
def _book() -> Book:
    return read_book()


def _ssml(holder: Json) -> str:
    return str(holder.get("outputSpeech", {}).get("ssml", ""))


def _words(ssml: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", ssml)).split())


def never(*_: object) -> Any:
    """A conversation for tests of what must not reach one."""
    pytest.fail("what should be refused reached the conversation")


def is_refused(answer: Answer) -> bool:
    """Whether the caller got a 400 and learned nothing from it."""
    return answer.status == 400 and answer.body == {}
