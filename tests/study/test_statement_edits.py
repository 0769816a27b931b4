"""Names, places and dates of a correction; what cannot be is tried in test_coding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanik.coding.acts import Coder, TargetValues
from tanik.errors import UsageError
from tanik.study import Study
from tanik.study.statement_edits import Edits


def test_the_ways_to_say_targets(study: Study, text: Path) -> None:
    study.add(text)
    study.read()
    desk = study._store.desk
    (source,) = study.sources()["id"].to_pylist()
    with desk.acting(Coder("Ayla", "person"), "statement.add") as act:
        edits = Edits(desk, act, new_entities=False)
        made = [
            edits.added(source, 0, 6, {"holder": "Orhan", "targets": targets}).targets
            for targets in (
                {"Orhan": "mixed"},
                [("Orhan", "mixed")],
                edits.added(source, 0, 6, {"holder": "Orhan"}).targets,
            )
        ]
        assert made[0] == made[1]
        assert made[2] == ()
        assert isinstance(made[0][0], TargetValues)
        one = edits.added(
            source, 0, 6, {"holder": "Orhan", "targets": "Orhan", "polarity": "negative", "strength": 0.5}
        )
        assert (one.targets[0].polarity, one.targets[0].strength) == ("negative", 0.5)
        with pytest.raises(UsageError, match="T554"):
            edits.added(source, 0, 6, {})
        with pytest.raises(UsageError, match="T544"):
            edits.added(source, 0, 6, {"holder": "Orhan", "mode": "sung"})
    assert act.done.event == 0
