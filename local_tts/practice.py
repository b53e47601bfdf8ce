"""Practising at the keyboard: aloud in real time, or silently as a transcript."""

import threading
from collections.abc import Callable, Iterable

from local_tts import transcript
from local_tts.conversation import Conversation
from local_tts.keyboard import Keyboard
from local_tts.voice import Voice
from skill.speech import Speech

Echo = Callable[[str], None]
"""Writes for the person to read."""


def practise_silently(
    conversation: Conversation, clock: transcript.Clock, lines: Iterable[str], echo: Echo
) -> None:
    """Print a scene of `tests/conversations/`.

    Every answer is heard to its end, but for lines like `(after 40s)`, which break into it.
    """
    echo("* practice")
    echo(">")
    _print(conversation, conversation.launch(), clock, echo)
    for line in _with_silence(lines):
        if not conversation.is_open:
            return
        if clock.passes(line):
            echo(line.strip())
        else:
            echo(transcript.spoken(line))
            _print(conversation, conversation.hear(line), clock, echo)


def practise_aloud(
    conversation: Conversation, voice: Voice, keyboard: Keyboard, echo: Echo, prompt: Echo
) -> None:
    """Talk until the session closes; a line typed meanwhile interrupts what is being said."""
    speech = conversation.launch()
    while conversation.is_open:
        _show(speech, echo)
        prompt("> ")
        voice.say(speech, conversation.words_per_minute, keyboard.said)
        keyboard.forget_blanks()
        line = keyboard.take()
        if line is None and keyboard.leaves:
            return
        speech = conversation.hear(line or "")
    _show(speech, echo)
    voice.say(speech, conversation.words_per_minute, threading.Event())


def _print(conversation: Conversation, speech: Speech, clock: transcript.Clock, echo: Echo) -> None:
    clock.listen(speech, conversation.words_per_minute)
    _show(speech, echo)
    echo(transcript.standing(is_open=conversation.is_open))


def _show(speech: Speech, echo: Echo) -> None:
    for sentence in transcript.heard(speech):
        echo(sentence)


def _with_silence(lines: Iterable[str]) -> Iterable[str]:
    """The lines, and after them the silence that closes a session."""
    yield from lines
    yield from ("", "")
