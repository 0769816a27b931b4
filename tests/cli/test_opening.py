from pathlib import Path

import pyarrow
import pytest

from command_line import Tanik
from tanik.cli.opening import existing, named, rows_of, source_names
from tanik.errors import StudyMissingError


def test_rejected_rows_are_left_out() -> None:
    table = pyarrow.table({"id": [1, 2, 3], "status": ["proposed", "rejected", "accepted"]})
    assert [row["id"] for row in rows_of(table)] == [1, 3]


def test_a_table_without_judgements_is_whole() -> None:
    assert rows_of(pyarrow.table({"id": [1]})) == [{"id": 1}]


def test_rows_get_the_name_of_their_source(study: Path) -> None:
    with existing(str(study)) as opened:
        (source,) = source_names(opened)
        rows = named([{"id": 1, "source": source, "text": "söz"}], opened)
    assert [list(row.items()) for row in rows] == [
        [("id", 1), ("source", source), ("source_name", "hatirat.txt"), ("text", "söz")]
    ]


def test_only_a_study_that_is_there_is_opened(tanik: Tanik, tmp_path: Path) -> None:
    with pytest.raises(StudyMissingError), existing(str(tmp_path / "yok.tanik")):
        pass
    assert list(tmp_path.iterdir()) == []
