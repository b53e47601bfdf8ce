import msgspec
import pytest

from skill.book import Book
from skill.clearance import CALF_ONLY
from skill.conversation import ANYWHERE, TABLE, respond
from skill.heard import Heard, Intent
from skill.laws import ANSWERS, BrokenLawError, check
from skill.record import Record
from skill.session import Session, Side, State
from skill.speech import join, to_text
from skill.walk import Figures, walk, with_diagram


def test_the_walk_breaks_no_law_and_reaches_every_state(figures: Figures):
    assert figures.states == len(State)
    assert figures.sessions > 1000
    assert figures.turns > 100_000


def test_the_walk_of_somebody_who_was_there_before_breaks_no_law_either(book: Book):
    assert walk(book, Record(sessions=5)).states == len(State)


def test_every_intent_that_the_moves_know_is_in_the_table():
    known = {intent for moves in (*TABLE.values(), ANYWHERE) for intent in moves}
    assert known == set(Intent)


def test_every_open_state_has_a_question_that_can_be_answered():
    assert set(ANSWERS) == set(State) - {State.NEW, State.CLOSED}


def test_every_state_is_in_the_table():
    assert set(TABLE) == set(State)


def test_every_wording_is_spoken_in_some_turn(figures: Figures, book: Book):
    # two a first session without a sign never hears, and what a door says when a turn fails or it
    # is not sure what was said
    back = respond(Session(), Heard(Intent.LAUNCH), book, Record(sessions=1))
    asked = Heard("TechniqueIntent", {"technique": "circles"})
    careful = respond(Session(), asked, book, Record(careful_until=1.0))
    told = to_text(join(back.speech, careful.speech))
    phrases = book.phrases
    apology = {phrases.trouble, phrases.ask_trouble, phrases.ask_trouble_again}
    unspoken = {text for text in figures.unspoken if text not in told}
    doubt = {part.strip() for part in str(phrases.did_you_mean).split("{meant}")}
    assert {text.strip() for text in unspoken} <= apology | {*phrases.numbers} | doubt


def test_a_book_that_speaks_too_long_is_found(book: Book):
    phrases = msgspec.structs.replace(book.phrases, welcome="One word after another. " * 200)
    with pytest.raises(BrokenLawError, match="it lasts"):
        walk(msgspec.structs.replace(book, phrases=phrases))


def test_a_reprompt_that_only_repeats_the_question_is_found(book: Book):
    phrases = msgspec.structs.replace(book.phrases, ask_begin_again=book.phrases.ask_begin)
    with pytest.raises(BrokenLawError, match="the reprompt only repeats"):
        walk(msgspec.structs.replace(book, phrases=phrases))


def test_a_step_outside_the_clearance_is_found(book: Book):
    session = Session(state=State.READY, cleared=True, routine="quick", sides=(Side.LEFT,), step=0)
    heard = Heard(Intent.READY, at=1.0)
    reply = respond(session, heard, book, Record())
    assert check(session, heard, reply, book) == ""
    narrowed = msgspec.structs.replace(reply.session, clearance=CALF_ONLY)
    broken = check(session, heard, msgspec.structs.replace(reply, session=narrowed), book)
    assert "guided outside the clearance" in broken


def test_the_diagram_goes_between_its_marks():
    text = (
        "before <!-- diagram: made by python -m skill.walk -->old<!-- end of the diagram --> after"
    )
    assert "```mermaid\nnew\n```" in with_diagram(text, "new")
    assert "old" not in with_diagram(text, "new")
    with pytest.raises(ValueError, match="there is no"):
        with_diagram("no marks", "new")
