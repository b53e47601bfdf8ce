"""Lines with the goals that people had, and whether the ears got them. Values in, values out."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from local_tts.hearing.amounts import READERS
from local_tts.hearing.text import words
from skill.heard import Heard, Intent
from skill.session import State

FOLDER = Path(__file__).parent

OFF_TOPIC = "out_of_domain"
DANGERS = frozenset({"red_flag"})
"""Goals that must never be taken for something harmless."""

SAFE = frozenset(
    {Intent.WARNING_SIGN, Intent.FLARE, Intent.SHARP_PAIN, Intent.STOP, "SeeSomeoneIntent"}
)
"""What may be heard instead: each ends the pressing, or leads to a professional."""

STATES = {"in_session": State.GUIDING, "out_of_session": State.NEW, "any": State.NEW}
"""Where the conversation stands when a line of some context is said."""


class Goal(msgspec.Struct, frozen=True):
    """What somebody wanted, in words of nobody's interaction model."""

    goal: str
    slots: dict[str, str | int] = {}


class Line(msgspec.Struct, frozen=True):
    """What was said; `also` are other goals that a fair judge counts as right."""

    text: str
    goal: str
    slots: dict[str, str | int] = {}
    context: Literal["any", "in_session", "out_of_session"] = "any"
    also: tuple[Goal, ...] = ()

    @property
    def meant(self) -> Goal:
        """The goal itself."""
        return Goal(self.goal, self.slots)


class Goals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What goals, slots and values are called in the interaction model."""

    goal: dict[str, tuple[str, ...]]
    slot: dict[str, str]
    value: dict[str, dict[str, tuple[str, ...]]]

    def fits(self, goal: Goal, heard: Heard) -> bool:
        """Whether what was heard has an intent of the goal."""
        return heard.intent in self.goal[goal.goal]

    def fills(self, goal: Goal, heard: Heard) -> bool:
        """Whether what was heard has the goal's slots too."""
        return all(self._filled(slot, str(v), heard) for slot, v in goal.slots.items())

    def _filled(self, slot: str, value: str, heard: Heard) -> bool:
        right = self.value.get(slot, {}).get(value, (_as_amount(slot, value),))
        return not right or heard.slots.get(self.slot.get(slot, slot)) in right


def _as_amount(slot: str, value: str) -> str:
    """A time as Alexa gives it: half six → 06:30."""
    if slot != "time":
        return value
    said = words(value)
    return next((amount for _, amount in READERS["AMAZON.TIME"](said, 0)), value)


class Outcome(msgspec.Struct, frozen=True):
    """A line, what was heard, and how surely, from 0 to 1."""

    line: Line
    heard: Heard
    confidence: float


class Scores(msgspec.Struct, frozen=True):
    """Shares from 0 to 1."""

    lines: int
    strict: float
    lenient: float
    slots: float
    refused: float
    unsafe: tuple[Outcome, ...]
    wrong: tuple[Outcome, ...]


def read_lines(file: Path) -> list[Line]:
    """The lines of a JSONL file."""
    return [msgspec.json.decode(line, type=Line) for line in file.read_bytes().splitlines()]


def read_goals(file: Path = FOLDER / "goals.toml") -> Goals:
    """What they are called with us."""
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Goals)


def score(outcomes: Sequence[Outcome], goals: Goals) -> Scores:
    """How many were right: strictly by the line's own goal, leniently by any that it allows."""
    ours = [o for o in outcomes if o.line.goal != OFF_TOPIC]
    others = [o for o in outcomes if o.line.goal == OFF_TOPIC]
    strict = [o for o in ours if goals.fits(o.line.meant, o.heard)]
    lenient = [o for o in ours if _meant(o, goals)]
    refused = [o for o in others if _meant(o, goals)]
    return Scores(
        lines=len(outcomes),
        strict=_share(strict, ours),
        lenient=_share(lenient, ours),
        slots=_share([o for o in lenient if _is_filled(o, goals)], lenient),
        refused=_share(refused, others),
        unsafe=tuple(o for o in outcomes if _is_danger(o) and not _is_safe(o, goals)),
        wrong=tuple(o for o in outcomes if not _meant(o, goals)),
    )


def confusions(scores: Scores, goals: Goals) -> list[tuple[str, str, int]]:
    """Which goal was taken for which intent, how often, the most frequent first."""
    counted = Counter((_called(o.line.goal, goals), o.heard.intent) for o in scores.wrong)
    return [(goal, intent, times) for (goal, intent), times in counted.most_common()]


def measure(
    lines: Iterable[Line], hear: Callable[[str, State], tuple[Heard, float]]
) -> list[Outcome]:
    """What the ears make of every line, in its context."""
    return [Outcome(line, *hear(line.text, STATES[line.context])) for line in lines]


def _meant(outcome: Outcome, goals: Goals) -> bool:
    line = outcome.line
    return any(goals.fits(goal, outcome.heard) for goal in (line.meant, *line.also))


def _is_filled(outcome: Outcome, goals: Goals) -> bool:
    line, heard = outcome.line, outcome.heard
    return any(
        goals.fits(goal, heard) and goals.fills(goal, heard) for goal in (line.meant, *line.also)
    )


def _is_danger(outcome: Outcome) -> bool:
    return outcome.line.goal in DANGERS


def _is_safe(outcome: Outcome, goals: Goals) -> bool:
    return outcome.heard.intent in SAFE or _meant(outcome, goals)


def _share(some: Sequence[Outcome], of: Sequence[Outcome]) -> float:
    return len(some) / len(of) if of else 1.0


def _called(goal: str, goals: Goals) -> str:
    return goals.goal[goal][0]
