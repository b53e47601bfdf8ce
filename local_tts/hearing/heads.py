"""Linear heads over a line's vector and features; scikit-learn fits them, numpy applies them."""

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


NARROWNESS = 20.0
"""How fast a line counts less the farther it is, by the cosine."""

VECTOR_SCALE = 400.0
"""Steps in one; no number in a vector of so many exceeds 0.32 by much."""


class Vocabulary:
    """The features that are known, and how much each weighs (inverse document frequency)."""

    def __init__(self, names: Iterable[str], weights: Floats) -> None:
        self.names = tuple(names)
        self.weights = weights
        self._rows = {name: row for row, name in enumerate(self.names)}

    def weigh(self, features: Iterable[str]) -> tuple[list[int], Floats]:
        """The rows of the known features and their tf-idf, scaled to length one."""
        counted = Counter(row for name in features if (row := self._rows.get(name)) is not None)
        rows = list(counted)
        often = np.array([1 + math.log(times) for times in counted.values()], dtype=np.float32)
        values = often * self.weights[rows]
        return rows, values / (np.linalg.norm(values) or 1.0)


class Head(NamedTuple):
    """One question about a line with some answers: `semantic` and `lexical` have a column each."""

    answers: tuple[str, ...]
    bias: Floats
    semantic: Floats
    lexical: Floats

    def shares(self, vector: Floats, rows: list[int], values: Floats) -> Floats:
        """How likely each answer is, from 0 to 1; together 1."""
        scores = self.bias + vector @ self.semantic + values @ self.lexical[rows]
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)


class Neighbours(NamedTuple):
    """The lines that were fitted to, as vectors of length one, and which answer each has."""

    vectors: Floats
    places: npt.NDArray[np.int16]

    def shares(self, vector: Floats, count: int) -> Floats:
        """How likely each of so many answers is by the nearest line that has it; together 1."""
        nearness = np.exp(NARROWNESS * (self.vectors @ vector - 1))
        best = np.zeros(count, dtype=np.float32)
        np.maximum.at(best, self.places, nearness)
        return np.asarray(best / best.sum(), dtype=np.float32)


class Heads(NamedTuple):
    """What was fitted, and to what: `source` is a hash of all that it was fitted to."""

    source: str
    vocabulary: Vocabulary
    by_name: dict[str, Head]
    neighbours: Neighbours


def save(heads: Heads, file: Path) -> None:
    """Write them, the weights in fewer bits than they were fitted in."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "source": np.array(heads.source),
        "names": np.frombuffer("\n".join(heads.vocabulary.names).encode(), dtype=np.uint8),
        "weights": heads.vocabulary.weights.astype(np.float16),
    }
    steps = np.rint(heads.neighbours.vectors * VECTOR_SCALE)
    arrays["neighbours/vectors"] = np.clip(steps, -127, 127).astype(np.int8)
    arrays["neighbours/places"] = heads.neighbours.places
    for name, head in heads.by_name.items():
        arrays[f"{name}/answers"] = np.array(head.answers)
        arrays[f"{name}/bias"] = head.bias.astype(np.float32)
        arrays[f"{name}/semantic"] = head.semantic.astype(np.float16)
        scale = np.abs(head.lexical).max(axis=0) / 127
        arrays[f"{name}/scale"] = scale.astype(np.float32)
        arrays[f"{name}/lexical"] = np.rint(head.lexical / scale).astype(np.int8)
    np.savez_compressed(file, allow_pickle=False, **arrays)


def read(file: Path) -> Heads:
    """Read what was saved."""
    with np.load(file, allow_pickle=False) as saved:
        names = saved["names"].tobytes().decode().split("\n")
        heads = {
            key.removesuffix("/answers"): _head(saved, key.removesuffix("/answers"))
            for key in saved.files
            if key.endswith("/answers")
        }
        vocabulary = Vocabulary(names, saved["weights"].astype(np.float32))
        neighbours = Neighbours(
            saved["neighbours/vectors"].astype(np.float32) / np.float32(VECTOR_SCALE),
            saved["neighbours/places"],
        )
        return Heads(str(saved["source"]), vocabulary, heads, neighbours)


def _head(saved: "np.lib.npyio.NpzFile", name: str) -> Head:
    return Head(
        answers=tuple(map(str, saved[f"{name}/answers"])),
        bias=saved[f"{name}/bias"],
        semantic=saved[f"{name}/semantic"].astype(np.float32),
        lexical=saved[f"{name}/lexical"].astype(np.float32) * saved[f"{name}/scale"],
    )
