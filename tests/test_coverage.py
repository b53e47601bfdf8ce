import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from content import FOLDER
from content.__main__ import main
from content.coverage import document, read_coverage, resolve
from skill.book import Book, BookError

FILE = FOLDER / "coverage.toml"
DOCUMENT = FOLDER.parent / "docs" / "coverage.md"

LAST = dict(
    zip("ABCDEFGHIJKLMNOQ", (6, 14, 4, 0, 12, 5, 8, 8, 7, 4, 8, 16, 5, 14, 2, 60), strict=True)
)
"""Section → how many items the inventory of the article has in it; Q is the sixty questions."""

OF_EVERY_POINT = "name number aliases location tool stroke time sensation why acute"
OF_POINTS = {
    "D1": "landmark pressure acupuncture",
    "D2": "pace pressure",
    "D3": "cue",
    "D4": "pressure",
    "D5": "acupuncture referral posture",
    "D6": "acupuncture referral pressure",
}
OTHERS = {
    *("D0a", "D0b", "D-reminder"),
    *("M4.severe", "M4.no_better", "M4.numbness", "M4.tingling", "M4.swelling"),
}
LEFT_OUT = {"O1", "O2"}
"""What nothing answers: advertising, and the form below the article."""

BEYOND_THE_ARTICLE = [
    "answers.ColdIntent.any",
    "answers.ConditionIntent.medicines",
    "answers.MythIntent.any",
    "answers.PressureIntent.where_not",
]
"""Answers that no item asks for, and that people need."""


def inventory() -> set[str]:
    """The ids of all items."""
    numbered = {f"{letter}{n}" for letter, last in LAST.items() for n in range(1, last + 1)}
    details = {
        f"{point}.{detail}"
        for point, more in OF_POINTS.items()
        for detail in f"{OF_EVERY_POINT} {more}".split()
    }
    return numbered | details | OTHERS


def coverage(folder: Path, text: str) -> Path:
    file = folder / "coverage.toml"
    file.write_text(text, "utf-8")
    return file


def test_every_item_of_the_inventory_is_listed_and_no_other() -> None:
    assert set(read_coverage(FILE)) == inventory()


def test_every_item_is_answered_but_the_advertising_and_the_form() -> None:
    silent = {key for key, item in read_coverage(FILE).items() if not item.said}

    assert silent == LEFT_OUT


def test_every_reference_leads_to_a_sentence(book: Book) -> None:
    for item in read_coverage(FILE).values():
        for reference in item.said:
            assert resolve(book, reference).text, reference


def test_the_document_is_what_the_content_makes(book: Book) -> None:
    made = document(read_coverage(FILE), book, FILE.name)

    assert DOCUMENT.read_text("utf-8") == made, "run python -m content --coverage"


def test_every_answer_of_the_book_answers_an_item(book: Book) -> None:
    ours = {
        "ProgressIntent",
        "ReminderIntent",
        "ForgetMeIntent",
    }  # about Foot Coach, not the article
    named = {reference for item in read_coverage(FILE).values() for reference in item.said}
    answers = {
        f"answers.{intent}.{value}"
        for intent, of_intent in book.answers.items()
        if intent not in ours
        for value in of_intent
    }

    assert sorted(answers - named) == sorted(BEYOND_THE_ARTICLE)


