"""The laws of every turn, as functions that tell what is broken; the walk asks them each time.

BrokenLawError(Exception)   a law does not hold; says in which session, at what was heard
"""

from collections.abc import Iterator
from functools import lru_cache

from skill import speech
from skill.book import Book, Point
from skill.clearance import allows, meet
from skill.conversation import TABLE, Reply
from skill.guidance import allowed, block, plan, side_name
from skill.heard import Heard, Intent
from skill.session import Session, Side, State

LONGEST_SSML = 8_000
"""Characters that Alexa takes in one outputSpeech."""

LONGEST_REPLY = 180.0
"""Seconds, by the estimate, of everything said before the question."""

LARGEST_RESPONSE = 24_576
"""Bytes that Alexa took in a whole response by the older documents; newer ones say more."""

CLOSERS = frozenset({Intent.STOP, Intent.CANCEL, Intent.NAVIGATE_HOME})

ANSWERS: dict[State, frozenset[Intent]] = {
    State.WELCOME: frozenset({Intent.YES, Intent.NO, Intent.HELP}),
    State.SAFETY: frozenset({Intent.READY, Intent.GENTLE, Intent.START_ROUTINE, Intent.YES}),
    State.ROUTINE: frozenset({Intent.START_ROUTINE, Intent.LIST_ROUTINES, Intent.YES}),
    State.FOOT: frozenset({Intent.SWITCH_FOOT}),
    State.READY: frozenset({Intent.READY, Intent.YES}),
    State.GUIDING: frozenset({Intent.YES, Intent.NEXT, Intent.REPEAT, Intent.SKIP, Intent.NO}),
    State.PAUSED: frozenset({Intent.RESUME, Intent.YES, Intent.NO, Intent.STOP}),
    State.OFFER: frozenset({Intent.YES, Intent.NO, Intent.MASSAGE_POINT}),
    State.FINISHED: frozenset({Intent.YES, Intent.NO, Intent.START_ROUTINE, Intent.STOP}),
}
"""What a state's question and reprompt invite the person to say."""


class BrokenLawError(Exception):
    """A law does not hold."""

    def __init__(self, session: Session, heard: Heard, what: str) -> None:
        super().__init__(f"{what}; in {session}, at {heard}")


def check(before: Session, heard: Heard, reply: Reply, book: Book) -> str:
    """The first law that the turn breaks, as a sentence; empty when all hold."""
    return next(_broken(before, heard, reply, book), "")


def _broken(before: Session, heard: Heard, reply: Reply, book: Book) -> Iterator[str]:
    yield from _speaks(reply, book)
    yield from _fits(reply)
    yield from _open_or_closed(heard, reply)
    yield from _keeps_the_place(before, heard, reply)
    yield from _is_cleared(reply, book)


def _speaks(reply: Reply, book: Book) -> Iterator[str]:
    text = speech.to_text(speech.join(reply.speech, reply.prompt, reply.reprompt))
    if not text.strip():
        yield "nothing was said"
    if "{" in text or "}" in text:
        yield f"a name was not filled in: {text}"
    if said := book.never.search(text):
        yield f"{said[0]!r} is never said: {text}"


def _fits(reply: Reply) -> Iterator[str]:
    ssml = speech.to_ssml(speech.join(reply.speech, reply.prompt), rate=88)
    again = speech.to_ssml(reply.reprompt, rate=88)
    if len(ssml) > LONGEST_SSML:
        yield f"the SSML has {len(ssml)} characters"
    if len(ssml.encode()) + len(again.encode()) > LARGEST_RESPONSE - 2_000:
        yield "the response is too large"
    lasts = speech.seconds(reply.speech, reply.session.pace.words_per_minute)
    if lasts > LONGEST_REPLY:
        yield f"it lasts {lasts:.0f} seconds"


