"""Every session that any words can reach, each turn held against the laws; and the diagram.

The walk begins at a new session and says everything the interaction model can mean, at several
moments of every block. Two sessions that differ only in what cannot matter (the wording's turn, the
pace, the exact second) count as one; so do those narrowed by the same clearance in the same state.

    figures = walk(read_book())        # raises BrokenLawError, naming the session and what was said
"""

import time
from collections import deque
from pathlib import Path
from string import Formatter

import click
import msgspec

from skill import speech
from skill.book import Book, read_book, wordings
from skill.clearance import CALF_ONLY, FREE, GENTLE
from skill.conversation import TABLE, Reply, respond, settle
from skill.guidance import block, is_brief
from skill.heard import Heard, Intent
from skill.laws import BrokenLawError, check
from skill.record import Record
from skill.session import Session, Side, State, decode, encode

START = 1_000_000.0
"""When the walk begins, in seconds since the epoch; any moment would do."""

CHOSEN = (FREE, GENTLE, CALF_ONLY)
"""The clearances that answer the safety statement."""

Edge = tuple[State, State]


class Figures(msgspec.Struct, frozen=True):
    """What the walk saw.

    `edges` are the changes of state where nothing narrows the session, with the intents that make
    them; `unspoken` are the wordings that no turn said.
    """

    states: int
    sessions: int
    turns: int
    seconds: float
    edges: dict[Edge, frozenset[str]]
    unspoken: tuple[str, ...]


def everything(book: Book) -> tuple[Heard, ...]:
    """All that can be said: each intent, bare and with each value that could matter."""
    first, *_, last = book.points
    heards = [Heard(intent) for intent in (*Intent, "UnheardOfIntent", next(iter(book.answers)))]
    heards += [Heard(Intent.START_ROUTINE, {"routine": key}) for key in (*_routines(book), "?")]
    heards += [Heard(Intent.MASSAGE_POINT, {"point": key}) for key in (first, last, "?")]
    heards += [Heard(Intent.SWITCH_FOOT, {"foot": foot}) for foot in (*Side, "other", "both")]
    heards += [Heard(Intent.WARNING_SIGN, {"sign": key}) for key in _signs(book)]
    heards += [Heard(Intent.PAIN_NUMBER, {"level": level}) for level in ("2", "9", "?")]
    heards.append(Heard(Intent.POINT_DETAIL, {"point": first, "aspect": "why"}))
    heards += [Heard(intent, {"topic": key}) for intent, key in _answers_with_limits(book)]
    heards.append(Heard(Intent.SKIP, {"point": last}))
    return tuple(heards)


def _answers_with_limits(book: Book) -> list[tuple[str, str]]:
    """One answer for each kind that a clearance can hold back."""
    kinds = {
        (answer.zones, answer.cold, answer.tools): (intent, key)
        for intent, answers in book.answers.items()
        for key, answer in answers.items()
    }
    return list(kinds.values())


def _routines(book: Book) -> list[str]:
    """One routine for each kind: its zones, one foot only or both."""
    kinds = {
        (bool(r.facts.both), tuple(book.points[s.point].facts.zone for s in r.facts.one)): key
        for key, r in book.routines.items()
    }
    return list(kinds.values())


def _signs(book: Book) -> list[str]:
    """One sign for each kind of limit that a sign can leave."""
    kinds = {
        (s.clearance.stop, s.clearance.zones, s.clearance.tools): key
        for key, s in book.signals.items()
    }
    return list(kinds.values())


def moments(session: Session, book: Book, *, brief: bool) -> tuple[float, ...]:
    """Seconds after START at which something may be said, one for each kind of place."""
    if session.started is None:
        return (0.0,)
    spans = block(book, session, brief=brief).spans
    return (0.0, (spans[-1].timed + spans[-1].ends) / 2, spans[-1].ends + 60.0)


def same(session: Session, book: Book) -> tuple[object, ...]:
    """What tells two sessions apart for the walk.

    Left and right are mirror images. Every step is told apart where nothing narrows the session,
    every routine where somebody chose a limit, and every limit. What only counts or remembers
    (misunderstandings, easing off, pace, the last answer) is told apart for no routine and for one.
    """
    common = (session.state, session.cleared, session.clearance)
    if session.state is State.CLOSED or session.clearance not in CHOSEN:
        return common
    if session.clearance != FREE:
        return (*common, session.routine)
    place = (session.routine, len(session.sides), session.step, session.second > 0)
    if session.routine not in {"", next(iter(book.points))}:
        return (*common, *place)
    told = (session.missed, session.extra < 0, session.topic != "", session.pace)
    return (*common, *place, *told)


def walk(book: Book, record: Record = Record()) -> Figures:  # noqa: B008, a frozen value
    """Visit everything; raises BrokenLawError at the first law that does not hold."""
    began = time.perf_counter()
    walker = _Walker(book, record)
    walker.walk()
    return Figures(
        states=len(walker.states),
        sessions=len(walker.seen),
        turns=walker.turns,
        seconds=time.perf_counter() - began,
        edges={edge: frozenset(intents) for edge, intents in walker.edges.items()},
        unspoken=tuple(sorted(walker.unspoken)),
    )


