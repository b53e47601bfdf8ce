"""Words → the pieces that a BERT model knows, longest first; its vocabulary comes with it.

The one library that does the same brings a client for downloads and a dozen packages with it.
`vocabulary.txt` is that of `bert-base-uncased` (Google, Apache-2.0), unchanged.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.txt")

BEGINNING, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MORE = "##"
"""Marks a piece that goes on with a word."""

MOST = 64
"""Pieces that are read of a line; the rest of a longer one is left out."""


class WordPiece:
    """Cuts words into pieces, each a number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(map(len, vocabulary))

    def ids(self, words: Sequence[str]) -> list[int]:
        """The numbers of a line's pieces, with the marks of its beginning and end."""
        pieces = [piece for word in words for piece in self._pieces(word)]
        return [self._ids[piece] for piece in (BEGINNING, *pieces[: MOST - 2], END)]

    def _pieces(self, word: str) -> list[str]:
        found = list(self._cut(word))
        return [UNKNOWN] if UNKNOWN in found else found

    def _cut(self, word: str) -> Iterator[str]:
        mark = ""
        while word:
            lengths = range(min(len(word), self._longest), 0, -1)
            length = next((n for n in lengths if mark + word[:n] in self._ids), len(word))
            piece = mark + word[:length]
            yield piece if piece in self._ids else UNKNOWN
            word, mark = word[length:], MORE


def read_wordpiece(file: Path = VOCABULARY) -> WordPiece:
    """The pieces of the embedding's own vocabulary."""
    return WordPiece(file.read_text("utf-8").splitlines())
