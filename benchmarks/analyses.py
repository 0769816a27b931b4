"""How long the analyses take, beside the same counts by pandas, and that the time grows no faster than the table.

    python -m benchmarks.analyses                        tables of 10,000 to 1,000,000 statements
    python -m benchmarks.analyses --sizes 1000 2000      other sizes
    python -m benchmarks.analyses --json                 for a program

Statements are drawn with a fixed seed: 300 holders and 80 targets, a few of them named most of the time, in 50 sources.
Seconds are CPU seconds of this process, the best of two. The peer does what is written down in a minute: a groupby of
holder and target with counts of each polarity, the mean, and the list of ids; no intervals, no passages, no sources.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from tanik.analysis.criticism import leave_one_out, mean_polarity, saturation
from tanik.analysis.event_study import event_study
from tanik.analysis.events import Event
from tanik.analysis.filters import parse_filter
from tanik.analysis.hindsight import hindsight
from tanik.analysis.statement_table import POLARITIES, Named, Sets, StatementTable, day_bounds, times_of
from tanik.analysis.tallies import tally

SIZES = (10_000, 100_000, 1_000_000)


def statements(size: int) -> StatementTable:
    """A made-up table; the same for the same size."""
    draw = np.random.default_rng(size)

    def names(many: int, prefix: str) -> Named:
        codes = (many * draw.random(size) ** 2).astype(np.int32)
        return Named(codes, tuple(f"{prefix}{n:04d}" for n in range(many)))

    def dates(first: int, years: int) -> Named:
        return Named(draw.integers(0, years, size).astype(np.int32), tuple(str(first + n) for n in range(years)))

    none = Sets(np.zeros(size, np.int32), ((),))
    said, written = times_of(dates(1915, 12)), times_of(dates(1918, 50))
    return StatementTable(
        ids=tuple(map(str, range(size))),
        statement=np.arange(size, dtype=np.int32),
        holder=names(300, "h"),
        target=names(80, "t"),
        polarity=Named(draw.integers(0, 4, size).astype(np.int32), POLARITIES),
        strength=np.zeros(size),
        topics=Sets(draw.integers(0, 4, size).astype(np.int32), ((), ("aid",), ("aid", "law"), ("law",))),
        said=said,
        refers_to=said,
        written=written,
        published=written,
        source=names(50, "s"),
        kind=names(3, "k"),
        page=names(400, "p"),
        relay=none,
        works=none,
        depth=np.zeros(size, np.int32),
        coder=names(2, "c"),
        status=Named(np.zeros(size, np.int32), ("proposed",)),
        confidence=np.full(size, 0.5),
        start=np.arange(size, dtype=np.int64),
        end=np.arange(size, dtype=np.int64) + 40,
        text=np.full(size, "", object),
        names={},
        aliases={},
    )


def pandas_groupby(table: StatementTable) -> Any:
    """What a historian's notebook would do."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            "id": np.array(table.ids, object),
            "holder": np.array(table.holder.values, object)[table.holder.codes],
            "target": np.array(table.target.values, object)[table.target.codes],
            "polarity": np.array(table.polarity.values, object)[table.polarity.codes],
        }
    )
    frame["value"] = frame["polarity"].map({"positive": 1.0, "negative": -1.0, "mixed": 0.0})
    groups = frame.groupby(["holder", "target"])
    counts = groups["polarity"].value_counts().unstack(fill_value=0)
    return counts.join(groups["value"].mean()).join(groups["id"].apply(list))


def works() -> dict[str, Callable[[StatementTable], Any]]:
    bounds = day_bounds("1920-08")
    assert bounds is not None
    event = Event("e", "e", "1920-08", *bounds)
    return {
        "perspectives": lambda table: tally(table, ("holder", "target")),
        "pandas groupby": pandas_groupby,
        "filter": lambda table: parse_filter("holder=h0001|h0002 said=1918/1920").apply(table),
        "hindsight": lambda table: hindsight(table, draws=999),
        "event study": lambda table: event_study(table, event, months=36, draws=999, days=50),
        "leave one out": lambda table: leave_one_out(table, mean_polarity),
        "saturation": lambda table: saturation(table, orders=50),
    }


def measure(sizes: list[int]) -> list[dict[str, Any]]:
    """One record a size: ``statements`` and the CPU seconds of each analysis."""
    found = []
    for size in sizes:
        table = statements(size)
        record: dict[str, Any] = {"statements": size}
        for name, work in works().items():
            best = float("inf")
            for _ in range(2):
                begin = time.process_time()
                work(table)
                best = min(best, time.process_time() - begin)
            record[name] = round(best, 4)
        record["perspectives / pandas"] = round(record["perspectives"] / max(record["pandas groupby"], 1e-9), 2)
        found.append(record)
    return found


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    found = measure(given.sizes)
    if given.json:
        print(json.dumps(found, indent=2))
        return
    for name in found[0]:
        print(f"{name:24}" + "".join(f"{record[name]:>14,}" for record in found))


if __name__ == "__main__":
    main()
