"""`python -m content`: read the content as the skill does, and say whether it holds together.

`python -m content --coverage` writes docs/coverage.md besides.
"""

import sys
from pathlib import Path

import click

from content import FOLDER
from content.coverage import document, read_coverage
from skill.book import Book, BookError, read_book


@click.command()
@click.option("--language", default="en", show_default=True, help="The language to check.")
@click.option(
    "--folder",
    default=FOLDER,
    type=click.Path(path_type=Path),
    help="The content's folder.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Write docs/coverage.md: what answers each item.",
)
def main(*, language: str, folder: Path, coverage: bool) -> None:
    """Check the content of one language: exit 0 when it holds together, 2 when it does not."""
    try:
        book = read_book(language, folder)
        if coverage:
            click.echo(f"wrote {_write_coverage(book, folder)}")
    except BookError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(_summary(book))


def _write_coverage(book: Book, folder: Path) -> Path:
    """The document, written beside the content's folder; raises BookError and writes nothing."""
    source = folder / "coverage.toml"
    text = document(read_coverage(source), book, str(source))
    target = folder.parent / "docs" / "coverage.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    return target


def _summary(book: Book) -> str:
    answers = sum(len(of_intent) for of_intent in book.answers.values())
    return (
        f"{book.language}: {len(book.points)} points, {len(book.catalogue)} routines, "
        f"{answers} answers, {len(book.signals)} signals: all good"
    )


if __name__ == "__main__":
    main(prog_name="python -m content")
