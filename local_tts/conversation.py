"""One person talking with Foot Coach: what the practice and the conversation tests both drive."""

from collections.abc import Callable

from local_tts.ears import Ears, Understood
from skill.book import Book, wording
from skill.conversation import respond
from skill.heard import Heard, Intent
from skill.record import Record
from skill.session import Session, State
from skill.speech import Speech, join, parse

YES_OR_NO = frozenset({Intent.YES, Intent.NO})


class Conversation:
    """A session that goes on, as an Echo keeps it between two requests, and the record after it.

    Each method answers with the speech that is heard, the question at its end included. `clock`
    tells the seconds since the epoch; `turn` is the number that chooses among wordings.
    """

    def __init__(
        self,
        book: Book,
        ears: Ears,
        clock: Callable[[], float],
        *,
        record: Record | None = None,
        turn: int = 0,
    ) -> None:
        self._book = book
        self._ears = ears
        self._clock = clock
        self._turn = turn
        self._reprompt: Speech = ()
        self._is_asked_again = False
        self._doubted: Heard | None = None
        self.session = Session(turn=turn)
        self.record = record or Record()

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.session.state not in {State.NEW, State.CLOSED}

    @property
    def words_per_minute(self) -> int:
        """How fast the last answer is to be spoken."""
        return self.session.pace.words_per_minute

    def launch(self) -> Speech:
        """Open the skill: a new session of the same person."""
        self.session, self._doubted = Session(turn=self._turn), None
        return self._answer(Heard(Intent.LAUNCH, at=self._clock()))

    def hear(self, line: str) -> Speech:
        """Say a line to it; a blank one is silence."""
        if not line.strip():
            return self.silence()
        doubted, self._doubted = self._doubted, None
        answer = self._ears.hear(line, State.OFFER).heard.intent if doubted else ""
        if doubted and answer in YES_OR_NO:
            missed = Heard(Intent.FALLBACK, at=self._clock())
            return self._answer(doubted if answer == Intent.YES else missed)
        understood = self._ears.hear(line, self.session.state, self._clock())
        if understood.doubt:
            return self._did_you_mean(understood)
        if understood.is_clear:
            self._answer(Heard(Intent.READY, at=understood.heard.at))
        return self._answer(understood.heard)

    def silence(self) -> Speech:
        """Eight seconds of it: the first are reprompted, the next close the session."""
        if self._is_asked_again:
            self.session = Session(state=State.CLOSED)
            return ()
        self._is_asked_again = True
        return self._reprompt

    def _did_you_mean(self, understood: Understood) -> Speech:
        """Ask before it is done; the session waits where it is."""
        self._doubted = understood.heard
        asked = wording(self._book.phrases.did_you_mean, self.session.turn)
        self._reprompt = parse(asked.format(meant=understood.doubt))
        self._is_asked_again = False
        return self._reprompt

    def _answer(self, heard: Heard) -> Speech:
        reply = respond(self.session, heard, self._book, self.record)
        self.session, self.record = reply.session, reply.record
        self._reprompt, self._is_asked_again = reply.reprompt, False
        return join(reply.speech, reply.prompt)
