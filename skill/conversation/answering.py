"""Questions: about a point, about massage, about Foot Coach. An answer never loses the place."""

from skill.book import Answer, Point
from skill.clearance import FREE, allows, allows_anything
from skill.conversation.adjusting import end_cold
from skill.conversation.guiding import time_left
from skill.conversation.opening import again, listed, needs_check, proceed, sides_named
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer, close, is_on_ice
from skill.guidance import level_name
from skill.heard import Heard
from skill.session import State
from skill.speech import Speech, join, parse

MOST_PRESSURE = 4
"""The feeling to stay under where nothing narrows the session, of 10."""

HANDS_ON = {"duration", "feel"}
"""Aspects that only matter to somebody who will press."""

DETAILS = ("location", "why", "duration", "feel")

GENERAL = {"duration": "DoseIntent", "feel": "PressureIntent", "why": "DoesItHelpIntent"}
"""Which question is meant when an aspect is asked for without a point."""

OFFERS = {State.NEW, State.WELCOME, State.ROUTINE, State.OFFER, State.FINISHED}
"""Where a question about a point may become the session itself."""

GUIDED = {State.GUIDING, State.PAUSED}

MISSES = 2
"""Times in a row that nothing was understood, before the session closes."""


def massage_point(turn: Turn) -> Reply:
    """How to massage a point, and the offer to be guided."""
    point = _point(turn)
    if point is None:
        return answer(turn, turn.say("which_point"))
    if not _is_allowed(turn, point):
        return answer(turn, turn.say("not_allowed", point=point.words.name))
    topic = f"MassagePointIntent:{point.id}"
    if needs_check(turn):
        return proceed(turn, routine=point.id, sides=sides_named(turn))
    said = join(_only_if(turn), parse(point.words.how))
    if turn.session.state not in OFFERS:
        return answer(turn, said, topic=topic, informed=True)
    place = {"routine": point.id, "sides": sides_named(turn), "step": 0, "second": 0.0, "extra": 0}
    return answer(turn, said, topic=topic, informed=True, state=State.OFFER, **place)


def _only_if(turn: Turn) -> Speech:
    """Before the safety statement was answered, no instruction goes without a condition."""
    if turn.session.cleared:
        return ()
    told = () if turn.session.informed else turn.say("disclaimer_short")
    return join(told, turn.say("guide_only_if"))


def _is_allowed(turn: Turn, point: Point) -> bool:
    facts = point.facts
    return any(allows(turn.session.clearance, facts, how) for how in facts.techniques.values())


def _point(turn: Turn) -> Point | None:
    """The point that was named, or while guiding the one under way."""
    named = turn.book.points.get(turn.heard.slots.get("point", ""))
    if named is None and turn.session.state in GUIDED:
        return turn.steps[turn.session.step].point
    return named


def point_detail(turn: Turn) -> Reply:
    """Where a point is, why it matters, how long it takes, how it should feel."""
    point, aspect = _point(turn), turn.heard.slots.get("aspect", "")
    if aspect == "duration" and turn.session.state in GUIDED and "point" not in turn.heard.slots:
        return time_left(turn)
    if point is None:
        return _in_general(turn, aspect)
    if aspect not in DETAILS:
        return massage_point(turn)
    if aspect in HANDS_ON and not _is_allowed(turn, point):
        return answer(turn, turn.say("not_allowed", point=point.words.name))
    topic = f"PointDetailIntent:{point.id}:{aspect}"
    said: tuple[Speech, ...] = (parse(getattr(point.words, aspect)),)
    if aspect == "feel" and turn.session.clearance.ceiling < FREE.ceiling:
        said = light_touch(turn)
    return answer(turn, *said, topic=topic)


def light_touch(turn: Turn) -> tuple[Speech, ...]:
    """How strongly to press at most today; nothing where no massage is left."""
    limit = turn.session.clearance
    if not allows_anything(limit):
        return ()
    level = level_name(turn.book, min(limit.ceiling, MOST_PRESSURE))
    return (turn.say("light_cue", level=level),)


