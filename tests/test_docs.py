import re
from pathlib import Path

from local_tts.ears import open_ears
from skill.book import Book
from skill.walk import Figures, diagram, with_diagram
from tests.transcripts import play, read

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_diagram_in_the_readme_is_the_walks(figures: Figures):
    assert with_diagram(README, diagram(figures)) == README, "run make generate"


def test_the_conversation_in_the_readme_goes_as_it_is_written(tmp_path, book: Book):
    script = re.search(r"```text\n(\* .*?)```", README, re.DOTALL)
    assert script is not None
    file = tmp_path / "README.txt"
    file.write_text(script[1], "utf-8")
    (scene,) = read(file)
    play(scene, book, open_ears("en"))


def test_every_make_target_that_the_readme_names_is_there():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets


def test_nothing_names_the_workplace():
    words = ("../" + "shared", "." + "library", "pypi" + ".org", "/" + "work/")
    kinds = {".py", ".toml", ".md", ".txt", ".json", ".lock", ""}
    for path in sorted(ROOT.rglob("*")):
        hidden = any(
            part.startswith((".", "node_modules")) for part in path.relative_to(ROOT).parts
        )
        if path.is_file() and path.suffix in kinds and not hidden:
            text = path.read_text("utf-8", errors="ignore")
            assert not [word for word in words if word in text], path
