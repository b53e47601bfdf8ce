"""`python -m interaction_model`: write the models that Alexa is given, or check those written."""

from pathlib import Path

import click

from interaction_model.build import ModelError, as_json, build, read
from skill.book import BookError, read_book, vocabulary

FOLDER = Path(__file__).parent
"""Where a language's words lie (`en.toml`), and `interactionModels/custom`, where models go."""


class Refused(click.ClickException):
    """Words or content that make no model: one line, and exit code 2."""

    exit_code = 2


def models(folder: Path) -> dict[Path, str]:
    """Every file that the languages of a folder make, with its text.

    Raises ModelError or BookError, naming the file and the place.
    """
    made: dict[Path, str] = {}
    for path in sorted(folder.glob("*.toml")):
        words = read(path)
        text = as_json(build(words, vocabulary(read_book(path.stem)), path.name))
        for locale in words.locales:
            target = folder / "interactionModels" / "custom" / f"{locale}.json"
            if target in made:
                raise ModelError(f"{path.name}: locales: another language makes {locale} already")
            made[target] = text
    return made


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a model is out of date.")
def main(check: bool) -> None:
    """Make Alexa's interaction models from the words people write (en.toml) and from content."""
    try:
        made = models(FOLDER)
    except (ModelError, BookError) as error:
        raise Refused(str(error)) from error
    for path, text in made.items():
        if check:
            _compare(path, text)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            click.echo(f"wrote {path.name}")


def _compare(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text("utf-8") != text:
        raise click.ClickException(f"{path.name} is out of date: run python -m interaction_model")


if __name__ == "__main__":
    main(prog_name="python -m interaction_model")