def _open_or_closed(heard: Heard, reply: Reply) -> Iterator[str]:
    state = reply.session.state
    if reply.is_open != bool(reply.reprompt):
        yield "a question needs a reprompt, and a reprompt a question"
    if reply.is_open == (state is State.CLOSED):
        yield "the session is open exactly when there is a question"
    if reply.is_open and reply.prompt == reply.reprompt:
        yield "the reprompt only repeats the question"
    if heard.intent in CLOSERS and reply.is_open:
        yield "stop and cancel close"
    if heard.intent == Intent.HELP and not reply.is_open:
        yield "help ends in a question"
    if missing := [i for i in ANSWERS.get(state, ()) if not _is_heard(state, i)]:
        yield f"the question of {state} invites {missing}, which is not heard there"


def _is_heard(state: State, intent: Intent) -> bool:
    everywhere = {Intent.HELP, Intent.STOP, Intent.MASSAGE_POINT, Intent.START_ROUTINE}
    return intent in TABLE[state] or intent in everywhere | {Intent.LIST_ROUTINES}


def _keeps_the_place(before: Session, heard: Heard, reply: Reply) -> Iterator[str]:
    after = reply.session
    if meet(before.clearance, after.clearance) != after.clearance:
        yield "a limit was forgotten"
    if heard.intent != Intent.HELP or before.state is State.CLOSED:
        return
    if (after.routine, after.sides) != (before.routine, before.sides):
        yield "help lost the routine"
    if before.state is State.PAUSED and (after.step, after.second) != (before.step, before.second):
        yield "help lost the place"
    if before.state is State.GUIDING and after.step < before.step:
        yield "help went back"


def _is_cleared(reply: Reply, book: Book) -> Iterator[str]:
    """No step outside the clearance is spoken, and none before the safety statement."""
    session = reply.session
    said = speech.to_text(reply.speech)
    for point in book.points.values():
        guided = any(text in said for text in _guiding_texts(point, book))
        if guided and not session.cleared:
            yield f"{point.id} was guided before the safety statement was answered"
        if guided and not _may(session, point):
            yield f"{point.id} was guided outside the clearance"
        explained = (point.words.how, point.words.feel, point.words.duration)
        if any(text in said for text in explained) and not _may(session, point):
            yield f"{point.id} was explained outside the clearance"
        for technique in _forbidden(session, point):
            if any(text in said for text in _actions(point, technique, book)):
                yield f"{technique} of {point.id} was spoken outside the clearance"
    if session.state is State.GUIDING and not _may_all(session, book):
        yield "a step outside the clearance is in hand"


def _guiding_texts(point: Point, book: Book) -> Iterator[str]:
    """The instructions of a point, filled for either side, as they stand in a reply."""
    left, right = side_name(book, Side.LEFT), side_name(book, Side.RIGHT)
    for spot in point.words.spots.values():
        yield from _either_side(spot.placement, left, right)
        yield from _either_side(spot.brief, left, right)


@lru_cache(maxsize=256)
def _either_side(text: str, left: str, right: str) -> tuple[str, ...]:
    sides = ((left, right), (right, left))
    filled = (text.format(side=side, other=other) for side, other in sides)
    return tuple(speech.to_text(speech.parse(text)) for text in filled)


def _forbidden(session: Session, point: Point) -> Iterator[str]:
    for name, technique in point.facts.techniques.items():
        if not allows(session.clearance, point.facts, technique):
            yield name


def _actions(point: Point, technique: str, book: Book) -> Iterator[str]:
    left, right = side_name(book, Side.LEFT), side_name(book, Side.RIGHT)
    yield from _either_side(point.words.techniques[technique].action, left, right)


def _may(session: Session, point: Point) -> bool:
    techniques = point.facts.techniques.values()
    return any(allows(session.clearance, point.facts, technique) for technique in techniques)


def _may_all(session: Session, book: Book) -> bool:
    steps = plan(book, session)
    spans = block(book, session, brief=False).spans
    return all(allowed(steps[span.step], session.clearance) for span in spans)
