from __future__ import annotations

from benchmarks.analyses import measure, pandas_groupby, statements

from tanik.analysis.tallies import tally


def test_the_peer_counts_the_same() -> None:
    table = statements(500)
    frame = pandas_groupby(table)
    cells = {cell.keys: cell for cell in tally(table, ("holder", "target")).cells}
    assert len(cells) == len(frame)
    for keys, row in frame.iterrows():
        cell = cells[keys]
        assert (cell.positive, cell.negative, cell.mixed, cell.neutral) == tuple(
            int(row[name]) for name in ("positive", "negative", "mixed", "neutral")
        )
        assert cell.mean is None or abs(cell.mean - row["value"]) < 1e-12
        assert sorted(cell.statements) == sorted(row["id"])


def test_every_analysis_is_measured() -> None:
    (record,) = measure([300])
    assert record["statements"] == 300
    assert all(seconds >= 0 for seconds in record.values())
