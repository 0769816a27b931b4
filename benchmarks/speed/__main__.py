"""The table of speed: one core, every measure in a process of its own, one after the other.

    python -m benchmarks.speed                                  what can be measured here
    python -m benchmarks.speed --peers PYTHON                   peers too: PYTHON has benchmarks/requirements.txt
    python -m benchmarks.speed --text FOLDER --words 10000 100000
    python -m benchmarks.speed --only reading help --json

Seconds are CPU seconds of the process unless "wall" is said, so that a busy machine measures the same.
"""

from __future__ import annotations

import argparse
import json
import runpy
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.speed.corpus import first_words, sizes

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT.parent / "shared" / "texts" / "turkish" / "tbmm"
SIZES = (10_000, 100_000, 400_000, 1_600_000)
PARTS = ("reading", "peers", "pdf", "help")
PEER_SECONDS = 20
Result = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if ("reading" in options.only or "peers" in options.only) and not any(options.text.glob("*.txt")):
            print(f"No plain text in {options.text}: name a folder of Turkish prose with --text.", file=sys.stderr)
            return 2
        if "reading" in options.only:
            results["reading"] = measure_reading(options.text, tuple(options.words), scratch)
        if "peers" in options.only:
            results["peers"] = measure_peers(options.text, options.peers, options.seconds, scratch)
        if "pdf" in options.only:
            results["pdf"] = measure_pdf(options.peers, options.pages, options.seconds, scratch)
        if "help" in options.only:
            results["help"] = measure_help(options.repeat)
    print(json.dumps(results, indent=1) if options.json else report(results))
    return 0


def _child(python: str, *arguments: str) -> Result | None:
    """One measure in its own process; None when its package is not there."""
    command = [python, str(ROOT / "benchmarks" / "speed" / "child.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr and "'tanik" not in done.stderr:
            return None
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_reading(folder: Path, wanted: tuple[int, ...], scratch: Path) -> list[Result]:
    """The whole reading of the first words of ``folder``, at each size: words a second, peak, cost per word."""
    rows = []
    for size in sizes(folder, wanted):
        path = scratch / f"prose-{size}.txt"
        path.write_text(first_words(folder, size), encoding="utf-8")
        found = _child(sys.executable, "reading", str(path))
        if found is None:
            raise RuntimeError("the reader is not installed: pip install -e .")
        rows.append({**found, "words_per_second": found["words"] / found["cpu"]})
    return rows


def measure_peers(folder: Path, peers: str | None, seconds: float, scratch: Path) -> dict[str, Result]:
    """The same text through Tanık's whole reading, its lemmas, spaCy's sentencizer and zeyrek, in one run."""
    path = scratch / "peers.txt"
    path.write_text(first_words(folder, 100_000), encoding="utf-8")
    runs = {
        "tanik, whole reading": _child(sys.executable, "reading", str(path)),
        "tanik, lemmas": _child(sys.executable, "lemmas", str(path)),
    }
    if peers:
        runs["spaCy blank + sentencizer"] = _child(peers, "spacy", str(path), str(seconds))
        runs["zeyrek, first analysis"] = _child(peers, "zeyrek", str(path), str(seconds))
    return {name: {**run, "words_per_second": run["words"] / run["cpu"]} for name, run in runs.items() if run}


def measure_pdf(peers: str | None, pages: int, seconds: float, scratch: Path) -> dict[str, Result]:
    """Text of a book of ``pages`` pages, built from the example's own memoir."""
    build = runpy.run_path(str(ROOT / "examples" / "moskova" / "build.py"))
    lines = build["draft"]("sefaret-defteri.txt")
    path = scratch / "book.pdf"
    # One copy of the memoir fills a little more than two pages of 36 lines.
    build["write_pdf"](path, lines * (pages // 2), "Sefaret Defteri", "N. F. Akdere", 1, 36)
    runs = {"tanik": _child(sys.executable, "pdf", "tanik", str(path), str(seconds))}
    for tool in ("pypdf", "pdfminer") if peers else ():
        runs[tool] = _child(peers or "", "pdf", tool, str(path), str(seconds))
    return {name: {**run, "pages_per_second": run["pages"] / run["cpu"]} for name, run in runs.items() if run}


def measure_help(repeat: int) -> Result:
    """Wall seconds of ``tanik --help``, median of ``repeat`` starts, the first (cold) one apart."""
    command = [str(Path(sys.executable).with_name("tanik")), "--help"]
    times = []
    for _ in range(repeat + 1):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return {"first": times[0], "median": statistics.median(times[1:]), "starts": repeat}


def report(results: dict[str, Any]) -> str:
    lines: list[str] = []
    if rows := results.get("reading"):
        lines.append(f"{'words':>10s} {'words/s':>10s} {'CPU s':>8s} {'µs/word':>8s} {'peak MiB':>9s} {'load s':>7s}")
        for row in rows:
            cost = row["cpu"] / row["words"] * 1e6
            lines.append(
                f"{row['words']:>10,d} {row['words_per_second']:>10,.0f} {row['cpu']:>8.2f} {cost:>8.1f} "
                f"{row['peak_mb']:>9.0f} {row['load']:>7.2f}"
            )
        costs = [row["cpu"] / row["words"] for row in rows]
        lines.append(f"cost per word, largest to smallest text: {costs[-1] / costs[0]:.2f}")
    if rows := results.get("peers"):
        lines += ["", *_ratios(rows, "words", "tanik, whole reading")]
    if rows := results.get("pdf"):
        lines += ["", *_ratios(rows, "pages", "tanik")]
    if row := results.get("help"):
        lines += [
            "",
            f"tanik --help: median {row['median']:.3f} s wall of {row['starts']} (first {row['first']:.3f} s)",
        ]
    return "\n".join(lines)


def _ratios(rows: dict[str, Result], unit: str, ours: str) -> list[str]:
    base = rows[ours][f"{unit}_per_second"]
    lines = [f"{'':28s} {unit + '/s':>12s} {unit:>10s} {'ratio of ' + ours:>30s}"]
    for name, row in rows.items():
        speed = row[f"{unit}_per_second"]
        lines.append(f"{name:28s} {speed:>12,.0f} {row[unit]:>10,d} {base / speed:>30.2f}")
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, default=TEXT, metavar="FOLDER", help="folder of *.txt with Turkish prose")
    parser.add_argument("--words", type=int, nargs="+", default=list(SIZES), help="sizes to read")
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has benchmarks/requirements.txt")
    parser.add_argument("--seconds", type=float, default=PEER_SECONDS, help="time for each peer")
    parser.add_argument("--pages", type=int, default=400, help="pages of the PDF")
    parser.add_argument("--repeat", type=int, default=10, help="starts of tanik --help")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to measure")
    parser.add_argument("--json", action="store_true", help="the numbers as one JSON object")
    return parser


if __name__ == "__main__":
    sys.exit(main())
