from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from made_tables import table
from tanik.analysis.networks import Network
from tanik.analysis.who_whom import WhoWhom, who_whom
from tanik.errors import UsageError
from tanik.report.network_figure import MOST_TIES, check_picture, one_mode_chart, who_whom_chart, write_picture


def signed() -> WhoWhom:
    rows = [
        ("a", "x", "positive"),
        ("a", "y", "negative"),
        ("b", "a", "mixed"),
        ("b", "x", "neutral"),
        ("x", "a", "positive"),
    ]
    return who_whom(table(*({"holder": h, "target": t, "polarity": p} for h, t, p in rows), a="Ayşe Işık"))


def agreeing(size: int) -> Network:
    names = tuple(f"n{i:03}" for i in range(size))
    sources, targets = np.nonzero(~np.eye(size, dtype=bool))
    return Network("one-mode", names, names, sources, targets, np.where((sources + targets) % 3, 1.0, -2.0), 0)


@pytest.mark.parametrize(("ending", "begin"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_a_picture_in_every_format(tmp_path: Path, ending: str, begin: bytes) -> None:
    path = tmp_path / f"n{ending}"
    write_picture(who_whom_chart(signed(), "Kim kimi", "mavi: lehte"), path)
    assert path.read_bytes().startswith(begin)


def test_names_and_signs_are_in_the_picture(tmp_path: Path) -> None:
    write_picture(who_whom_chart(signed(), "Kim kimi"), tmp_path / "n.svg")
    drawn = (tmp_path / "n.svg").read_text(encoding="utf-8")
    assert "Ayşe Işık" in drawn
    assert "Kim kimi" in drawn
    assert 'stroke-dasharray="5,4"' in drawn  # against is broken, not only orange


def test_the_same_picture_every_time() -> None:
    assert who_whom_chart(signed()).to_json() == who_whom_chart(signed()).to_json()


def test_only_the_strongest_ties_are_drawn() -> None:
    drawn = one_mode_chart(agreeing(40), [["n000", "n001"], ["n002"]]).to_dict()
    held = [drawn["datasets"][layer["data"]["name"]] for layer in drawn["layer"] if layer["mark"]["type"] == "rule"]
    assert sum(map(len, held)) == MOST_TIES


def test_nothing_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="nothing"):
        who_whom_chart(WhoWhom({}, ()))


def test_an_ending_that_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="T796"):
        check_picture(tmp_path / "n.gif")
