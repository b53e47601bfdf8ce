import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from content import FOLDER
from content.__main__ import main
from skill.book import Book, BookError, read_book, vocabulary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, to spoil."""
    return Path(
        shutil.copytree(FOLDER, tmp_path / "content", ignore=shutil.ignore_patterns("*.py*"))
    )


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


MISTAKES = [
    (
        "points.toml",
        "number = 1",
        "number = 'one'",
        "points.toml: heel.number: Expected `int`, got `str`",
    ),
    (
        "points.toml",
        "ceiling = 4",
        "ceiling = 9",
        "points.toml: heel.ceiling: Expected `int` <= 5",
    ),
    (
        "points.toml",
        "number = 1",
        "numbr = 1",
        "points.toml: heel: Object contains unknown field `numbr`",
    ),
    ("points.toml", "number = 1", "number = 1\ncolour = 'red'", "unknown field `colour`"),
    (
        "points.toml",
        'zone = "fascia"',
        'zone = "elbow"',
        "points.toml: heel.zone: Invalid enum value 'elbow'",
    ),
    ("points.toml", "[heel]", "[heel", "points.toml: "),
    (
        "points.toml",
        '"inner"]',
        '"inside"]',
        "en/points.toml: heel.spots.inside: the words are missing",
    ),
    (
        "en/points.toml",
        "[heel]",
        "[heal]",
        "en/points.toml: heal: Object missing required field `spots`",
    ),
    (
        "en/points.toml",
        'place = "your {side} heel"',
        'place = "your {foot} heel"',
        "en/points.toml: heel.place: nothing fills {foot}",
    ),
    (
        "en/points.toml",
        "Find the bottom of your {side} heel.",
        "Find {}.",
        "en/points.toml: heel.spots.inner.placement: nothing fills {}",
    ),
    (
        "en/points.toml",
        "heel. [1s]",
        "heel. [1 s]",
        "en/points.toml: heel.spots.inner.placement: a silence is written [20s]",
    ),
    (
        "en/phrases.toml",
        'halfway = "Halfway."',
        "",
        "en/phrases.toml: Object missing required field `halfway`",
    ),
    (
        "en/phrases.toml",
        'halfway = "Halfway."',
        'halfway = "Half of {time}."',
        "en/phrases.toml: halfway: nothing fills {time}",
    ),
    (
        "en/phrases.toml",
        'halfway = "Halfway."',
        "halfway = 7",
        "en/phrases.toml: halfway: Expected",
    ),
    ("en/phrases.toml", 'halfway = "Halfway."', 'halfway = "Halfway.', "en/phrases.toml: "),
    (
        "routines.toml",
        'point = "arch"',
        'point = "knee"',
        "routines.toml: hands_only.one[0].point: there is no point 'knee'",
    ),
    (
        "routines.toml",
        'point = "arch", seconds = 90',
        'point = "arch", seconds = 95',
        "routines.toml: hands_only.one[0].seconds: 95 is outside 15 to 90",
    ),
    (
        "routines.toml",
        'point = "arch", seconds = 90',
        'point = "arch", technique = "rub", seconds = 90',
        "hands_only.one[0].technique: arch has no 'rub'",
    ),
    (
        "routines.toml",
        'point = "arch", seconds = 90',
        'point = "arch", spot = "rim", seconds = 90',
        "hands_only.one[0].spot: arch has no 'rim'",
    ),
    (
        "routines.toml",
        'setting = "chair"',
        'setting = "bath"',
        "hands_only.one[0]: postures.toml has no 'sole_up' for 'bath'",
    ),
    (
        "routines.toml",
        '{ point = "heel", seconds = 60 },',
        '{ point = "heel", seconds = 60 },\n' * 8,
        "hands_only.one: 720 seconds are over 600",
    ),
    (
        "en/answers.toml",
        'sources = ["article"]',
        'sources = ["hearsay"]',
        "en/answers.toml: TechniqueIntent.any.sources: sources.toml has no 'hearsay'",
    ),
    (
        "en/answers.toml",
        "[TechniqueIntent.any]",
        "[TechniqueIntent.all]",
        "en/answers.toml: TechniqueIntent.any: the answer without a slot value is missing",
    ),
    (
        "signals.toml",
        'stop = "emergency"',
        'stop = "later"',
        "signals.toml: chest_pain.stop: Invalid enum value 'later'",
    ),
    ("en/postures.toml", "{side}", "{leg}", "en/postures.toml: bed.sole_up: nothing fills {leg}"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES)
def test_a_mistake_in_the_content_names_the_file_and_the_field(folder, file, old, new, message):
    spoil(folder, file, old, new)
    with pytest.raises(BookError) as error:
        read_book(folder=folder)
    assert message in str(error.value)
    assert str(folder) in str(error.value)


def test_a_missing_file_and_a_missing_language_are_named(folder):
    with pytest.raises(BookError, match="xx: there is no such language"):
        read_book("xx", folder)
    (folder / "en" / "phrases.toml").unlink()
    with pytest.raises(BookError, match=r"phrases.toml: there is no such file"):
        read_book(folder=folder)


def test_the_command_says_that_all_is_good():
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert "6 points" in result.output


def test_the_command_ends_with_two_and_one_line_at_a_mistake(folder):
    spoil(folder, "points.toml", "number = 1", "number = 'one'")
    result = CliRunner().invoke(main, ["--folder", str(folder)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "points.toml: heel.number" in result.stderr


def test_every_point_says_all_that_the_inventory_asks_for(book: Book):
    assert list(book.points) == ["heel", "arch", "ball", "achilles", "upper_calf", "lower_calf"]
    facts = {key: (p.facts.seconds.least, p.facts.seconds.most) for key, p in book.points.items()}
    assert facts["heel"] == (30, 60)
    assert facts["upper_calf"] == (60, 120)
    assert facts["lower_calf"] == (30, 90)
    for point in book.points.values():
        assert len(point.words.aliases) >= 10, point.id


def test_words_for_slots_come_from_names_and_aliases(book: Book):
    words = vocabulary(book)
    assert {"point", "routine", "sign", "foot", "aspect", "technique", "tool"} <= set(words)
    assert set(words["point"]) == set(book.points)
    assert set(words["routine"]) == {routine.id for routine in book.catalogue}
