"""What the SDK dispatches to: one handler for whatever is said, one for what nobody said."""

import logging
from collections.abc import Callable

from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.response import Response
from ask_sdk_model.session_ended_request import SessionEndedRequest

from skill import conversation
from skill.alexa.errors import RefusedError
from skill.alexa.hear import hear
from skill.alexa.render import render
from skill.book import Book, wording
from skill.conversation.reply import Reply
from skill.heard import Heard, Intent
from skill.record import Record
from skill.session import Session, encode
from skill.speech import parse

Respond = Callable[[Session, Heard, Book, Record], Reply]
"""One turn of a conversation, as `skill.conversation.respond`; tests bring their own."""

_LEAVING = frozenset({Intent.STOP, Intent.CANCEL, Intent.NAVIGATE_HOME})

log = logging.getLogger(__name__)


class Spoken(AbstractRequestHandler):
    """Everything a person says: hear, respond, render. The conversation decides, not the SDK."""

    def __init__(self, book: Book, respond: Respond | None = None) -> None:
        self._book = book
        self._respond = respond or conversation.respond

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether somebody spoke."""
        return isinstance(handler_input.request_envelope.request, LaunchRequest | IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """The answer; the session attributes change only once it is complete."""
        heard, session = hear(handler_input.request_envelope)
        reply = self._respond(session, heard, self._book, Record())
        response = render(reply)
        handler_input.attributes_manager.session_attributes = encode(reply.session)
        return response


class Unspoken(AbstractRequestHandler):
    """Everything else: the end of a session, an event. Alexa faults an answer with words in it."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002, the SDK's signature
        """Always: it is asked last."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """An empty response; an end by fault is logged, for Alexa tells nobody else."""
        request = handler_input.request_envelope.request
        if isinstance(request, SessionEndedRequest) and request.error:
            log.error("Alexa ended a session: %s", request.error.message)
        return Response()


class Apology(AbstractExceptionHandler):
    """A fault of ours in the middle of a turn: said, logged, and the place is not lost."""

    def __init__(self, book: Book) -> None:
        self._phrases = book.phrases

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        """Whether the fault is ours: a refusal goes on to the door."""
        return not isinstance(exception, RefusedError)

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Sorry, and a question, with the session attributes as they came; "stop" still stops."""
        log.error("a turn failed", exc_info=exception)
        heard, session = hear(handler_input.request_envelope)
        if heard.intent in _LEAVING:
            return Response(should_end_session=True)
        return render(self._reply(session))

    def _reply(self, session: Session) -> Reply:
        said, ask, again = (
            parse(wording(phrase, session.turn))
            for phrase in (
                self._phrases.trouble,
                self._phrases.ask_trouble,
                self._phrases.ask_trouble_again,
            )
        )
        return Reply(session=session, speech=said, prompt=ask, reprompt=again, record=Record())
