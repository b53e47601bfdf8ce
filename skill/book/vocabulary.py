"""What people call things: the values of the model's slots, from the content's names."""

from collections.abc import Mapping

from skill.book.read import Book
from skill.book.types import Name


def vocabulary(book: Book) -> dict[str, Mapping[str, Name]]:
    """Slot name → id → name and aliases."""
    return {
        "point": {key: Name(p.words.name, p.words.aliases) for key, p in book.points.items()},
        "routine": {r.id: Name(r.words.name, r.words.aliases) for r in book.catalogue},
        "sign": {key: Name(s.words.name, s.words.aliases) for key, s in book.signals.items()},
        **book.slots,
    }
