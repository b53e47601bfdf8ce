"""The words of a step: its names, its instruction, and what follows the last one."""

from skill.book import Book, wording
from skill.guidance.plan import Planned, loses_cold, plan
from skill.session import Session, Side
from skill.speech import Speech, join, parse


def instruction(book: Book, step: Planned) -> Speech:
    """Where and how, in full, without the posture."""
    texts = (placement(step), step.point.words.techniques[step.technique].action)
    return join(*(parse(text.format_map(names_of(book, step))) for text in texts))


def placement(step: Planned, *, brief: bool = False) -> str:
    """How to find the place by touch, not filled yet."""
    words = step.point.words
    spot = words.spots[step.spot]
    return words.techniques[step.technique].placement or (spot.brief if brief else spot.placement)


def _place(step: Planned) -> str:
    words = step.point.words
    own = words.techniques[step.technique].place or words.spots[step.spot].place
    return own or words.place


def posture(book: Book, step: Planned) -> Speech:
    """How to sit for a step."""
    return parse(step.posture.format_map(names_of(book, step)))


def names_of(book: Book, step: Planned) -> dict[str, object]:
    """What `{side}`, `{other}` and `{place}` stand for at a step."""
    sides = {"side": side_name(book, step.side), "other": side_name(book, step.side.other)}
    return {**sides, "place": _place(step).format_map(sides)}


def side_name(book: Book, side: Side) -> str:
    """Left or right, in the book's language."""
    return wording(book.phrases.left if side is Side.LEFT else book.phrases.right, 0)


def level_name(book: Book, level: int) -> str:
    """A rating from 0 to 5 as a word of the book's language."""
    return book.phrases.numbers[level]


def ending(book: Book, session: Session) -> Speech:
    """What follows the routine's last step."""
    words = book.routines[session.routine].words
    is_point = session.routine in book.points
    phrase = book.phrases.finished_point if is_point else book.phrases.finished
    finished = wording(phrase, session.turn).format(routine=words.name)
    if loses_cold(plan(book, session), session.clearance):
        return join(parse(finished), parse(wording(book.phrases.close_limited, 0)))
    cold = words.cold if session.clearance.cold else ""
    return join(parse(finished), parse(words.close), parse(cold))
