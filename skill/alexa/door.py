"""The view behind POST /alexa: who may come in, before anything is done with what they bring."""

import logging
from typing import Any

from ask_sdk_model.request import Request
from flask import Response, abort, jsonify, request
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge

from skill.alexa.envelope import Envelope, check, read
from skill.alexa.errors import RefusedError
from skill.alexa.verifier import Clock, Verifier

LARGEST_BODY = 64 * 1024
"""Bytes; a request of Alexa's has about 3,000."""

log = logging.getLogger(__name__)


class Door:
    """Verify the bytes, read them, check their age and addressee; only then dispatch.

    This stands around the SDK's SkillAdapter and not among its verifiers, since those are called
    with an envelope that has been parsed already: a stranger would reach the parser, and what it
    cannot parse would be answered with 500, where Amazon's certification expects 400.
    """

    def __init__(self, adapter: Any, verifier: Verifier, skill_id: str | None, clock: Clock):
        self._adapter = adapter
        self._verifier = verifier
        self._skill_id = skill_id
        self._clock = clock

    def answer(self) -> Response:
        """The response to the request at hand: 400 and no reason for whoever is refused."""
        try:
            return self._dispatch(self._admit())
        except RefusedError as refusal:
            log.warning("refused a request: %s", refusal)
            abort(400)

    def _admit(self) -> Envelope:
        body = _body()
        self._verifier.verify(request.headers, body)
        envelope = read(body)
        check(envelope, self._skill_id, self._clock())
        return envelope

    def _dispatch(self, envelope: Envelope) -> Response:
        if Request.get_real_child_model({"type": envelope.request.type}) is None:
            log.warning("a type of request that the SDK does not know: %r", envelope.request.type)
            return jsonify(version="1.0", response={})
        try:
            response: Response = self._adapter.dispatch_request()
        except (InternalServerError, RecursionError) as error:
            # A fault of ours is answered inside; what gets out is an envelope the SDK cannot read.
            raise RefusedError("the SDK cannot read the envelope") from error
        return response


def _body() -> bytes:
    """The raw bytes posted; 413 for too many.

    A byte more than allowed is read, since Werkzeug silently cuts a body of unknown length there.
    """
    request.max_content_length = LARGEST_BODY + 1
    body = request.get_data()
    if len(body) > LARGEST_BODY:
        raise RequestEntityTooLarge
    return body
