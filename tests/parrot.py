"""A conversation for tests of the door: it decides nothing."""

from typing import Any

import msgspec

from skill.book import Book
from skill.conversation.reply import Reply
from skill.heard import Heard
from skill.record import Record
from skill.session import Session, State

Turn = tuple[Session, Heard]


class Parrot:
    """A conversation that notes what it hears and always answers alike."""

    def __init__(self, **changes: Any) -> None:
        self.turns: list[Turn] = []
        self.changes = changes

    def __call__(self, session: Session, heard: Heard, _: Book, record: Record) -> Reply:
        self.turns.append((session, heard))
        later = msgspec.structs.replace(session, state=State.READY, step=session.step + 1)
        reply = Reply(later, ("Press.", 12.5), ("Go on?",), ("Say go on.",), record)
        return msgspec.structs.replace(reply, **self.changes)
