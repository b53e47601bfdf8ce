"""What each state asks, and asks again after silence. Nothing else in the project asks."""

from skill.book import Book, wording
from skill.clearance import FREE
from skill.guidance import Block, names_of, plan
from skill.session import Session, State
from skill.speech import Speech, parse

ASKED = {
    State.WELCOME: "ask_begin",
    State.SAFETY: "ask_safety",
    State.ROUTINE: "ask_routine",
    State.FOOT: "ask_foot",
    State.READY: "ask_ready",
    State.PAUSED: "ask_resume",
    State.OFFER: "ask_guide",
    State.FINISHED: "ask_more",
}
"""The phrase of each state; the one with `_again` behind it is the reprompt."""

Question = tuple[Speech, Speech]
"""Prompt and reprompt."""


def question(session: Session, book: Book) -> Question:
    """What the session's state asks."""
    phrase = ASKED[session.state]
    if session.state is State.FOOT and not book.routines[session.routine].facts.both:
        phrase = "ask_one_foot"
    if session.state is State.SAFETY and session.clearance != FREE:
        phrase = "ask_safety_rest"
    if session.state is State.PAUSED:
        return _at(session, book, phrase, session.step)
    if session.state is State.OFFER and session.routine not in book.points:
        names: dict[str, object] = {"routine": book.routines[session.routine].words.name}
        return _ask(session, book, "ask_guide_routine", names)
    return _ask(session, book, phrase, {})


def question_after(block: Block, session: Session, book: Book) -> Question:
    """What is asked when a block has been spoken."""
    if block.next_step == len(plan(book, session)):
        return _ask(session, book, "ask_more", {})
    phrase = "ask_resume" if block.next_second else "ask_next"
    if block.next_second and plan(book, session)[block.next_step].how.cold:
        phrase = "ask_cold"
    return _at(session, book, phrase, block.next_step)


def _at(session: Session, book: Book, phrase: str, step: int) -> Question:
    return _ask(session, book, phrase, names_of(book, plan(book, session)[step]))


def _ask(session: Session, book: Book, phrase: str, names: dict[str, object]) -> Question:
    def say(name: str) -> Speech:
        return parse(wording(getattr(book.phrases, name), session.turn).format_map(names))

    return say(phrase), say(f"{phrase}_again")
