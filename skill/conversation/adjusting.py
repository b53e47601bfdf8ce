"""Softer, firmer, longer, slower: the same step goes on, changed."""

from skill.clearance import FREE
from skill.conversation.guiding import (
    back_to,
    carry_on,
    finish,
    guide,
    is_under_way,
    stay_paused,
)
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer
from skill.guidance import (
    EXTRA_SECONDS,
    length,
    level_name,
    next_allowed,
    pressure,
    previous_allowed,
)
from skill.session import Pace, State

PACES = (Pace.SLOWER, Pace.NORMAL, Pace.FASTER)
FIRMEST, LIGHTEST = 5, 2


def too_hard(turn: Turn) -> Reply:
    """Ease off and go on, a fifth shorter; said twice in one step, leave the point alone."""
    session = turn.session
    if not is_under_way(turn):
        return answer(turn, turn.say("softer"), pressure=max(LIGHTEST, session.pressure - 1))
    if session.extra < 0:
        return _leave_point(turn, "left_out")
    if turn.steps[session.step].how.cold:
        return end_cold(turn)
    return guide(
        turn,
        turn.say("softer"),
        *back_to(turn),
        pressure=max(LIGHTEST, pressure(turn.steps[session.step], session) - 1),
        extra=-(turn.steps[session.step].seconds // 5),
    )


def sharp(turn: Turn) -> Reply:
    """A sharp pain ends the point at once."""
    return _leave_point(turn, "sharp")


def _leave_point(turn: Turn, phrase: str) -> Reply:
    """No third way to press on a place that hurts: stop there, and ask before going on."""
    step = turn.session.step
    if not is_under_way(turn):
        step = previous_allowed(turn.steps, turn.session.clearance, step) or 0
    said = turn.say_at(phrase, step)
    after = next_allowed(turn.steps, turn.session.clearance, step + 1)
    if after == len(turn.steps):
        return finish(turn, said)
    return answer(turn, said, state=State.PAUSED, step=after, second=0.0, extra=0)


def end_cold(turn: Turn) -> Reply:
    """Leave the rest of a cold step out, because something may be wrong."""
    step = turn.session.step
    after = next_allowed(turn.steps, turn.session.clearance, step + 1)
    if after == len(turn.steps):
        return finish(turn, turn.say("cold_over"))
    return answer(turn, turn.say("cold_over"), state=State.PAUSED, step=after, second=0.0, extra=0)


def too_easy(turn: Turn) -> Reply:
    """A little firmer, up to the ceiling of the point and of the clearance."""
    step = turn.steps[turn.session.step]
    now = pressure(step, turn.session)
    firmer = min(FIRMEST, turn.session.pressure + 1)
    then = pressure(step, turn.moved(pressure=firmer).session)
    if then == now or turn.session.clearance.ceiling < FREE.ceiling:
        return carry_on(turn, turn.say("firmest", level=level_name(turn.book, now)))
    return carry_on(turn, turn.say("firmer", level=level_name(turn.book, then)), pressure=firmer)


def more_time(turn: Turn) -> Reply:
    """Fifteen seconds more, within what the point takes; after a step, on that step."""
    session = turn.session
    if not is_under_way(turn):
        return _reopen(turn)
    step = turn.steps[session.step]
    longer = length(step, session.extra + EXTRA_SECONDS)
    gained = longer - length(step, session.extra)
    if gained <= 0:
        return carry_on(turn, turn.say_at("most_time", session.step))
    (time,) = turn.say("seconds", count=gained)
    return carry_on(turn, turn.say("more_time", time=time), extra=longer - step.seconds)


def more_time_in_pause(turn: Turn) -> Reply:
    """In the middle of a step it gets longer; before one, "more time" means waiting."""
    return more_time(turn) if is_under_way(turn) else stay_paused(turn)


def _reopen(turn: Turn) -> Reply:
    """Add the time to the step that is just over."""
    before = previous_allowed(turn.steps, turn.session.clearance, turn.session.step)
    if before is None:
        return answer(turn, turn.say("not_while_choosing"))
    step = turn.steps[before]
    extra = length(step, EXTRA_SECONDS) - step.seconds
    if extra <= 0:
        return answer(turn, turn.say_at("most_time", before))
    (time,) = turn.say("seconds", count=extra)
    said = turn.say("more_time", time=time)
    return guide(turn, said, step=before, second=float(step.seconds), extra=extra)


def slower(turn: Turn) -> Reply:
    """Speak more slowly from now on."""
    return _pace(turn, -1, "slower", "slowest")


def faster(turn: Turn) -> Reply:
    """Speak faster from now on."""
    return _pace(turn, +1, "faster", "fastest")


def _pace(turn: Turn, by: int, done: str, at_the_end: str) -> Reply:
    index = PACES.index(turn.session.pace) + by
    if not 0 <= index < len(PACES):
        return carry_on(turn, turn.say(at_the_end))
    return carry_on(turn, turn.say(done), pace=PACES[index])
