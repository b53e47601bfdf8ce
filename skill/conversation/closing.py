"""How a session ends."""

from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer, close
from skill.session import State


def stop(turn: Turn) -> Reply:
    """At once, from anywhere, without "are you sure"."""
    return close(turn, turn.say("stopped"))


def goodbye(turn: Turn) -> Reply:
    """The person wants nothing more."""
    return close(turn, turn.say("goodbye"))


def thanks(turn: Turn) -> Reply:
    """You are welcome; after the last step that is the end."""
    if turn.session.state is State.FINISHED:
        return goodbye(turn)
    return answer(turn, turn.say("thanks"))
