"""Rows and items made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tanik.analysis.table import StatementRow

RowMaker = Callable[..., StatementRow]


@pytest.fixture(scope="session")
def row() -> RowMaker:
    def make(
        id: str, holder: str, target: str | None, polarity: str | None = "neutral", **more: object
    ) -> StatementRow:
        values: dict[str, object] = {
            "id": id,
            "item": 0,
            "index": 0,
            "holder": holder,
            "holder_name": holder.title(),
            "target": target,
            "target_name": (target or "").title(),
            "polarity": polarity if target else None,
            "strength": 0.0,
            "topics": (),
            "mode": "reported",
            "said": None,
            "refers_to": None,
            "written": None,
            "source": "s",
            "source_name": "S",
            "kind": "",
            "page": None,
            "citation": "",
            "works": (),
            "relay": (),
            "relay_depth": 0,
            "confidence": 0.5,
            "start": 0,
            "end": 1,
            "text": "x",
            "language": "tr",
        }
        return StatementRow(**{**values, **more})

    return make
