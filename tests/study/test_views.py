from __future__ import annotations

from pathlib import Path

from tanik.coding.acts import Coder
from tanik.study import Study
from tanik.study.views import view_of, viewed


def test_a_view_has_everything_proposed_and_only_ones_own_work(study: Study, text: Path) -> None:
    study.add(text)
    study.read()
    ayla = study.coding.as_coder("Ayla")
    first = study.statements()["uid"][0].as_py()
    ayla.correct(first, polarity="mixed")
    view = view_of(study._store.desk, Coder("Ayla", "person"), None)
    assert len(view.statements) == 3
    (judged,) = view.judged
    assert (judged.uid, judged.status, judged.values.targets[0].polarity) == (first, "corrected", "mixed")
    other = view_of(study._store.desk, Coder("Berk", "person"), None)
    assert other.judged == ()
    assert other.statements[0].values.targets[0].polarity == "positive"
    assert [each.status for each in viewed(study._store.desk)] == ["corrected", "proposed", "proposed"]
