"""What a move is given, and how it answers."""

from typing import Any

import msgspec

from skill.book import Book, Phrases, wording
from skill.conversation.questions import question
from skill.conversation.reply import Reply
from skill.guidance import Plan, is_brief, names_of, plan
from skill.heard import Heard
from skill.record import Record
from skill.session import Session, State
from skill.speech import Speech, join, parse


class Turn(msgspec.Struct, frozen=True):
    """One utterance, with all that decides what is said to it."""

    session: Session
    heard: Heard
    book: Book
    record: Record

    @property
    def phrases(self) -> Phrases:
        """The book's phrases."""
        return self.book.phrases

    @property
    def brief(self) -> bool:
        """Whether the short instructions are enough."""
        return is_brief(self.record.sessions)

    @property
    def steps(self) -> Plan:
        """The plan of the session's routine."""
        return plan(self.book, self.session)

    def say(self, phrase: str, /, **names: object) -> Speech:
        """The wording of a phrase whose turn it is, filled."""
        text = wording(getattr(self.phrases, phrase), self.session.turn)
        return parse(text.format_map(names) if names else text)

    def say_at(self, phrase: str, step: int, /, **names: object) -> Speech:
        """The same with the side and point of a step of the plan."""
        return self.say(phrase, **names_of(self.book, self.steps[step]), **names)

    def moved(self, **changes: Any) -> "Turn":
        """The same turn with a session that stands elsewhere."""
        session = msgspec.structs.replace(self.session, **changes)
        return msgspec.structs.replace(self, session=session)


def answer(turn: Turn, *said: Speech, **changes: Any) -> Reply:
    """Say something, then ask what the state asks; `changes` are the session's."""
    before = turn.session
    said = (*foot_off(turn), *said)
    changes = {"state": _open(before.state), "missed": 0, "turn": next_turn(before.turn)} | changes
    session = msgspec.structs.replace(before, started=None, **changes)
    prompt, reprompt = question(session, turn.book)
    return Reply(session, join(*said), prompt, reprompt, turn.record)


def close(turn: Turn, *said: Speech) -> Reply:
    """Say something and close the session."""
    said = (*foot_off(turn), *said)
    session = msgspec.structs.replace(
        turn.session, state=State.CLOSED, started=None, turn=next_turn(turn.session.turn)
    )
    return Reply(session, join(*said), (), (), turn.record)


def foot_off(turn: Turn) -> tuple[Speech, ...]:
    """Nobody stays on the ice while the guidance rests."""
    session = turn.session
    if session.state is not State.GUIDING or session.step >= len(turn.steps):
        return ()
    return (turn.say("foot_off"),) if is_on_ice(turn) else ()


def is_on_ice(turn: Turn) -> bool:
    """Whether the session's step is a cold one, and under way."""
    session = turn.session
    under_way = session.started is not None or session.second > 0
    return under_way and turn.steps[session.step].how.cold


def _open(state: State) -> State:
    """A new session that was answered has been welcomed; a block that was left is paused."""
    return {State.NEW: State.WELCOME, State.GUIDING: State.PAUSED}.get(state, state)


def next_turn(turn: int) -> int:
    """Count a turn; the count only chooses wordings, and so may begin again."""
    return (turn + 1) % 1000
