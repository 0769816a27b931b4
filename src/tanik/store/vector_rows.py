"""Passages and sentence vectors in the study file: a cache, kept so that no text is encoded twice."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import chain

import numpy as np

from tanik.coding.passages import DIGEST, MAKER
from tanik.coding.vectors import Matrix
from tanik.store.packing import pack_list, unpack_list


class VectorShelf:
    """``reading``, ``writing``: open a state and a transaction; ``encoder``: a name with a version (``use 0.2.1``)."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reading: Callable[[], AbstractContextManager[object]],
        writing: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._connection = connection
        self._reading = reading
        self._writing = writing

    def passages(self, document: int) -> list[tuple[int, int]] | None:
        """The passages of the document with this row number; None when they have to be made, or made again."""
        with self._reading():
            row = self._connection.execute(
                "SELECT z_places FROM passage_list WHERE document = ? AND maker = ?", (document, MAKER)
            ).fetchone()
        if row is None:
            return None
        try:
            ends = unpack_list(row[0])
        except (zlib.error, ValueError):
            return None
        sound = len(ends) % 2 == 0 and all(isinstance(end, int) for end in ends)
        places = list(zip(ends[::2], ends[1::2], strict=True)) if sound else []
        return places if sound and all(0 <= start < end for start, end in places) else None

    def save_passages(self, document: int, places: Iterable[tuple[int, int]]) -> None:
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO passage_list (document, maker, z_places) VALUES (?, ?, ?)",
                (document, MAKER, pack_list(chain.from_iterable(places))),
            )

    def counts(self) -> dict[str, int]:
        """How many vectors each encoder has."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT encoder, count(*) FROM text_vector GROUP BY encoder ORDER BY encoder"
            )
            return dict(rows.fetchall())

    def vectors(self, encoder: str) -> tuple[list[bytes], Matrix]:
        """All vectors of an encoder, in the order of their digests: one row each, in the length they were given."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT digest, numbers FROM text_vector WHERE encoder = ? ORDER BY digest", (encoder,)
            ).fetchall()
        # What another program put there may have any length; what is not as the first is not of this encoder.
        usual = len(rows[0][1]) if rows else 0
        rows = [row for row in rows if len(row[1]) == usual and usual % 2 == 0 and len(row[0]) == DIGEST]
        numbers = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f2").astype(np.float32)
        found = numbers.reshape(len(rows), -1 if rows else 0)
        sound = np.flatnonzero(np.isfinite(found).all(axis=1)).tolist()
        return [rows[at][0] for at in sound], found[sound]

    def save_vectors(self, encoder: str, digests: Sequence[bytes], vectors: Matrix) -> None:
        """Keep vectors, all in one transaction; those of earlier versions of the encoder go."""
        name = encoder.split(" ")[0]
        rows = [
            (encoder, digest, vector.astype("<f2").tobytes()) for digest, vector in zip(digests, vectors, strict=True)
        ]
        with self._writing():
            self._connection.execute(
                "DELETE FROM text_vector WHERE encoder > ? || ' ' AND encoder < ? || '!' AND encoder <> ?",
                (name, name, encoder),
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO text_vector (encoder, digest, numbers) VALUES (?, ?, ?)", rows
            )
