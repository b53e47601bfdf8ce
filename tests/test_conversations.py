from functools import cache
from pathlib import Path

import pytest
from transcripts import Scene, ScriptError, play, read, scenes

from local_tts.ears import Ears, open_ears
from skill.book import Book, read_book


@cache
def world() -> tuple[Book, Ears]:
    return read_book(), open_ears("en")


def played(tmp_path: Path, script: str) -> None:
    file = tmp_path / "scene.txt"
    file.write_text(script, "utf-8")
    for scene in read(file):
        play(scene, *world())


@pytest.mark.parametrize("scene", scenes(), ids=str)
def test_the_conversation_goes_as_it_is_written(scene: Scene) -> None:
    play(scene, *world())


def test_a_file_holds_several_scenes(tmp_path: Path) -> None:
    file = tmp_path / "two.txt"
    file.write_text("# both\n* one\n>\n(open)\n\n* two\n(sessions 5)\n>\n", "utf-8")
    assert [(str(s), s.sessions, len(s.lines)) for s in read(file)] == [
        ("two.txt:one", 0, 2),
        ("two.txt:two", 5, 1),
    ]


def test_a_line_is_heard_whatever_its_case_and_punctuation(tmp_path: Path) -> None:
    played(tmp_path, "* x\n>\nWELCOME,  to foot-coach!\n(open)")


def test_a_failure_says_where_what_was_said_and_what_was_answered(tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as failure:
        played(tmp_path, "* x\n>\n> my toes are going numb\n! toes\nbanana")
    assert "scene.txt:5, they said 'my toes are going numb', it answered '" in str(failure.value)


@pytest.mark.parametrize(
    "line", ["(open)", "(closed)", "! welcome", "anything else"], ids=lambda line: line
)
def test_each_kind_of_line_can_fail(tmp_path: Path, line: str) -> None:
    said = ">" if line != "(open)" else ">\n> stop"
    with pytest.raises(AssertionError, match=r"scene\.txt:\d, they said"):
        played(tmp_path, f"* x\n{said}\n{line}")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (">", "1, a scene begins with"),
        ("* x\nhello", "2, nothing has been said yet"),
        ("* x\n>\n> stop\n> hello", "4, it is closed"),
        ("* x\n>\n(wait long)", "3, .* is none of"),
    ],
)
def test_a_script_that_cannot_be_played_says_why(tmp_path: Path, script: str, why: str) -> None:
    with pytest.raises(ScriptError, match=f"scene.txt:{why}"):
        played(tmp_path, script)


def test_silence_is_reprompted_once_and_then_closes(tmp_path: Path) -> None:
    played(tmp_path, "* x\n>\n>\n(open)\n>\n(closed)")


def test_the_launch_can_come_again_after_time_has_passed(tmp_path: Path) -> None:
    played(tmp_path, "* x\n>\n> stop\n(closed)\n(wait 2d)\n> (open)\n(open)\nfoot coach")
