"""The content of Foot Coach: facts in TOML, and the words of each language."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the content lies; `skill.book.read_book` reads it."""
