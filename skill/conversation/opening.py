"""From the launch to the first block: welcome, safety, which routine, which foot, ready."""

from typing import Any

import msgspec

from skill.book import wording
from skill.clearance import CALF_ONLY, FREE, GENTLE, allows_anything, limit, meet
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer, close
from skill.guidance import is_limited, loses_tools, next_allowed, side_name, total_seconds
from skill.heard import Intent
from skill.session import Clearance, Session, Side, State, Zone
from skill.speech import Speech, join, to_text

MINUTE = 60


def launch(turn: Turn) -> Reply:
    """Begin anew: greet, and say what it is before anything else is asked."""
    before = turn.session
    new = Session(turn=before.turn, clearance=before.clearance)
    turn = msgspec.structs.replace(turn, session=new)
    if turn.record.sessions:
        return proceed(turn, turn.say("welcome_back"))
    said = turn.say("welcome"), turn.say("disclaimer")
    return answer(turn, *said, state=State.WELCOME, informed=True)


def proceed(turn: Turn, *said: Speech, **changes: Any) -> Reply:
    """Go to the first thing that is still open: safety, routine, foot, or nothing but "ready"."""
    turn = turn.moved(step=0, second=0.0, extra=0, topic="", **changes)
    session = turn.session
    if not session.cleared:
        return answer(turn, *said, _safety(turn), state=State.SAFETY, informed=True)
    if not session.routine:
        return answer(turn, *said, state=State.ROUTINE)
    routine = turn.book.routines[session.routine]
    if len(session.sides) > 1 and not routine.facts.both:
        said = (*said, turn.say("one_foot_only"))
        turn = turn.moved(sides=())
    if not has_steps(turn):
        return nothing_left(turn, *said)
    if len(session.sides) > len(turn.session.sides):
        return answer(turn, *said, state=State.FOOT)
    if not session.sides:
        name = routine.words.name
        chosen = turn.say("routine_chosen", routine=name, about=_about(turn))
        return answer(turn, *said, chosen, state=State.FOOT)
    was_told = session.state in {State.FOOT, State.READY}
    return answer(turn, *said, _kit(turn, "" if was_told else _about(turn)), state=State.READY)


def _about(turn: Turn) -> str:
    """What the routine is, or what is left of it."""
    limits, planned = turn.session.clearance, turn.moved(sides=(Side.LEFT,)).steps
    if not is_limited(planned, limits):
        return turn.book.routines[turn.session.routine].words.about
    left = limit(planned, limits)
    if all(step.how.cold for step in planned if step not in left):
        return to_text(turn.say("without_cold"))
    names = list(dict.fromkeys(step.point.words.name for step in left))
    return to_text(turn.say("today_only", points=listed(turn, names)))


def _safety(turn: Turn) -> Speech:
    if turn.record.sessions and not is_careful(turn):
        return turn.say("safety_short")
    return join(() if turn.session.informed else turn.say("disclaimer_short"), turn.say("safety"))


def is_careful(turn: Turn) -> bool:
    """Whether a sign was spoken of within a day."""
    return turn.heard.at < turn.record.careful_until


def needs_check(turn: Turn) -> bool:
    """Whether, a sign having been spoken of in an earlier session, the statement comes first."""
    session = turn.session
    return is_careful(turn) and not session.cleared and session.clearance == FREE


def _kit(turn: Turn, about: str) -> Speech:
    """How long it takes, what it is if that was not told before, and what to get ready."""
    routine = turn.book.routines[turn.session.routine]
    first = next_allowed(turn.steps, turn.session.clearance, 0)
    kit = routine.words.kit
    if loses_tools(turn.steps, turn.session.clearance):
        left = limit(turn.steps, turn.session.clearance)
        needs_tools = any(step.how.extra_tool for step in left)
        kit = to_text(turn.say("kit_tools" if needs_tools else "kit_hands"))
    return turn.say(
        "kit",
        routine=routine.words.name,
        feet=feet(turn),
        time=spoken_time(
            turn, total_seconds(turn.book, turn.moved(step=first).session, brief=turn.brief)
        ),
        kit=f"{about} {kit}".strip(),
    )


def feet(turn: Turn) -> str:
    """The chosen sides, as they are spoken."""
    sides = turn.session.sides
    phrase = turn.phrases.both_feet if len(sides) > 1 else turn.phrases.one_foot
    return wording(phrase, 0).format(side=side_name(turn.book, sides[0]))


def spoken_time(turn: Turn, seconds: float) -> str:
    """A length of time as it is spoken: seconds to the next five, from 100 on minutes."""
    if seconds >= 100:  # noqa: PLR2004, "95 seconds" is still easy to hear, "two minutes" better
        (text,) = turn.say("minutes", count=max(2, round(seconds / MINUTE)))
    else:
        (text,) = turn.say("seconds", count=max(5, 5 * round(seconds / 5)))
    return str(text)