class _Walker:
    """What was seen so far; lives as long as one walk."""

    def __init__(self, book: Book, record: Record) -> None:
        self.book = book
        self.record = record
        self.queue = deque([Session()])
        self.seen = {same(Session(), book)}
        self.states: set[State] = set()
        self.edges: dict[Edge, set[str]] = {}
        self.unspoken = _wordings(book)
        self.turns = 0

    def walk(self) -> None:
        heards = everything(self.book)
        brief = is_brief(self.record.sessions)
        while self.queue:
            session = self.queue.popleft()
            for after in moments(session, self.book, brief=brief):
                for said in heards:
                    self._say(session, msgspec.structs.replace(said, at=START + after))

    def _say(self, session: Session, heard: Heard) -> None:
        reply = _turn(session, heard, self.book, self.record)
        self.turns += 1
        self.unspoken -= _said(self.unspoken, reply)
        self.states |= {session.state, reply.session.state}
        if session.clearance == FREE:
            before = settle(session, heard, self.book, self.record).state
            self.edges.setdefault((before, reply.session.state), set()).add(heard.intent)
        reached = _restarted(reply.session)
        if (key := same(reached, self.book)) not in self.seen:
            self.seen.add(key)
            self.queue.append(reached)


def _wordings(book: Book) -> set[str]:
    """The longest literal stretch of every wording of every phrase."""
    texts = [text for phrase in msgspec.structs.astuple(book.phrases) for text in wordings(phrase)]
    return {max(_literals(text), key=len) for text in texts}


def _literals(text: str) -> list[str]:
    spoken = speech.to_text(speech.parse(text))
    return [literal.strip() for literal, *_ in Formatter().parse(spoken)]


def _said(fragments: set[str], reply: Reply) -> set[str]:
    text = speech.to_text(speech.join(reply.speech, reply.prompt, reply.reprompt))
    return {fragment for fragment in fragments if fragment in text}


def _turn(session: Session, heard: Heard, book: Book, record: Record) -> Reply:
    try:
        reply = respond(session, heard, book, record)
    except Exception as error:
        raise BrokenLawError(session, heard, f"it raised {error!r}") from error
    if broken := check(session, heard, reply, book):
        raise BrokenLawError(session, heard, broken)
    if decode(msgspec.json.decode(msgspec.json.encode(encode(reply.session)))) != reply.session:
        raise BrokenLawError(session, heard, "the session did not survive JSON")
    return reply


def _restarted(session: Session) -> Session:
    """The session as if its block had begun at START, so that the clock does not tell it apart."""
    if session.started is None:
        return session
    return msgspec.structs.replace(session, started=START)


# the diagram


def diagram(figures: Figures) -> str:
    """The states as a mermaid diagram; what works everywhere is left out of the arrows."""
    lines = ["stateDiagram-v2", "    [*] --> new"]
    for (source, target), intents in sorted(figures.edges.items()):
        shown = sorted(_short(intent) for intent in intents if intent in TABLE[source])
        if source is not target and shown:
            lines.append(f"    {source} --> {target}: {_label(shown)}")
    lines.append("    closed --> [*]")
    return "\n".join(lines)


def _short(intent: str) -> str:
    return intent.removeprefix("AMAZON.").removesuffix("Intent").removesuffix("Request")


def _label(intents: list[str], most: int = 4) -> str:
    shown = ", ".join(intents[:most])
    return f"{shown}, …" if len(intents) > most else shown


BEGIN, END = "<!-- diagram: made by python -m skill.walk -->", "<!-- end of the diagram -->"


def with_diagram(text: str, drawn: str) -> str:
    """A Markdown text with the diagram put between its two marks; ValueError without them."""
    head, _, rest = text.partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise ValueError(f"there is no {BEGIN!r} … {END!r}")
    return f"{head}{BEGIN}\n```mermaid\n{drawn}\n```\n{END}{tail}"


@click.command()
@click.option("--diagram", "show", is_flag=True, help="Print the states as a mermaid diagram.")
@click.option(
    "--write",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Put the diagram between its marks in that Markdown file.",
)
def main(*, show: bool, write: Path | None) -> None:
    """Visit every session that any words can reach, and hold each turn against the laws.

    Exit 0 when every law holds, 1 when one is broken, 2 when the content or the file is not right.
    """
    try:
        book = read_book()
        text = with_diagram(write.read_text("utf-8"), "") if write else ""
    except ValueError as error:
        click.echo(f"{write}: {error}" if write else str(error), err=True)
        raise SystemExit(2) from error
    click.echo("Walking; it takes about half a minute.", err=True)
    try:
        figures = walk(book)
    except BrokenLawError as broken:
        click.echo(str(broken), err=True)
        raise SystemExit(1) from broken
    if show:
        click.echo(diagram(figures))
    if write:
        write.write_text(with_diagram(text, diagram(figures)), "utf-8")
    click.echo(
        f"{figures.states} states, {figures.sessions} sessions, {figures.turns} turns, "
        f"{figures.seconds:.0f} seconds: every law holds"
    )


if __name__ == "__main__":
    main(prog_name="python -m skill.walk")
