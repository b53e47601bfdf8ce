"""The answer of one turn: everything a door needs."""

import msgspec

from skill.record import Record
from skill.session import Session
from skill.speech import Speech


class Reply(msgspec.Struct, frozen=True):
    """What is said, what is asked, and where the conversation then stands.

    `speech` is said first and `prompt`, the question, straight after it; `reprompt` is said when
    eight seconds of silence follow. An empty prompt closes the session.
    """

    session: Session
    speech: Speech
    prompt: Speech
    reprompt: Speech
    record: Record

    @property
    def is_open(self) -> bool:
        """Whether the person is asked something and so can answer."""
        return bool(self.prompt)
