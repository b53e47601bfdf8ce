import pytest

from skill.book import Book, read_book
from skill.walk import Figures
from skill.walk import walk as walk_everything


@pytest.fixture(scope="session")
def book() -> Book:
    return read_book()


@pytest.fixture(scope="session")
def figures(book: Book) -> Figures:
    """The walk takes half a minute, so the tests share one."""
    return walk_everything(book)
