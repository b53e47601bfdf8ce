"""A reply → Alexa's response."""

import json
from typing import Any

from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.conversation.reply import Reply
from skill.session import encode
from skill.speech import Speech, join, to_ssml

WORDS_PER_MINUTE = 160
"""About how fast Alexa's own voice speaks: an assumption, which nobody has published."""

LONGEST = 8_000
"""Characters of outputSpeech that Alexa accepts."""

LARGEST = 24 * 1024
"""Bytes of a whole response that every version of Alexa's documents allows."""

_FRAME = 1024
"""Bytes kept for the rest of the response, which has about 300."""


def render(reply: Reply) -> Response:
    """The response that says it; ValueError if Alexa would not accept it.

    An open session has a question and a reprompt; `should_end_session` is always explicit, since
    without it a device decides by itself.
    """
    speech = _ssml(join(reply.speech, reply.prompt), reply)
    reprompt = _ssml(reply.reprompt, reply) if reply.is_open else ""
    _check_size(speech, reprompt, encode(reply.session))
    return Response(
        output_speech=SsmlOutputSpeech(ssml=speech),
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=reprompt)) if reprompt else None,
        should_end_session=not reply.is_open,
    )


def _ssml(speech: Speech, reply: Reply) -> str:
    return to_ssml(speech, round(100 * reply.session.pace.words_per_minute / WORDS_PER_MINUTE))


def _check_size(speech: str, reprompt: str, attributes: dict[str, Any]) -> None:
    """What Alexa refuses it answers with a fault and a lost session; our own apology keeps it."""
    if max(len(speech), len(reprompt)) > LONGEST:
        raise ValueError(f"{len(speech)} characters of speech, {len(reprompt)} of reprompt")
    if (size := len(json.dumps([speech, reprompt, attributes]))) + _FRAME > LARGEST:
        raise ValueError(f"a response of {size} bytes")