def has_steps(turn: Turn) -> bool:
    """Whether the clearance leaves any step of the session's routine."""
    steps = turn.moved(sides=turn.session.sides or (Side.LEFT,)).steps
    return bool(limit(steps, turn.session.clearance))


def nothing_left(turn: Turn, *said: Speech) -> Reply:
    """The routine has no step that is allowed: another one, or no massage at all."""
    if not allows_anything(turn.session.clearance):
        return close(turn, *said, turn.say("nothing_left"))
    return answer(turn, *said, turn.say("not_that_one"), state=State.ROUTINE, routine="")


# the answers to the safety statement


def all_clear(turn: Turn) -> Reply:
    """None of it is true for the person."""
    return _cleared(turn, FREE, "cleared")


def gentle(turn: Turn) -> Reply:
    """A lighter session, for whatever reason."""
    return _cleared(turn, GENTLE, "gentle_chosen")


def sore_first(turn: Turn) -> Reply:
    """A pain that is spoken of before the massage is no choice of a lighter one."""
    return answer(turn, turn.say("sore_first"))


def gentle_if_cleared(turn: Turn) -> Reply:
    """The same where no safety statement is open: it has to be answered first."""
    return gentle(turn) if turn.session.cleared else proceed(turn)


def _cleared(turn: Turn, chosen: Clearance, phrase: str) -> Reply:
    clearance = meet(turn.session.clearance, chosen)
    return proceed(turn, turn.say(phrase), cleared=True, clearance=clearance)


def unsure(turn: Turn) -> Reply:
    """A plain "yes", "no" or a vague word could mean anything: ask once more, then leave it."""
    if turn.session.missed:
        return close(turn, turn.say("not_sure"))
    return answer(turn, turn.say("unsure"), missed=1)


def routine_at_safety(turn: Turn) -> Reply:
    """Calf only is one of the choices; any other routine is kept until the check is answered."""
    chosen = named_routine(turn)
    if not chosen:
        return answer(turn, turn.say("unsure"))
    if not only_calf(turn, chosen):
        return answer(turn, turn.say("check_first"), routine=chosen)
    turn = turn.moved(routine=chosen)
    return _cleared(turn, CALF_ONLY, "calf_chosen")


def only_calf(turn: Turn, routine: str) -> bool:
    """Whether a routine leaves the foot alone."""
    facts = turn.book.routines[routine].facts
    points = turn.book.points
    return all(points[step.point].facts.zone is Zone.CALF for step in facts.one + facts.both)


# choosing


def start_routine(turn: Turn) -> Reply:
    """Start the routine that was named, or the one chosen before, or ask which."""
    routine = named_routine(turn) or turn.session.routine
    return proceed(turn, routine=routine, sides=sides_named(turn) or turn.session.sides)


def any_routine(turn: Turn) -> Reply:
    """Start the routine that was named; for "you choose", the catalogue's first."""
    routine = named_routine(turn) or turn.book.catalogue[0].id
    return proceed(turn, routine=routine, sides=sides_named(turn) or turn.session.sides)


def named_routine(turn: Turn) -> str:
    """The id of the routine that was named; empty if none was, or one that is unknown."""
    routine = turn.heard.slots.get("routine", "")
    return routine if routine in turn.book.routines else ""


def list_routines(turn: Turn) -> Reply:
    """Name every routine."""
    names = [routine.words.name for routine in turn.book.catalogue]
    return answer(turn, turn.say("list_routines", routines=listed(turn, names)))


def listed(turn: Turn, names: list[str]) -> str:
    """`a, b and c` in the book's language."""
    (and_,) = turn.say("and_between")
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {and_} {names[-1]}"


def sides_named(turn: Turn) -> tuple[Side, ...]:
    """The named sides, in the order they are massaged; "other" needs one to be known.

    A switch of feet that names none means the other one.
    """
    sides = turn.session.sides
    unnamed = "other" if turn.heard.intent == Intent.SWITCH_FOOT else ""
    foot = turn.heard.slots.get("foot", unnamed)
    if foot == "both":
        return (Side.LEFT, Side.RIGHT)
    if foot == "other":
        return (sides[0].other,) if sides else ()
    return (Side(foot),) if foot in set(Side) else ()


def choose_foot(turn: Turn) -> Reply:
    """Take the foot that was named and go on."""
    sides = sides_named(turn)
    return proceed(turn, sides=sides) if sides else answer(turn)


def remember_foot(turn: Turn) -> Reply:
    """A foot named before it was asked for is kept, and not asked for again."""
    sides = sides_named(turn)
    if not sides:
        return answer(turn)
    noted = turn.moved(sides=sides)
    return answer(noted, noted.say("foot_noted", feet=feet(noted)))


def again(turn: Turn) -> Reply:
    """Say once more what the state says, without a change."""
    if turn.session.state is State.WELCOME:
        return launch(turn)
    if turn.session.state in {State.SAFETY, State.READY, State.FOOT}:
        return proceed(turn)
    return answer(turn)
