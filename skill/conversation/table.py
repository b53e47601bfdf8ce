"""One lookup decides, one move answers. The table stands at the foot of the file."""

from collections.abc import Callable, Mapping

import msgspec

from skill.book import Book
from skill.conversation import adjusting, answering, caring, closing, guiding, offering, opening
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn
from skill.guidance import block, is_brief, length, next_allowed, place_after, plan
from skill.heard import Heard, Intent
from skill.record import Record
from skill.session import Session, State

LATEST = 3_900_000_000.0
"""Seconds since the epoch that no clock of ours will show; a later `Heard.at` is garbage."""

Move = Callable[[Turn], Reply]
Moves = Mapping[str, Move]


def respond(session: Session, heard: Heard, book: Book, record: Record) -> Reply:
    """Answer one utterance. Pure: the same values give the same reply; never raises."""
    if not 0 <= heard.at <= LATEST:
        heard = msgspec.structs.replace(heard, at=0.0)
    session = settle(session, heard, book, record)
    turn = Turn(session=session, heard=heard, book=book, record=record)
    moves = TABLE[session.state]
    move = moves.get(heard.intent) or ANYWHERE.get(heard.intent, answering.from_content)
    return move(turn)


def settle(session: Session, heard: Heard, book: Book, record: Record) -> Session:
    """The session as the person knows it now: the seconds since the block began have passed."""
    if not is_sound(session, book):
        return Session(turn=session.turn, clearance=session.clearance)
    if session.started is None or session.state is not State.GUIDING:
        return session
    built = block(book, session, brief=is_brief(record.sessions))
    step, second = place_after(built, heard.at - session.started)
    is_over = (step, second) == (built.next_step, built.next_second)
    return msgspec.structs.replace(
        session,
        state=State.FINISHED if step == len(plan(book, session)) else State.GUIDING,
        step=step,
        second=second,
        started=None if is_over else session.started,
        extra=session.extra if step == session.step else 0,
    )


def is_sound(session: Session, book: Book) -> bool:
    """Whether the session can be gone on with; an older release's, or garbage, cannot."""
    if session.state is State.CLOSED or len(set(session.sides)) < len(session.sides):
        return False
    if session.routine and session.routine not in book.routines:
        return False
    if session.state is State.NEW and (session.routine or session.sides):
        return False
    if session.state in NEEDS_CLEARANCE and not session.cleared:
        return False
    if session.started is not None and session.state is not State.GUIDING:
        return False
    if session.state in NEEDS_ROUTINE and not session.routine:
        return False
    if session.state not in NEEDS_PLACE:
        return True
    return _has_place(session, book)


def _has_place(session: Session, book: Book) -> bool:
    if not session.cleared or not session.sides:
        return False
    steps = plan(book, session)
    if session.state is State.FINISHED:
        return bool(steps) and session.step == len(steps) and not session.second
    if session.step >= len(steps):
        return False
    allowed = next_allowed(steps, session.clearance, session.step)
    if session.state is State.READY:
        return allowed < len(steps)
    whole = length(steps[session.step], session.extra)
    return allowed == session.step and session.second < whole


NEEDS_ROUTINE = {State.FOOT, State.READY, State.GUIDING, State.PAUSED, State.OFFER, State.FINISHED}
NEEDS_CLEARANCE = {State.ROUTINE, State.FOOT}
NEEDS_PLACE = {State.READY, State.GUIDING, State.PAUSED, State.FINISHED}

ANYWHERE: Moves = {
    Intent.LAUNCH: opening.launch,
    Intent.STOP: closing.stop,
    Intent.CANCEL: closing.stop,
    Intent.NAVIGATE_HOME: closing.stop,
    Intent.WARNING_SIGN: caring.warning_sign,
    Intent.FLARE: caring.flare,
    Intent.PAIN_NUMBER: caring.pain_number,
    Intent.HELP: answering.help_,
    Intent.FALLBACK: answering.not_understood,
    Intent.REPEAT: answering.repeat,
    Intent.TELL_ME_MORE: answering.tell_me_more,
    Intent.MASSAGE_POINT: answering.massage_point,
    Intent.POINT_DETAIL: answering.point_detail,
    Intent.LIST_POINTS: answering.list_points,
    Intent.LIST_ROUTINES: opening.list_routines,
    Intent.START_ROUTINE: opening.start_routine,
    Intent.SWITCH_FOOT: opening.remember_foot,
    Intent.START_OVER: opening.start_routine,
    Intent.READY: opening.proceed,
    Intent.GENTLE: opening.gentle_if_cleared,
    Intent.SLOWER: adjusting.slower,
    Intent.FASTER: adjusting.faster,
    Intent.PAUSE: answering.wait,
    Intent.NEXT: answering.nothing_running,
    Intent.PREVIOUS: answering.nothing_running,
    Intent.RESUME: answering.nothing_running,
    Intent.SKIP: answering.nothing_running,
    Intent.TIME_LEFT: answering.nothing_running,
    Intent.WHERE_AM_I: answering.nothing_running,
    Intent.TOO_HARD: opening.sore_first,
    Intent.SHARP_PAIN: opening.sore_first,
    Intent.TOO_EASY: answering.nothing_running,
    Intent.MORE_TIME: answering.nothing_running,
    Intent.YES: answering.not_understood,
    Intent.NO: answering.not_understood,
    Intent.THANKS: closing.thanks,
}

