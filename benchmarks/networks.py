"""How long discourse networks take, and that the time grows no faster than the table.

    python -m benchmarks.networks                        tables of 5,000 to 100,000 statements
    python -m benchmarks.networks --sizes 1000 2000      other sizes
    python -m benchmarks.networks --json                 for a program

Statements are drawn with a fixed seed: 300 holders and 80 concepts, a few of them named most of the time, ten
statements a document. Seconds are CPU seconds of the library; ``command`` is one whole run of ``tanik network`` with
reading and printing, by the clock. For DNA 3.1.2 on a machine like ours 31 s were measured for 10,000 statements with
document duplicates, one- or two-mode, and no result within 400 s for 50,000.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tanik.analysis.networks import Choice, network
from tanik.analysis.statement_columns import StatementColumns

SIZES = (5_000, 10_000, 20_000, 50_000, 100_000)
CHOICES = {
    "two-mode, subtract": Choice("two-mode", "subtract", "no", "document"),
    "one-mode, ignore": Choice("one-mode", "ignore", "no", "document"),
    "one-mode, subtract, average": Choice("one-mode", "subtract", "average", "document"),
    "one-mode, congruence, jaccard": Choice("one-mode", "congruence", "jaccard", "document"),
}
_HOLDERS, _CONCEPTS, _A_DOCUMENT = 300, 80, 10


def statements(size: int) -> StatementColumns:
    """A made-up table; the same for the same size."""
    draw = random.Random(size)
    return StatementColumns(
        rows=[f"holder {int(_HOLDERS * draw.random() ** 2)}" for _ in range(size)],
        columns=[f"concept {int(_CONCEPTS * draw.random() ** 2)}" for _ in range(size)],
        qualifiers=[draw.randint(0, 1) for _ in range(size)],
        documents=[f"document {n // _A_DOCUMENT}" for n in range(size)],
    )


def seconds(table: StatementColumns, choice: Choice) -> float:
    """CPU seconds of one network, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        network(table, choice)
        best = min(best, time.process_time() - begin)
    return best


def command_seconds(table: StatementColumns) -> float:
    """Seconds by the clock of ``tanik network`` on the table as a CSV file, one-mode, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statements.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("who", "what", "agreement", "document"))
            writer.writerows(zip(table.rows, table.columns, table.qualifiers or (), table.documents or (), strict=True))
        words = ["--type", "one-mode", "--row", "who", "--column", "what", "--qualifier", "agreement"]
        words += ["--aggregation", "subtract", "--duplicates", "document", "--json"]
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "tanik", "network", str(path), *words], check=True, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - begin


def measure(sizes: list[int], *, command: bool = True) -> list[dict[str, Any]]:
    """One record a size: ``statements``, seconds by choice and, if wanted, of the whole ``command``."""
    found = []
    for size in sizes:
        table = statements(size)
        record: dict[str, Any] = {"statements": size}
        record |= {name: round(seconds(table, choice), 4) for name, choice in CHOICES.items()}
        if command:
            record["command"] = round(command_seconds(table), 3)
        found.append(record)
    return found


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    found = measure(given.sizes)
    if given.json:
        print(json.dumps(found, indent=2))
        return
    heads = list(found[0])
    print(" | ".join(heads))
    for record in found:
        print(" | ".join(f"{record[head]:>{len(head)},}" for head in heads))
    first, last = found[0], found[-1]
    if len(found) > 1:
        print(f"\n{last['statements'] / first['statements']:.0f} times the statements took")
        for name in heads[1:]:
            print(f"  {last[name] / first[name]:5.1f} times the seconds: {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
