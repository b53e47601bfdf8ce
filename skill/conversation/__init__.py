"""The heart: `respond` answers one utterance with one reply.

No clock, no chance, no file, no network: time comes in with `Heard.at`, chance as a number in the
session. So a turn can be replayed, and the whole conversation walked to its ends.
"""

from skill.conversation.reply import Reply
from skill.conversation.table import ANYWHERE, TABLE, respond, settle

__all__ = ["ANYWHERE", "TABLE", "Reply", "respond", "settle"]
