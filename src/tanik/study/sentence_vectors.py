"""The vectors of texts of a study: from the study file where they are, else from the encoder, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tanik.coding.passages import digest_of, prepared
from tanik.coding.vectors import Encoder, Matrix, centred

if TYPE_CHECKING:
    from tanik.store import Store

BATCH = 64
"""Texts that are encoded, and then saved, together."""


class SentenceVectors:
    """The vectors of one encoder. ``name``: as in the study file, with the version."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self.name = f"{encoder.name} {encoder.version}"
        self._rows: dict[bytes, int] = {}
        self._blocks: list[Matrix] = []
        self._middle: Matrix | None = None
        digests, vectors = store.vectors.vectors(self.name)
        self._add(digests, vectors)

    def missing(self, texts: Sequence[str]) -> dict[bytes, str]:
        """The texts that have no vector yet, prepared, each once, in their order."""
        each = {digest_of(text): text for text in map(prepared, texts)}
        return {digest: text for digest, text in each.items() if digest not in self._rows}

    def make(self, texts: Mapping[bytes, str], told: Callable[[int], None] | None = None) -> None:
        """Encode what is missing; each batch is on the disk before the next one begins (where the study may be
        written; otherwise it stays in memory).
        """
        digests = list(texts)
        for first in range(0, len(digests), BATCH):
            these = digests[first : first + BATCH]
            vectors = self._encoder.encode([texts[digest] for digest in these])
            if self._store.writable:
                self._store.vectors.save_vectors(self.name, these, vectors)
            self._add(these, vectors)
            if told:
                told(len(these))

    def _add(self, digests: Sequence[bytes], vectors: Matrix) -> None:
        if len(digests):
            self._rows |= {digest: at for at, digest in enumerate(digests, len(self._rows))}
            self._blocks.append(_as_kept(vectors))
            self._middle = None

    def centred(self, texts: Sequence[str], passing: Sequence[str] = ()) -> Matrix:
        """One row for each text, without what all texts of the study have in common, of length 1. Those of ``passing``
        are not kept, so that a question changes nothing.
        """
        asked = self.missing(passing)
        missing = self.missing(texts)
        self.make({digest: text for digest, text in missing.items() if digest not in asked})
        blocks = list(self._blocks)
        rows = self._rows
        if asked:
            rows = rows | {digest: at for at, digest in enumerate(asked, len(rows))}
            blocks.append(_as_kept(self._encoder.encode(list(asked.values()))))
        if not texts:
            return np.zeros((0, 1), np.float32)
        every = blocks[0] if len(blocks) == 1 else np.concatenate(blocks)
        if not asked:
            self._blocks = [every]
        found = every[[rows[digest_of(prepared(text))] for text in texts]]
        return centred(found, self._mean(every))

    def _mean(self, every: Matrix) -> Matrix:
        if self._middle is None:
            # In the order of the digests: the same sum, to the last bit, however the vectors came together.
            order = [self._rows[digest] for digest in sorted(self._rows)]
            if not order:
                return np.zeros(every.shape[1], np.float32)
            self._middle = every[order].mean(axis=0, dtype=np.float64).astype(np.float32)
        return self._middle


def _as_kept(vectors: Matrix) -> Matrix:
    return vectors.astype("<f2").astype(np.float32)
