"""`python -m benchmarks.hearing`: accuracy, safety and speed of the ears on measured lines."""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import click

from benchmarks.hearing.score import (
    DANGERS,
    FOLDER,
    Goals,
    Outcome,
    Scores,
    confusions,
    measure,
    read_goals,
    read_lines,
    score,
)
from local_tts.ears import Ears, open_ears
from skill.heard import Heard
from skill.session import State

SETS = tuple(sorted(file.stem for file in FOLDER.glob("*.jsonl")))


@click.command()
@click.argument("sets", nargs=-1, type=click.Choice(SETS))
@click.option("--wrong", is_flag=True, help="Show every line that was not heard rightly.")
def bench(sets: tuple[str, ...], *, wrong: bool) -> None:
    """Measure the ears on sets of lines with known goals; on all of them if none is named."""
    began = time.perf_counter()
    ears = open_ears("en")
    click.echo(f"start-up {time.perf_counter() - began:.2f} s, trained reader: {ears.has_reader}")
    goals = read_goals()
    for name in sets or SETS:
        _report(name, FOLDER / f"{name}.jsonl", ears, goals, wrong=wrong)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"\nmemory {peak:.0f} MB at most; a whole `foot-coach hear` {_whole_run():.2f} s")


def _report(name: str, file: Path, ears: Ears, goals: Goals, *, wrong: bool) -> None:
    lines = read_lines(file)
    times: list[float] = []

    def hear(text: str, state: State) -> tuple[Heard, float]:
        began = time.perf_counter()
        understood = ears.hear(text, state)
        times.append(1000 * (time.perf_counter() - began))
        return understood.heard, understood.confidence

    outcomes = measure(lines, hear)
    scores = score(outcomes, goals)
    worst = statistics.quantiles(times, n=20)[-1]
    click.echo(
        f"\n{name}: {scores.lines} lines\n"
        f"  right {scores.strict:.1%} strictly, {scores.lenient:.1%} leniently; "
        f"their slots {scores.slots:.1%}\n"
        f"  off topic refused {scores.refused:.1%}\n"
        f"  {statistics.median(times):.1f} ms a line at the median, {worst:.1f} ms at worst but 5 %"
    )
    _tell_dangers(outcomes, scores)
    for goal, intent, count in confusions(scores, goals)[: None if wrong else 10]:
        click.echo(f"  {count:3} times {goal} heard as {intent}")
    if wrong:
        for outcome in scores.wrong:
            click.echo(f"    {outcome.line.goal:16} {_told(outcome)}")


def _tell_dangers(outcomes: list[Outcome], scores: Scores) -> None:
    dangers = [outcome for outcome in outcomes if outcome.line.goal in DANGERS]
    click.echo(f"  danger lines {len(dangers)}, unsafe {len(scores.unsafe)}:")
    for outcome in dangers:
        mark = "UNSAFE" if outcome in scores.unsafe else "safe"
        click.echo(f"    {mark:6} {_told(outcome)}")


def _told(outcome: Outcome) -> str:
    slots = " ".join(outcome.heard.slots.values())
    heard = f"{outcome.heard.intent} {slots}".strip()
    return f"{outcome.line.text!r} → {heard} ({outcome.confidence:.2f})"


def _whole_run() -> float:
    command = [sys.executable, "-m", "local_tts", "hear", "next"]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603, our own command
    return time.perf_counter() - began


if __name__ == "__main__":
    bench()
