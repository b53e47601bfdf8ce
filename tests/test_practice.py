import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from transcripts import play, read

from local_tts.__main__ import main
from local_tts.conversation import Conversation
from local_tts.ears import Ears, open_ears
from local_tts.keyboard import Keyboard
from local_tts.practice import practise_aloud
from local_tts.transcript import Clock
from skill.book import Book, read_book
from skill.session import State
from skill.speech import Speech

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Run]:
    """Runs foot-coach here: arguments and standard input → exit code, output, errors."""

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        file = tmp_path / "typed"
        file.write_bytes(typed.encode("utf-8", "surrogateescape"))
        with file.open() as stdin, monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", stdin)
            patch.setattr(sys, "argv", ["foot-coach", *arguments])
            with pytest.raises(SystemExit) as end:
                main()
        output = capsys.readouterr()
        return int(end.value.code or 0), output.out, output.err

    return run


@cache
def world() -> tuple[Book, Ears]:
    return read_book(), open_ears("en")


def conversation() -> Conversation:
    return Conversation(*world(), Clock())


class Said:
    """A voice that only notes what it is given, and does something when it has begun."""

    is_silent = False

    def __init__(self, when_speaking: Callable[[threading.Event], None] = lambda _: None) -> None:
        self.speeches: list[Speech] = []
        self._when_speaking = when_speaking

    def say(self, speech: Speech, words_per_minute: int, stop: threading.Event) -> None:
        assert words_per_minute
        self.speeches.append(speech)
        self._when_speaking(stop)

    def close(self) -> None:
        pass


def test_a_transcript_can_be_pasted_as_a_conversation_test(run: Run, tmp_path: Path) -> None:
    typed = "yes\nready\nmorning\nleft\nready\n(wait 40s)\npause\n\nbanana split\nhelp\n"
    code, printed, _ = run("practice", "--silent", typed=typed)
    file = tmp_path / "pasted.txt"
    file.write_text(printed, "utf-8")
    (scene,) = read(file)
    play(scene, *world())
    assert code == 0
    assert printed.startswith("* practice\n>\n")
    assert "\n(wait 40s)\n" in printed


def test_the_end_of_input_is_silence_that_closes(run: Run) -> None:
    code, printed, errors = run("practice", "--silent")
    assert code == 0
    assert printed.splitlines()[-2:] == [">", "(closed)"]
    assert not errors


def test_what_comes_after_the_close_is_left_alone(run: Run) -> None:
    _, printed, _ = run("practice", "--silent", typed="stop\nready\n")
    assert printed.endswith("(closed)\n")
    assert "> ready" not in printed


def test_bytes_that_are_no_text_do_no_harm(run: Run) -> None:
    code, printed, _ = run("practice", "--silent", typed="\udcff\udcfe stop\n\x00\n")
    assert code == 0
    assert printed.endswith("(closed)\n")


def test_hear_shows_intent_slots_and_confidence(run: Run) -> None:
    code, printed, _ = run("hear", "massage my heel")
    assert code == 0
    assert json.loads(printed) == {
        "text": "massage my heel",
        "intent": "MassagePointIntent",
        "slots": {"point": "heel"},
        "confidence": 1.0,
    }


def test_hear_takes_the_state_into_account(run: Run) -> None:
    intents = [
        json.loads(run("hear", "okay", "--state", state.value)[1])["intent"]
        for state in (State.GUIDING, State.OFFER)
    ]
    assert intents == ["AMAZON.NextIntent", "AMAZON.YesIntent"]


def test_hear_answers_every_line_in_order(run: Run) -> None:
    code, printed, _ = run("hear", "--jsonl", typed="stop\n\n{}\nheel\n")
    assert code == 0
    assert [json.loads(line)["text"] for line in printed.splitlines()] == ["stop", "", "{}", "heel"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("hear",),
        ("hear", "--jsonl", "stop"),
        ("hear", "stop", "--state", "nowhere"),
        ("practise",),
        ("practice", "--rate", "fast"),
        ("practice", "--silent", "--language", "tlh"),
        ("hear", "stop", "--language", "tlh"),
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_and_exit_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, printed, errors = run(*arguments)
    assert code == 2
    assert not printed
    assert errors.startswith("foot-coach: ")
    assert errors.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a child")
def test_ctrl_c_ends_it_without_a_traceback() -> None:
    command = [sys.executable, "-m", "local_tts", "practice"]
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True) as practice:  # noqa: S603, ours
        assert practice.stdout
        assert practice.stdout.readline() == "Welcome to Foot Coach.\n"
        practice.send_signal(signal.SIGINT)
        _, errors = practice.communicate(timeout=10)
    assert practice.returncode == 130
    assert "Traceback" not in errors


def test_every_answer_is_spoken_and_shown() -> None:
    voice, shown = Said(), []
    keyboard = Keyboard([])
    practise_aloud(conversation(), voice, keyboard, shown.append, lambda _: None)
    assert len(voice.speeches) == 3, "launch, reprompt, and the close without a word"
    assert voice.speeches[-1] == ()
    assert "Welcome to Foot Coach." in shown


def test_a_typed_line_interrupts_what_is_being_said() -> None:
    speaks, interrupted = threading.Event(), []

    def lines() -> Iterator[str]:
        speaks.wait(10)
        yield "stop"

    def speaking(stop: threading.Event) -> None:
        if not speaks.is_set():
            speaks.set()
            interrupted.append(stop.wait(10))

    talk = conversation()
    practise_aloud(talk, Said(speaking), Keyboard(lines()), lambda _: None, lambda _: None)
    assert interrupted == [True]
    assert talk.session.state is State.CLOSED


def test_blank_lines_do_not_interrupt_and_are_forgotten() -> None:
    keyboard = Keyboard(["", "  ", "stop"])
    while not keyboard.said.wait(1):
        pass
    keyboard.forget_blanks()
    assert keyboard.take() == "stop"
    assert not keyboard.said.is_set()
    assert keyboard.take() is None
    assert keyboard.take() is None


def test_who_types_and_leaves_ends_it_at_once() -> None:
    voice = Said()
    practise_aloud(conversation(), voice, Keyboard([], leaves=True), lambda _: None, lambda _: None)
    assert len(voice.speeches) == 1
