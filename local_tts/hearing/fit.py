"""`python -m local_tts.hearing.fit`: fit the heads to the interaction model and the written lines.

It needs scikit-learn, which nothing else does. It takes about two minutes, mostly for the vectors.
"""

from collections.abc import Iterable, Sequence

import click
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from local_tts.hearing.embedding import open_embedding
from local_tts.hearing.features import features
from local_tts.hearing.grammar import Gazetteer
from local_tts.hearing.heads import Floats, Head, Heads, Neighbours, Vocabulary, save
from local_tts.hearing.lines import Line, file_of, lines_of, read_lines
from local_tts.hearing.model import Model, read_model
from local_tts.hearing.reader import INTENT, Embed, heads_file, source
from local_tts.hearing.text import bare, words

SEMANTIC = 2.0
"""How much the vector weighs beside the features, both of length one."""

FIRMNESS = 10.0
"""scikit-learn's C: the inverse of how strongly the weights are held small."""

LEAST = 2
"""Lines that a feature must occur in."""

MOST = 12_000
"""Features that are kept, the most frequent."""


@click.command()
@click.option("--language", default="en", show_default=True)
def fit(language: str) -> None:
    """Fit the heads anew, and write them beside the lines."""
    model = read_model(language)
    lines = [*lines_of(model), *read_lines(model, file_of(language))]
    with click.progressbar(lines, label=f"{len(lines)} lines") as shown:
        table = Table.of(model, shown, open_embedding())
    save(fitted(table, model, source(language)), heads_file(language))


class Table:
    """Lines as numbers: a vector and weighed features each."""

    def __init__(self, lines: list[Line], vectors: Floats, bags: list[list[str]]) -> None:
        self.lines = lines
        self.vectors = vectors
        self.bags = bags

    @classmethod
    def of(cls, model: Model, lines: Iterable[Line], embed: Embed) -> "Table":
        """Each line by its words."""
        gazetteer = Gazetteer(model, words)
        kept, vectors, bags = [], [], []
        for line in lines:
            said = bare(words(line.text))
            kept.append(line)
            vectors.append(embed(said))
            bags.append(list(features(said, gazetteer)))
        return cls(kept, np.array(vectors), bags)

    def of_intents(self, names: set[str]) -> "Table":
        """The lines that mean one of some intents."""
        places = [place for place, line in enumerate(self.lines) if line.intent in names]
        return self.at(places)

    def at(self, places: Sequence[int]) -> "Table":
        """The lines at some places."""
        return Table(
            [self.lines[p] for p in places], self.vectors[places], [self.bags[p] for p in places]
        )


def fitted(table: Table, model: Model, source_hash: str) -> Heads:
    """The head that tells intents apart, and one for the values of each slot, `""` for none."""
    vocabulary = _vocabulary(table.bags)
    heads = {INTENT: _head(table, [line.intent for line in table.lines], vocabulary)}
    slots = {intent.name: intent.types for intent in model.intents}
    for slot in sorted({slot for types in slots.values() for slot in types}):
        having = table.of_intents({name for name, types in slots.items() if slot in types})
        answers = [line.slots.get(slot, "") for line in having.lines]
        heads[slot] = _head(having, answers, vocabulary)
    order = {answer: place for place, answer in enumerate(heads[INTENT].answers)}
    places = np.array([order[line.intent] for line in table.lines], dtype=np.int16)
    return Heads(source_hash, vocabulary, heads, Neighbours(table.vectors, places))


def _vocabulary(bags: Sequence[Sequence[str]]) -> Vocabulary:
    """The features that many lines share, weighed by how few lines have them."""
    having: dict[str, int] = {}
    for bag in bags:
        for name in set(bag):
            having[name] = having.get(name, 0) + 1
    shared = sorted((-n, name) for name, n in having.items() if n >= LEAST)[:MOST]
    counts = np.array([-n for n, _ in shared], dtype=np.float32)
    weights = np.log((1 + len(bags)) / (1 + counts)) + 1
    return Vocabulary([name for _, name in shared], weights.astype(np.float32))


def _head(table: Table, answers: list[str], vocabulary: Vocabulary) -> Head:
    """A multinomial logistic regression over vectors and features side by side."""
    rows = [vocabulary.weigh(bag) for bag in table.bags]
    indptr = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    lexical = sparse.csr_matrix(
        (
            np.concatenate([values for _, values in rows]),
            np.concatenate([np.array(columns, dtype=np.int32) for columns, _ in rows]),
            indptr,
        ),
        shape=(len(rows), len(vocabulary.names)),
    )
    both = sparse.hstack([sparse.csr_matrix(SEMANTIC * table.vectors), lexical]).tocsr()
    model = LogisticRegression(C=FIRMNESS, max_iter=300).fit(both, answers)
    weights, bias = _one_column_an_answer(model)
    size = table.vectors.shape[1]
    return Head(
        answers=tuple(map(str, model.classes_)),
        bias=bias,
        semantic=SEMANTIC * weights[:size],
        lexical=weights[size:],
    )


def _one_column_an_answer(model: LogisticRegression) -> tuple[Floats, Floats]:
    """Weights and bias; scikit-learn keeps one column only for a question with two answers."""
    weights: npt.NDArray[np.float64] = model.coef_.T
    bias = model.intercept_
    if weights.shape[1] == 1:
        weights = np.hstack([-weights, weights]) / 2
        bias = np.array([-bias[0], bias[0]]) / 2
    return weights.astype(np.float32), bias.astype(np.float32)


if __name__ == "__main__":
    fit()
