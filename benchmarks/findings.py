"""How long `tanik verify` takes: 50 findings over tables of many statements, and that the time grows no faster.

    python -m benchmarks.findings                    10,000, 100,000 and 400,000 statements
    python -m benchmarks.findings --sizes 1000 2000

CPU seconds of this process, the best of two. The findings are of every expectation, in turn, each with every source
left out (50 sources). No other program verifies findings, so there is no peer to compare with.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.analyses import statements
from tanik.analysis.finding_file import Finding, parse_findings
from tanik.analysis.findings import verify

SIZES = (10_000, 100_000, 400_000)


def fifty() -> tuple[Finding, ...]:
    """Fifty findings over the made-up table of :mod:`benchmarks.analyses`."""
    kinds = (
        {"expect": "direction", "query": "target=t{a:04d}"},
        {"expect": "ratio", "query": "topic=aid", "of": "target=t{a:04d}", "at_least": "0.3"},
        {"expect": "presence", "query": "holder=h{a:04d} target=t{b:04d}"},
        {"expect": "absence", "query": "holder=h{a:04d} topic=law"},
        {"expect": "trend", "query": "target=t{a:04d}", "by": "written", "direction": "up"},
        {"expect": "difference", "query": "target=t{a:04d}", "than": "target=t{b:04d}"},
        {"expect": "order", "order": ["target=t{a:04d}", "target=t{b:04d}", "target=t{c:04d}"]},
        {"expect": "ratio", "query": "polarity=negative", "of": "policy=all", "at_most": "0.5"},
        {"expect": "direction", "query": "said=1919/1922 topic!=aid", "direction": "divided"},
        {"expect": "trend", "query": "policy=all", "by": "said", "direction": "flat"},
    )
    made = []
    for number in range(50):
        numbers = {"a": number // 10, "b": number // 10 + 5, "c": number // 10 + 10}
        entry: dict[str, object] = {
            "id": f"f{number}",
            "claim": "Claim {query:topic=aid} of {query:topic=law / topic=aid}",
        }
        for name, value in kinds[number % 10].items():
            entry[name] = (
                [each.format(**numbers) for each in value] if isinstance(value, list) else value.format(**numbers)
            )
        made.append(entry)
    return parse_findings(made, "fifty").findings


def seconds(size: int) -> float:
    """CPU seconds for fifty findings over a table of this size."""
    table, findings = statements(size), fifty()
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        outcomes = verify(table, findings)
        best = min(best, time.process_time() - began)
        assert all(outcome.problem is None for outcome in outcomes)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    before: tuple[int, float] | None = None
    for size in parser.parse_args().sizes:
        took = seconds(size)
        growth = "" if before is None else f", {took / before[1]:.1f} times for {size / before[0]:.1f} times as many"
        print(f"{size:>9,} statements, 50 findings: {took:.2f} s{growth}", flush=True)
        before = size, took


if __name__ == "__main__":
    main()
