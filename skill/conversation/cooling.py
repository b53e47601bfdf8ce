"""After the cold: a numb foot cannot judge pressure, so it is not pressed, nor cooled again."""

from skill.conversation.reply import Reply
from skill.conversation.turn import Turn, answer


def was_cold(turn: Turn) -> bool:
    """Whether skin was cooled in the routine under way."""
    session = turn.session
    done = session.step + (1 if session.second > 0 else 0)
    return any(step.how.cold for step in turn.steps[:done])


def after_cold(turn: Turn) -> Reply:
    """No pressing and no second cooling after the first."""
    return answer(turn, turn.say("after_cold"))
