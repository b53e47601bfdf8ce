"""The words of a step: its names, its instruction, and what follows the last one."""

from skill.book import Book, wording
from skill.guidance.plan import Planned
from skill.session import Session, Side
from skill.speech import Speech, join, parse


def instruction(book: Book, step: Planned) -> Speech:
    """Where and how, in full, without the posture."""
    words = step.point.words
    texts = (words.spots[step.spot].placement, words.techniques[step.technique].action)
    return join(*(parse(text.format_map(names_of(book, step))) for text in texts))


def names_of(book: Book, step: Planned) -> dict[str, object]:
    """What `{side}`, `{other}` and `{place}` stand for at a step."""
    sides = {"side": side_name(book, step.side), "other": side_name(book, step.side.other)}
    return {**sides, "place": step.point.words.place.format_map(sides)}


def side_name(book: Book, side: Side) -> str:
    """Left or right, in the book's language."""
    return wording(book.phrases.left if side is Side.LEFT else book.phrases.right, 0)


def level_name(book: Book, level: int) -> str:
    """A rating from 0 to 5 as a word of the book's language."""
    return book.phrases.numbers[level]


def ending(book: Book, session: Session) -> Speech:
    """What follows the routine's last step."""
    routine = book.routines[session.routine]
    finished = wording(book.phrases.finished, session.turn).format(routine=routine.words.name)
    return join(parse(finished), parse(routine.words.close))
