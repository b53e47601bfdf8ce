"""All content of one language, read and checked once at start, and frozen.

    book = read_book()
    book.points["heel"].words.location

`BookError` names the file and the field.
"""

from skill.book.errors import BookError
from skill.book.phrases import Phrases, wording, wordings
from skill.book.read import Book, read_book
from skill.book.types import Answer, Name, Point, Routine, Signal, Step, Technique
from skill.book.vocabulary import vocabulary

__all__ = [
    "Answer",
    "Book",
    "BookError",
    "Name",
    "Phrases",
    "Point",
    "Routine",
    "Signal",
    "Step",
    "Technique",
    "read_book",
    "vocabulary",
    "wording",
    "wordings",
]
