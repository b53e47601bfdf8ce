"""What can be said while a block is spoken, after it, and in a pause.

Before a move runs, the session was brought to the second (`settle`): `step` and `second` are where
the person is, and `started` is kept only while the block is still being spoken.
"""

from typing import Any

from skill.clearance import allows_anything
from skill.conversation.cooling import after_cold, was_cold
from skill.conversation.opening import (
    named_routine,
    nothing_left,
    proceed,
    spoken_time,
    start_routine,
)
from skill.conversation.questions import question_after
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer, next_turn
from skill.guidance import (
    begins_other_side,
    block,
    ending,
    instruction,
    length,
    next_allowed,
    posture,
    previous_allowed,
    says_posture,
    side_name,
    total_seconds,
)
from skill.session import State
from skill.speech import Speech, join, seconds


def guide(turn: Turn, *said: Speech, **changes: Any) -> Reply:
    """Speak the block at the session's place, or at the next step that is allowed."""
    if not turn.session.cleared:
        return proceed(turn)
    held = _held(turn)
    turn = _at_allowed_step(turn.moved(**changes))
    if turn.session.step == len(turn.steps):
        return finish(turn, *said)
    preface = join(*said, *_posture(turn, held))
    begins = turn.heard.at + seconds(preface, turn.session.pace.words_per_minute)
    number = next_turn(turn.session.turn)
    turn = turn.moved(state=State.GUIDING, started=begins, missed=0, topic="", turn=number)
    built = block(turn.book, turn.session, brief=turn.brief)
    is_last = built.next_step == len(turn.steps)
    speech = join(preface, built.speech, ending(turn.book, turn.session) if is_last else ())
    prompt, reprompt = question_after(built, turn.session, turn.book)
    return Reply(turn.session, speech, prompt, reprompt, turn.record)


def _held(turn: Turn) -> Speech:
    """How the person sits now, as it was said; nothing before the first step."""
    session = turn.session
    if not session.sides or session.state is State.READY:
        return ()
    last = session.step if is_under_way(turn) else session.step - 1
    return posture(turn.book, turn.steps[last]) if last >= 0 else ()


def _posture(turn: Turn, held: Speech) -> tuple[Speech, ...]:
    """How to sit for the step, where it is not as before and the block does not say it."""
    step = turn.session.step
    wanted = posture(turn.book, turn.steps[step])
    block_says = says_posture(turn.steps, turn.session.clearance, step)
    if held in {(), wanted} or (block_says and not turn.session.second):
        return ()
    return (wanted,)


def _at_allowed_step(turn: Turn) -> Turn:
    """At the session's step, or at the next one when it is over or not allowed."""
    session = turn.session
    steps, start = turn.steps, session.step
    if start < len(steps) and session.second >= length(steps[start], session.extra):
        start += 1
    step = next_allowed(steps, session.clearance, start)
    return turn if step == session.step else turn.moved(step=step, second=0.0, extra=0)


def finish(turn: Turn, *said: Speech) -> Reply:
    """The routine is over."""
    end = len(turn.steps)
    done = ending(turn.book, turn.session)
    return answer(turn, *said, done, state=State.FINISHED, step=end, second=0.0, extra=0)


def begin(turn: Turn) -> Reply:
    """The person is ready: the first block."""
    return guide(turn, step=0, second=0.0, extra=0)


def is_under_way(turn: Turn) -> bool:
    """Whether the person is in the middle of the step, not before it."""
    return turn.session.started is not None or turn.session.second > 0


def carry_on(turn: Turn, *said: Speech, **changes: Any) -> Reply:
    """Say something; if that broke into a block, go on with it at the same second."""
    if turn.session.started is None:
        return answer(turn, *said, **changes)
    going_on = turn.say("going_on") if turn.session.second else ()
    return guide(turn, *said, going_on, **changes)


def resume(turn: Turn) -> Reply:
    """Go on from the same second."""
    return guide(turn, *back_to(turn))


def back_to(turn: Turn) -> tuple[Speech, ...]:
    """Which step, and how many seconds of it are left; nothing before its timed part."""
    step = turn.session.step
    left = length(turn.steps[step], turn.session.extra) - turn.session.second
    if not turn.session.second or left <= 0:
        return ()
    return (turn.say_at("resuming", step, time=spoken_time(turn, left)),)


# moving through the steps


def go_next(turn: Turn) -> Reply:
    """The step after the one under way; before a step, that step."""
    step = turn.session.step + (1 if is_under_way(turn) else 0)
    return guide(turn, step=step, second=0.0, extra=0)