CHOOSING: Moves = {
    Intent.GENTLE: opening.gentle,
}

GUIDED: Moves = {
    Intent.YES: guiding.resume,
    Intent.READY: guiding.resume,
    Intent.RESUME: guiding.resume,
    Intent.START_ROUTINE: guiding.change_routine,
    Intent.NO: guiding.stay_paused,
    Intent.PAUSE: guiding.pause,
    Intent.NEXT: guiding.go_next,
    Intent.SKIP: guiding.skip,
    Intent.PREVIOUS: guiding.go_back,
    Intent.REPEAT: guiding.repeat,
    Intent.START_OVER: guiding.start_over,
    Intent.SWITCH_FOOT: guiding.switch_foot,
    Intent.TIME_LEFT: guiding.time_left,
    Intent.WHERE_AM_I: guiding.where_am_i,
    Intent.TOO_HARD: adjusting.too_hard,
    Intent.GENTLE: adjusting.too_hard,
    Intent.SHARP_PAIN: adjusting.sharp,
    Intent.TOO_EASY: adjusting.too_easy,
    Intent.MORE_TIME: adjusting.more_time,
}

TABLE: Mapping[State, Moves] = {
    State.NEW: {
        Intent.READY: opening.launch,
        Intent.YES: opening.launch,
        Intent.NO: closing.goodbye,
    },
    State.WELCOME: {
        Intent.YES: opening.proceed,
        Intent.READY: opening.proceed,
        Intent.NEXT: opening.proceed,
        Intent.RESUME: opening.proceed,
        Intent.NO: closing.goodbye,
    },
    State.SAFETY: {
        Intent.READY: opening.all_clear,
        Intent.NO: opening.unsure,
        Intent.GENTLE: opening.gentle,
        Intent.START_ROUTINE: opening.routine_at_safety,
        Intent.YES: opening.unsure,
        Intent.FALLBACK: opening.unsure,
    },
    State.ROUTINE: {
        **CHOOSING,
        Intent.START_ROUTINE: opening.any_routine,
        Intent.YES: opening.again,
        Intent.READY: opening.again,
        Intent.NO: closing.goodbye,
    },
    State.FOOT: {
        **CHOOSING,
        Intent.SWITCH_FOOT: opening.choose_foot,
    },
    State.READY: {
        **CHOOSING,
        Intent.READY: guiding.begin,
        Intent.YES: guiding.begin,
        Intent.NEXT: guiding.begin,
        Intent.RESUME: guiding.begin,
        Intent.START_OVER: guiding.begin,
        Intent.START_ROUTINE: guiding.begin_or_change,
        Intent.NO: answering.wait,
        Intent.SWITCH_FOOT: opening.choose_foot,
        Intent.TIME_LEFT: opening.proceed,
    },
    State.OFFER: {
        Intent.YES: offering.accept,
        Intent.READY: offering.accept,
        Intent.NEXT: offering.accept,
        Intent.SWITCH_FOOT: offering.accept_on,
        Intent.NO: offering.decline,
    },
    State.GUIDING: GUIDED,
    State.PAUSED: {
        **GUIDED,
        Intent.PAUSE: guiding.stay_paused,
        Intent.MORE_TIME: adjusting.more_time_in_pause,
    },
    State.FINISHED: {
        Intent.START_ROUTINE: offering.another,
        Intent.YES: offering.another,
        Intent.READY: offering.another,
        Intent.NEXT: offering.another,
        Intent.NO: closing.goodbye,
        Intent.SWITCH_FOOT: offering.other_foot,
        Intent.REPEAT: offering.last_again,
        Intent.PREVIOUS: offering.last_again,
        Intent.MORE_TIME: adjusting.more_time,
        Intent.START_OVER: guiding.start_over,
        Intent.TOO_HARD: offering.sore_after,
        Intent.SHARP_PAIN: offering.sore_after,
        Intent.TOO_EASY: offering.all_done,
        Intent.SKIP: offering.all_done,
        Intent.RESUME: offering.all_done,
        Intent.TIME_LEFT: offering.all_done,
        Intent.WHERE_AM_I: offering.all_done,
    },
    State.CLOSED: {},
}
