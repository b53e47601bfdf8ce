"""From a routine to what is spoken: `plan` lists the steps, `block` speaks as many as fit."""

from skill.guidance.block import BLOCK_SECONDS, Block, Span, block, place_after, total_seconds
from skill.guidance.plan import (
    EXTRA_SECONDS,
    Plan,
    Planned,
    allowed,
    begins_other_side,
    is_brief,
    is_limited,
    length,
    next_allowed,
    plan,
    pressure,
    previous_allowed,
    says_posture,
)
from skill.guidance.words import ending, instruction, level_name, names_of, posture, side_name

__all__ = [
    "BLOCK_SECONDS",
    "EXTRA_SECONDS",
    "Block",
    "Plan",
    "Planned",
    "Span",
    "allowed",
    "begins_other_side",
    "block",
    "ending",
    "instruction",
    "is_brief",
    "is_limited",
    "length",
    "level_name",
    "names_of",
    "next_allowed",
    "place_after",
    "plan",
    "posture",
    "pressure",
    "previous_allowed",
    "says_posture",
    "side_name",
    "total_seconds",
]