def skip(turn: Turn) -> Reply:
    """Leave the step out, under way or not."""
    step = turn.session.step
    named = turn.book.points.get(turn.heard.slots.get("point", ""))
    if named and named is not turn.steps[step].point:
        return carry_on(turn, turn.say("not_there_yet"))
    return guide(turn, turn.say_at("skipped", step), step=step + 1, second=0.0, extra=0)


def go_back(turn: Turn) -> Reply:
    """The step before, or the first one once more."""
    if was_cold(turn):
        return after_cold(turn)
    before = previous_allowed(turn.steps, turn.session.clearance, turn.session.step)
    step = turn.session.step if before is None else before
    return guide(turn, turn.say("again_from_start"), step=step, second=0.0, extra=0)


def repeat(turn: Turn) -> Reply:
    """The instruction again, and on from the same second; after a step, that step again."""
    session = turn.session
    if not is_under_way(turn):
        return go_back(turn)
    if not session.second:
        return guide(turn, turn.say("again_from_start"))
    return guide(turn, instruction(turn.book, turn.steps[session.step]))


def start_over(turn: Turn) -> Reply:
    """The routine from its first step."""
    if was_cold(turn):
        return after_cold(turn)
    routine = turn.book.routines[turn.session.routine].words.name
    return guide(turn, turn.say("starting_over", routine=routine), step=0, second=0.0, extra=0)


def switch_foot(turn: Turn) -> Reply:
    """The same step on the other side; with one foot chosen, the other one instead."""
    if was_cold(turn):
        return after_cold(turn)
    side = turn.steps[turn.session.step].side
    foot = turn.heard.slots.get("foot", "other")
    if foot == "both":
        return answer(turn, turn.say("one_after_the_other"))
    if foot == side:
        return carry_on(turn, turn.say("same_foot", side=side_name(turn.book, side)))
    half = len(turn.steps) // len(turn.session.sides)
    changes: dict[str, Any] = {"step": turn.session.step % half, "sides": (side.other,)}
    if len(turn.session.sides) > 1:
        changes = {"step": (turn.session.step + half) % len(turn.steps)}
    moved = turn.moved(**changes, second=0.0, extra=0)
    step = moved.session.step
    if begins_other_side(moved.steps, moved.session.clearance, step):
        return guide(moved)  # the block says it
    return guide(moved, moved.say_at("other_side", step))


# pausing and asking


def pause(turn: Turn) -> Reply:
    """Hold the place, to the second."""
    return answer(turn, turn.say_at("paused", turn.session.step), state=State.PAUSED)


def stay_paused(turn: Turn) -> Reply:
    """Not yet: go on holding the place."""
    return answer(turn, turn.say("still_paused"), state=State.PAUSED)


def time_left(turn: Turn) -> Reply:
    """How long on the step and in all; a running block goes on."""
    session = turn.session
    left = length(turn.steps[session.step], session.extra) - session.second
    total = total_seconds(turn.book, session, brief=turn.brief)
    said = turn.say_at(
        "time_left",
        session.step,
        time=spoken_time(turn, left),
        total=spoken_time(turn, total),
    )
    return carry_on(turn, said)


def where_am_i(turn: Turn) -> Reply:
    """Which step of how many; a running block goes on."""
    session = turn.session
    allowed = [
        i for i in range(len(turn.steps)) if next_allowed(turn.steps, session.clearance, i) == i
    ]
    said = turn.say_at(
        "where",
        session.step,
        number=1 + sum(i < session.step for i in allowed),
        of=len(allowed),
        routine=turn.book.routines[session.routine].words.name,
    )
    after = next_allowed(turn.steps, session.clearance, session.step + 1)
    if after < len(turn.steps):
        said = join(said, turn.say_at("after_that", after))
    return carry_on(turn, said)


# when the clearance narrows


def narrowed(turn: Turn, said: Speech, agreed: Speech) -> Reply:
    """Something was said that narrows what is allowed: stop, and go on only where it still is.

    `agreed` is said where there is something to go on with.
    """
    session = turn.session
    if not allows_anything(session.clearance):
        return nothing_left(turn, said)
    after = next_allowed(turn.steps, session.clearance, session.step)
    if after == len(turn.steps):
        return finish(turn, said) if session.step else nothing_left(turn, said)
    goes_on = after == session.step and not turn.steps[after].instead
    second = session.second if goes_on else 0.0
    return answer(turn, said, agreed, state=State.PAUSED, step=after, second=second)


def change_routine(turn: Turn) -> Reply:
    """Another routine than the one under way; none named means going on."""
    if named_routine(turn) and was_cold(turn):
        return after_cold(turn)
    return start_routine(turn) if named_routine(turn) else resume(turn)


def begin_or_change(turn: Turn) -> Reply:
    """Saying "start" is saying ready; the name of another routine starts that one."""
    return start_routine(turn) if named_routine(turn) else begin(turn)
