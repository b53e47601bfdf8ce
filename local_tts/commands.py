"""The commands of `foot-coach`."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial

import click

from local_tts.conversation import Conversation
from local_tts.ears import Ears, Understood, open_ears
from local_tts.hearing.model import HearingError, ModelError
from local_tts.keyboard import Keyboard
from local_tts.practice import practise_aloud, practise_silently
from local_tts.transcript import Clock
from local_tts.voice import VoiceError, all_voices, open_voice
from skill.book import BookError, read_book
from skill.session import State

STARTS = 1000
"""How many numbers the count of turns may start from; sessions then differ in their wordings."""

in_language = click.option("--language", default="en", show_default=True, help="What is spoken.")


@click.group()
def commands() -> None:
    """Foot Coach on this computer: guided foot and calf massage, offline."""


@commands.command()
@click.option("--silent", is_flag=True, help="Print a transcript, without sound or waiting.")
@click.option("--voice", default="", help="A voice's id; foot-coach voices lists them.")
@click.option("--rate", type=click.IntRange(80, 400), help="Words a minute of the voice.")
@in_language
def practice(*, silent: bool, voice: str, rate: int | None, language: str) -> None:
    """Type a line, hear the answer. A blank line is silence; any other interrupts.

    With --silent every answer is heard to its end, unless a line such as (after 40s) stands before
    what is said: then it is said forty seconds into the answer.
    """
    if silent:
        _practise_silently(language)
    else:
        _practise_aloud(language, voice, rate or 0)


@commands.command()
@click.argument("text", required=False)
@click.option(
    "--state",
    type=click.Choice([state.value for state in State]),
    default=State.NEW.value,
    help="Where the conversation stands.",
)
@click.option("--jsonl", is_flag=True, help="Hear the lines of standard input.")
@click.option("--explain", is_flag=True, help="Show the samples that are most like a line, too.")
@in_language
def hear(*, text: str | None, state: str, jsonl: bool, explain: bool, language: str) -> None:
    """Show which intent, slots and confidence a line gives, as JSON.

    The intent is AMAZON.FallbackIntent where the line is refused.
    """
    if jsonl == (text is not None):
        raise click.UsageError("give either a line, or --jsonl and lines on standard input")
    ears = _ears(language)
    for line in _lines() if text is None else [text]:
        shown = _shown(line, ears.hear(line, State(state)))
        if explain:
            shown["nearest"] = [
                {"intent": intent, "sample": sample, "likeness": round(likeness, 3)}
                for intent, sample, likeness in ears.explain(line)
            ]
        click.echo(json.dumps(shown))


@commands.command()
@click.option("--language", default="", help="Only voices of this language, such as en.")
def voices(*, language: str) -> None:
    """List the voices of this computer: id, name, languages."""
    with _one_line(VoiceError):
        listed = all_voices()
    for key, name, languages in listed:
        if languages.startswith(language):
            click.echo(f"{key:24} {name:40} {languages}")


def _practise_silently(language: str) -> None:
    clock = Clock()
    practise_silently(_conversation(language, clock, turn=0), clock, _lines(), click.echo)


def _practise_aloud(language: str, voice_id: str, rate: int) -> None:
    conversation = _conversation(language, time.time, turn=int(time.time()) % STARTS)
    with _one_line(VoiceError), closing(open_voice(voice_id, rate)) as voice:
        if voice.is_silent:
            click.echo("No loudspeaker was found: it goes on without sound.", err=True)
        typed_by_hand = sys.stdin is not None and sys.stdin.isatty()
        keyboard = Keyboard(_lines(), leaves=typed_by_hand)
        prompt = partial(click.echo, nl=False) if typed_by_hand else lambda _: None
        practise_aloud(conversation, voice, keyboard, click.echo, prompt)


def _conversation(language: str, clock: Callable[[], float], turn: int) -> Conversation:
    with _one_line(BookError):
        book = read_book(language)
    return Conversation(book, _ears(language), clock, turn=turn)


def _ears(language: str) -> Ears:
    with _one_line(ModelError, HearingError):
        ears = open_ears(language)
    if not ears.has_reader:
        click.echo(
            "Only lines like the samples are understood; for others: "
            "pip install 'foot-coach[hearing]'",
            err=True,
        )
    return ears


def _lines() -> Iterator[str]:
    """What is typed, line by line, in a file of its own: a thread may be left waiting in it."""
    if sys.stdin is None:  # it was closed before the start
        return
    with open(
        sys.stdin.fileno(), encoding=sys.stdin.encoding, errors="replace", closefd=False
    ) as lines:
        for line in lines:
            yield line.rstrip("\r\n")


def _shown(text: str, understood: Understood) -> dict[str, object]:
    heard = understood.heard
    return {
        "text": text,
        "intent": heard.intent,
        "slots": heard.slots,
        "confidence": round(understood.confidence, 3),
    }


@contextmanager
def _one_line(*errors: type[Exception]) -> Iterator[None]:
    """Tell an error by its one line, without a traceback."""
    try:
        yield
    except errors as error:
        raise click.UsageError(" ".join(str(error).split())) from error
