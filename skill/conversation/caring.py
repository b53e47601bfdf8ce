"""Warning signs, flares and pain: they narrow the clearance or end the session, from anywhere."""

import msgspec

from skill.clearance import CALF_ONLY, FREE, STOPPED, allows_anything, meet
from skill.conversation.answering import GUIDED, light_touch, not_understood
from skill.conversation.guiding import narrowed
from skill.conversation.opening import has_steps, nothing_left, only_calf
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer, close, foot_off
from skill.session import Clearance, State, Stop, Zone
from skill.speech import Speech, join, parse

DAY = 86_400.0
"""Seconds."""

WORST_PAIN = 10
LONGEST_NUMBER = 2  # digits
STRONG_PAIN = 6
"""From this number on a pain is a flare (of 10, on ordinary walking)."""


def warning_sign(turn: Turn) -> Reply:
    """Say what the sign asks for. A sign that stops the massage closes the session with it."""
    signal = turn.book.signals.get(turn.heard.slots.get("sign", ""))
    if signal is None:
        return _limit(turn, STOPPED, turn.say("worry"))
    return _limit(turn, signal.clearance, parse(signal.words.says))


def _limit(turn: Turn, clearance: Clearance, said: Speech) -> Reply:
    zones = turn.session.clearance.zones
    turn = turn.moved(clearance=meet(turn.session.clearance, clearance), topic="")
    limit = turn.session.clearance
    if clearance != FREE:
        turn = _careful(turn)
    if limit.stop is not Stop.NONE:
        return close(turn, said)
    if limit.zones == {Zone.CALF} != zones and allows_anything(limit):
        return _offer_calf(turn, said)
    asks = turn.session.state is not State.SAFETY and clearance.ceiling < FREE.ceiling
    agreed = turn.say("only_if_agreed") if asks else ()
    if turn.session.state in GUIDED:
        return narrowed(turn, said, agreed)
    said = join(said, agreed)
    if not allows_anything(limit):
        return nothing_left(turn, said)
    if turn.session.routine and not has_steps(turn):
        return _without_routine(turn, said)
    return answer(turn, said)


def _careful(turn: Turn) -> Turn:
    """For a day, opening it again begins with the full statement; why is not remembered."""
    until = max(turn.record.careful_until, turn.heard.at + DAY)
    record = msgspec.structs.replace(turn.record, careful_until=until)
    return msgspec.structs.replace(turn, record=record)


def _without_routine(turn: Turn, said: Speech) -> Reply:
    """The routine that was chosen has nothing left: back to choosing, or to the safety check."""
    if turn.session.cleared:
        return answer(turn, said, routine="", state=State.ROUTINE)
    asked = turn.session.state is State.SAFETY
    return answer(turn, said, routine="", state=State.SAFETY if asked else State.WELCOME)


def flare(turn: Turn) -> Reply:
    """Leave the foot alone and offer the calf, if that is still allowed."""
    clearance = meet(turn.session.clearance, CALF_ONLY)
    turn = _careful(turn).moved(clearance=clearance, topic="")
    if not allows_anything(turn.session.clearance):
        return close(turn, turn.say("flare_no_calf"))
    return _offer_calf(turn, turn.say("flare"))


def _offer_calf(turn: Turn, said: Speech) -> Reply:
    """Nothing but the calf is left: offer that, or leave it."""
    said = join(*foot_off(turn), said)
    offered = next((r.id for r in turn.book.catalogue if only_calf(turn, r.id)), "")
    moved = turn.moved(routine=offered, step=0, second=0.0, extra=0, started=None)
    if not offered or not has_steps(moved):
        return nothing_left(turn, said)
    if turn.session.state is State.SAFETY:
        return answer(turn.moved(routine=offered), said)
    return answer(moved, said, state=State.OFFER)


def pain_number(turn: Turn) -> Reply:
    """A number is used at once and kept nowhere; a strong one is a flare."""
    level = turn.heard.slots.get("level", "")
    number = int(level) if level.isdecimal() and len(level) <= LONGEST_NUMBER else None
    if number is None and level.isdecimal():
        return not_understood(turn)
    if number is not None and number > WORST_PAIN:
        return not_understood(turn)
    if number is not None and number >= STRONG_PAIN:
        return flare(turn)
    return answer(turn, turn.say("number_low"), *light_touch(turn))