@pytest.mark.parametrize(
    ("reference", "asked", "said"),
    [
        ("answers.ConditionIntent.any", "ConditionIntent", "band of tissue"),
        ("answers.ConditionIntent.shoes", "ConditionIntent (shoes)", "cushioned shoes"),
        (
            "answers.ConditionIntent.shoes.more",
            "ConditionIntent (shoes), then TellMeMoreIntent",
            "night splint",
        ),
        ("points.heel.how", "MassagePointIntent (heel)", "one thumb"),
        ("points.heel.location", "PointDetailIntent (heel, where)", "bottom of your heel"),
        (
            "points.heel.spots.inner.placement",
            "StartRoutineIntent, while guiding (heel)",
            "Find the bottom of your {side} heel. ",
        ),
        (
            "points.heel.facts.seconds",
            "StartRoutineIntent, the range of a step (heel)",
            "30 to 60 seconds",
        ),
        ("points.heel.facts.number", "ListPointsIntent", "1"),
        ("points.heel.aliases", "heard in every question about it (heel)", " / under my heel / "),
        ("signals.numbness.says", "WarningSignIntent (numbness)", "stop massaging"),
        ("routines.morning.about", "StartRoutineIntent (morning)", "in bed"),
        ("phrases.points", "ListPointsIntent", "{points}"),
        ("phrases.cleared", "at its moment (cleared)", "Good. / Thank you."),
    ],
)
def test_a_reference_leads_to_who_asks_and_what_is_said(
    reference: str, asked: str, said: str, book: Book
) -> None:
    sentence = resolve(book, reference)

    assert sentence.asked == asked
    assert said in sentence.text


@pytest.mark.parametrize(
    "reference",
    [
        "answers.ConditionIntent.colour",
        "answers.TimingIntent.evening.more",
        "answers.ConditionIntent",
        "points.elbow.how",
        "points.heel.facts",
        "points.heel.how.much",
        "phrases.nonsense",
        "sources.article.title",
        "nonsense",
        "",
    ],
)
def test_a_reference_that_leads_nowhere_is_told_with_file_and_item(
    reference: str, tmp_path: Path, book: Book
) -> None:
    file = coverage(tmp_path, f'[A1]\nitem = "x"\nsaid = ["{reference}"]\n')

    with pytest.raises(BookError) as error:
        document(read_coverage(file), book, "coverage.toml")

    assert str(error.value).startswith(f"coverage.toml: A1: {reference!r} leads nowhere")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[A1]\nitem = "x"\n', "A1: it is either said or left_out"),
        ('[A1]\nitem = "x"\nsaid = ["y"]\nleft_out = "z"\n', "A1: it is either said or left_out"),
        ('[Z1]\nitem = "x"\nleft_out = "z"\n', "Z1: no section begins with 'Z'"),
        ('[A1]\nitem = "x"\nsayd = ["y"]\n', "A1: Object contains unknown field `sayd`"),
        ('[A1]\nsaid = ["y"]\n', "A1: Object missing required field `item`"),
        ("[A1", "coverage.toml: "),
        ('[""]\nitem = "x"\nleft_out = "z"\n', "no section begins with ''"),
    ],
)
def test_a_mistake_in_the_file_names_the_item(text: str, told: str, tmp_path: Path) -> None:
    file = coverage(tmp_path, text)

    with pytest.raises(BookError) as error:
        read_coverage(file)

    assert str(error.value).startswith(f"{file}: ")
    assert told in str(error.value)


def test_what_is_left_out_says_why_and_a_bar_breaks_no_table(tmp_path: Path, book: Book) -> None:
    file = coverage(tmp_path, '[O1]\nitem = "a | b"\nleft_out = "an advertisement"\n')

    made = document(read_coverage(file), book, file.name)

    assert "| O1 | a / b | nobody | Left out: an advertisement. |" in made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content."""
    skip = shutil.ignore_patterns("*.py*")
    return Path(shutil.copytree(FOLDER, tmp_path / "content", ignore=skip))


def test_the_command_writes_the_document_and_only_when_asked(folder: Path) -> None:
    target = folder.parent / "docs" / "coverage.md"
    arguments = ["--folder", str(folder)]

    checked = CliRunner().invoke(main, arguments)
    assert (checked.exit_code, target.exists()) == (0, False)

    written = CliRunner().invoke(main, [*arguments, "--coverage"])
    assert written.exit_code == 0
    assert target.read_bytes() == DOCUMENT.read_bytes()


def test_the_command_ends_with_two_and_one_line_where_nothing_answers(folder: Path) -> None:
    coverage(folder, '[A1]\nitem = "x"\nsaid = ["phrases.nonsense"]\n')

    result = CliRunner().invoke(main, ["--folder", str(folder), "--coverage"])

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "coverage.toml: A1: 'phrases.nonsense' leads nowhere" in result.stderr
    assert not (folder.parent / "docs").exists()
