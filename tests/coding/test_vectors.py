"""The real encoders: they are dependencies of development, so their tests always run."""

from __future__ import annotations

import platform
from collections.abc import Sequence

import numpy as np
import pytest

from tanik.coding import vectors
from tanik.coding.vectors import ENCODERS, centred, encoder, installed, installed_version

THERE = ENCODERS if platform.machine() == "x86_64" else ("use",)
TEXTS = (
    "Liman fırtına yüzünden kapatıldı.",
    "Gemiler kötü havadan dolayı limandan çıkamadı.",
    "The harbour was closed because of the storm.",
    "Öğretmenler maaşlarının ödenmesini istedi.",
    "The teachers asked for their wages.",
)


def test_the_encoders_are_installed() -> None:
    assert installed() == THERE
    assert all(installed_version(name) == encoder(name).version for name in THERE)


@pytest.mark.parametrize("name", THERE)
def test_likeness_goes_by_meaning_in_two_languages(name: str) -> None:
    each = encoder(name)
    assert each.name == name
    found = each.encode(TEXTS)
    rows = centred(found, found.mean(axis=0))
    near = rows @ rows.T
    assert near[0, 1] > near[0, 3]
    assert near[0, 2] > near[0, 4]
    assert near[3, 4] > near[3, 2]


@pytest.mark.parametrize("name", THERE)
def test_a_vector_does_not_depend_on_what_stands_beside_it(name: str) -> None:
    each = encoder(name)
    alone = np.concatenate([each.encode([text]) for text in TEXTS[:3]])
    together = each.encode(["", *TEXTS[:3], "x" * 3_000])
    assert np.isfinite(together).all()
    assert np.allclose(alone, together[1:4], atol=1e-5)


def test_an_encoder_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_MODULES", {"use": ("no_such_module", "no-such-package")})
    assert installed() == ()
    assert installed_version("use") is None


@pytest.mark.parametrize("rows", [[[1.0, 0.0], [1.0, 0.0]], [[1.0, 2.0], [3.0, 2.0], [2.0, 2.0]]])
def test_centred_rows_have_length_one_or_none(rows: Sequence[Sequence[float]]) -> None:
    given = np.array(rows, np.float32)
    lengths = np.linalg.norm(centred(given, given.mean(axis=0)), axis=1)
    assert all(length == pytest.approx(1) or length == 0 for length in lengths)
    assert np.isfinite(lengths).all()
