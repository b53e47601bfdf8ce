"""The answers to "shall I guide you?" and to "anything else?"."""

from skill.conversation.cooling import after_cold, was_cold
from skill.conversation.guiding import guide
from skill.conversation.opening import named_routine, proceed, sides_named
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer
from skill.guidance import previous_allowed
from skill.session import State


def accept(turn: Turn) -> Reply:
    """Go on with what was offered."""
    return proceed(turn)


def decline(turn: Turn) -> Reply:
    """Something else, then: back to the choice, or to the beginning."""
    state = State.ROUTINE if turn.session.cleared else State.WELCOME
    return answer(turn, turn.say("what_else"), state=state, routine="", sides=(), topic="")


def accept_on(turn: Turn) -> Reply:
    """Go on with what was offered, on the foot that was named."""
    return proceed(turn, sides=sides_named(turn))


def another(turn: Turn) -> Reply:
    """Something else after the last step: the routine that was named, or ask which."""
    return proceed(turn, turn.say("enough"), routine=named_routine(turn), sides=())


def last_again(turn: Turn) -> Reply:
    """The last step once more, after the routine was over."""
    if was_cold(turn):
        return after_cold(turn)
    before = previous_allowed(turn.steps, turn.session.clearance, turn.session.step)
    if before is None:
        return another(turn)
    return guide(turn, turn.say("again_from_start"), step=before)


def all_done(turn: Turn) -> Reply:
    """A word of the massage, when it is over."""
    return answer(turn, turn.say("all_done"))


def sore_after(turn: Turn) -> Reply:
    """It hurts after the last step."""
    return answer(turn, turn.say("sore_after"))


def other_foot(turn: Turn) -> Reply:
    """The same routine on the foot that was not done, or on the one that was named."""
    return proceed(turn, sides=sides_named(turn))