def _in_general(turn: Turn, aspect: str) -> Reply:
    """The aspect of the massage as a whole, where no point was named."""
    intent = GENERAL.get(aspect, "")
    if "any" not in turn.book.answers.get(intent, {}):
        return answer(turn, turn.say("which_point"))
    return from_content(_as_if_heard(turn, intent))


def list_points(turn: Turn) -> Reply:
    """Name the six points."""
    names = [point.words.name for point in turn.book.points.values()]
    return answer(turn, turn.say("points", points=listed(turn, names)))


def from_content(turn: Turn) -> Reply:
    """Any other intent: its answer in the content, or not understood."""
    answers = turn.book.answers.get(turn.heard.intent, {})
    chosen = next((slot for slot in turn.heard.slots.values() if slot in answers), "any")
    if chosen not in answers:
        return not_understood(turn)
    found = answers[chosen]
    if held_back := _held_back(turn, found):
        return answer(turn, turn.say(held_back))
    more = turn.say("there_is_more") if found.more else ()
    return answer(turn, parse(found.says), more, topic=f"{turn.heard.intent}:{chosen}")


def _held_back(turn: Turn, found: Answer) -> str:
    """The phrase that stands for an answer which today's limits forbid; empty if they do not."""
    limit = turn.session.clearance
    if found.cold and not limit.cold:
        return "no_cold"
    if found.zones and not (set(found.zones) <= limit.zones and allows_anything(limit)):
        return "not_today"
    if found.tools and not limit.tools:
        return "no_tools"
    if found.firm and limit.ceiling < FREE.ceiling:
        return "not_firm"
    return "check_before" if found.zones and needs_check(turn) else ""


def tell_me_more(turn: Turn) -> Reply:
    """More about what was last answered, if there is more."""
    intent, _, chosen = turn.session.topic.partition(":")
    found = turn.book.answers.get(intent, {}).get(chosen)
    if found is None or not found.more or _held_back(turn, found):
        return answer(turn, turn.say("no_more"))
    return answer(turn, parse(found.more), topic=turn.session.topic)


def repeat(turn: Turn) -> Reply:
    """The last answer again, or what the state says."""
    intent, *slots = turn.session.topic.split(":")
    if intent == "PointDetailIntent" and len(slots) > 1:
        return point_detail(_as_if_heard(turn, intent, point=slots[0], aspect=slots[1]))
    if intent == "MassagePointIntent" and slots:
        return massage_point(_as_if_heard(turn, intent, point=slots[0]))
    if intent in turn.book.answers and slots:
        return from_content(_as_if_heard(turn, intent, any=slots[0]))
    return again(turn)


def _as_if_heard(turn: Turn, intent: str, **slots: str) -> Turn:
    heard = Heard(intent=intent, slots=slots, at=turn.heard.at)
    return Turn(session=turn.session, heard=heard, book=turn.book, record=turn.record)


HELP = {
    State.NEW: "help_start",
    State.WELCOME: "help_start",
    State.SAFETY: "help_safety",
    State.ROUTINE: "help_choosing",
    State.FOOT: "help_choosing",
    State.READY: "help_choosing",
    State.OFFER: "help_offer",
    State.GUIDING: "help_guiding",
    State.PAUSED: "help_guiding",
    State.FINISHED: "help_finished",
}


def help_(turn: Turn) -> Reply:
    """What can be said now; the place is kept."""
    return answer(turn, turn.say(HELP[turn.session.state]))


def not_understood(turn: Turn) -> Reply:
    """Say so, then say what would help, and the third time close kindly."""
    if turn.session.state is State.GUIDING and is_on_ice(turn):
        return end_cold(turn)
    missed = turn.session.missed
    if missed >= MISSES:
        return close(turn, turn.say("missed_too_often"))
    phrase = "missed_twice" if missed else "missed"
    said = turn.say("missed_guiding" if turn.session.state in GUIDED else phrase)
    return answer(turn, said, missed=missed + 1)


def nothing_running(turn: Turn) -> Reply:
    """A word that belongs to a massage, when there is none."""
    return answer(turn, turn.say("not_while_choosing"))


def wait(turn: Turn) -> Reply:
    """A pause where nothing runs: no hurry."""
    return answer(turn, turn.say("still_paused"))
