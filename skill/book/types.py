"""What a book is made of. Facts come from `content/*.toml`, words from `content/<language>/*.toml`.

Texts are plain sentences with `{names}` and silences `[20s]`, never markup. A field marked
`Fills("side")` may name those and no others; reading a book checks it.
"""

from typing import Annotated, Literal

import msgspec

from skill.session import Clearance, Zone


class Fills:
    """The names that a text may leave to be filled in."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)


Positive = Annotated[int, msgspec.Meta(gt=0)]
Ceiling = Annotated[int, msgspec.Meta(ge=0, le=5)]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Plain = Annotated[Text, Fills()]
Placing = Annotated[Text, Fills("side", "other")]
Cue = Annotated[Text, Fills("side", "level")]


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From so many seconds to so many, both allowed."""

    least: Positive
    most: Positive


class Technique(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to work on a point."""

    tool: Text
    posture: Text
    seconds: Range | None = None
    """Where it differs from the point's."""
    cold: bool = False
    extra_tool: bool = False
    """It needs more than hands."""


class PointFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the six places, without words. `ceiling` rates the pressing, 0 to 10."""

    number: Positive
    zone: Zone
    seconds: Range
    ceiling: Ceiling
    techniques: dict[str, Technique]
    spots: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    source: Text

    def technique(self, name: str) -> Technique:
        """The technique of that name; no name is the first."""
        return self.techniques[name or next(iter(self.techniques))]


class Name(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What something is called: by us, and by people."""

    name: Plain
    aliases: tuple[Plain, ...] = ()


class SpotWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to find it by touch, in full and in brief."""

    placement: Placing
    brief: Placing
    place: Annotated[str, Fills("side", "other")] = ""
    """Names it with its side, where a routine visits more than one spot of the point."""


class TechniqueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the hands do, in full and in brief, and how it should feel some seconds in."""

    action: Placing
    brief: Placing
    cue: Cue
    placement: Annotated[str, Fills("side", "other")] = ""
    """Said instead of the spot's, where the hands do not touch it."""
    place: Annotated[str, Fills("side", "other")] = ""
    """Names the step with its side, where that is not the point."""
    halfway: Annotated[str, Fills()] = ""
    """Said instead of the usual word at half time."""


class PointWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is said about a point; `kit` and `close` frame it when it is massaged alone.

    `place` names it with its side, in the middle of a sentence.
    """

    name: Plain
    aliases: tuple[Plain, ...]
    place: Placing
    kit: Plain
    close: Plain
    how: Plain
    location: Plain
    why: Plain
    duration: Plain
    feel: Plain
    spots: dict[str, SpotWords]
    techniques: dict[str, TechniqueWords]


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the six places, whole."""

    id: str
    facts: PointFacts
    words: PointWords


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One point, one technique, so many seconds. The first technique and spot go without saying."""

    point: Text
    seconds: Positive
    technique: str = ""
    spot: str = ""


class RoutineFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The steps for one foot, and the shorter ones for each of both; none: one foot only."""

    setting: Text
    one: Annotated[tuple[Step, ...], msgspec.Meta(min_length=1)]
    both: tuple[Step, ...] = ()


class RoutineWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a routine: in the list, before it starts, and after its last step."""

    name: Plain
    aliases: tuple[Plain, ...]
    about: Plain
    kit: Plain
    close: Plain
    cold: Annotated[str, Fills()] = ""
    """Said after `close`, where cold is allowed."""


class Routine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An ordered list of steps, whole."""

    id: str
    facts: RoutineFacts
    words: RoutineWords


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publication: what it is, and where it stands; the article that began it has no address."""

    title: Text
    address: str


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to a question; `sources` are keys of `sources.toml`.

    `zones` are those it tells how to massage; `cold`, `tools` and `firm` say whether it tells how
    to use cold, more than hands, or more than a light touch. It is held back where today's limits
    forbid that.
    """

    says: Plain
    more: Annotated[str, Fills()] = ""
    """What is said to "tell me more"."""
    zones: tuple[Zone, ...] = ()
    cold: bool = False
    tools: bool = False
    firm: bool = False
    sources: tuple[Text, ...] = ()


class Never(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is never said: regular expressions, without regard to case."""

    patterns: tuple[Text, ...]


class SignalFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reported condition leaves allowed. `rule` is the triage table's row."""

    rule: Text
    stop: Literal["none", "soon", "today", "emergency"] = "none"
    zones: tuple[Zone, ...] = tuple(Zone)
    cold: bool = True
    tools: bool = True
    ceiling: Ceiling = 5


class SignalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people say when they have it, and what they are told."""

    name: Plain
    aliases: tuple[Plain, ...]
    says: Plain


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reported condition that narrows the clearance or stops the session."""

    id: str
    rule: str
    clearance: Clearance
    words: SignalWords
