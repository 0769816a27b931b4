"""The table of quality: Tanık's readings against hand-made ones.

python -m benchmarks.quality                              the three checked texts
python -m benchmarks.quality --all                        the training texts too
python -m benchmarks.quality --text study-tr --errors     what was missed, invented, half right
python -m benchmarks.quality --pack diplomacy_1914_1930   the same, read with a pack of people
python -m benchmarks.quality --careful --effort --reliability    rules and network; corrections needed; confidence
python -m benchmarks.quality --check benchmarks/quality_marks.toml    exit code 1 under a mark
python -m benchmarks.quality --raise benchmarks/quality_marks.toml    raise the marks to what is reached
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.quality.effort import EFFORTS, believed, calibration_error, effort, price, reliability
from benchmarks.quality.machine import Way, write_machine_reading
from benchmarks.quality.marks import Marks, load_marks, raised, shortfalls, write_marks
from benchmarks.quality.mistakes import RULES, Comparison, mistakes
from benchmarks.quality.scoring import Rows, is_measured, load_scorer, score_reading, value
from benchmarks.quality.texts import GoldText, gold_texts
from tanik.reading.authority import EMPTY_AUTHORITY
from tanik.reading.authority_packs import joined, pack_authority

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
NO_GOLD = 0
UNDER_MARK = 1
_SIDE_BY_SIDE = 5


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if not (options.gold / "score.py").is_file():
        print(f"No hand-made readings in {options.gold}: nothing to measure. Name their folder with --gold.")
        return NO_GOLD
    chosen = _chosen(options)
    if not chosen:
        print("No text of that name among the hand-made readings.", file=sys.stderr)
        return 2
    marks = load_marks(options.check or options.raise_) if options.check or options.raise_ else {}
    if options.readings:
        options.readings.mkdir(parents=True, exist_ok=True)
        return _measure(options, chosen, marks, options.readings)
    with tempfile.TemporaryDirectory() as folder:
        return _measure(options, chosen, marks, Path(folder))


def _measure(options: argparse.Namespace, chosen: list[GoldText], marks: Marks, folder: Path) -> int:
    scorer = load_scorer(options.gold)
    authority = joined(EMPTY_AUTHORITY, [pack_authority(name) for name in options.pack])
    how = Way(careful=options.careful, threshold=options.threshold, model=options.model)
    readings = {text.name: write_machine_reading(text, folder, authority, how) for text in chosen}
    results = {text.name: score_reading(scorer, text, readings[text.name]) for text in chosen}
    if options.json:
        json.dump(results, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print(table(results, marks))
    if options.effort or options.reliability:
        compared = {text.name: Comparison(scorer, text, readings[text.name]) for text in chosen}
        if options.effort:
            print(effort_table({name: effort(each) for name, each in compared.items()}))
        if options.reliability:
            print(reliability_table(compared))
    if options.errors is not None:
        rules = tuple(options.errors) or RULES
        for text in chosen:
            _print_mistakes(text.name, mistakes(scorer, text, readings[text.name], rules), options.limit)
    if options.raise_:
        write_marks(options.raise_, raised(results, marks))
        return 0
    low = shortfalls(results, marks) if options.check else []
    for fall in low:
        print(f"UNDER THE MARK  {fall.text}: {fall.row} {fall.reached:.3f}, mark {fall.mark:.3f}", file=sys.stderr)
    return UNDER_MARK if low else 0


def table(results: dict[str, Rows], marks: Marks) -> str:
    """``<`` behind a value under its mark, ``-`` where the hand-made reading has nothing; the mean counts texts once.

    Few texts stand side by side; many stand one under the other.
    """
    rows = list(dict.fromkeys(row for cells in results.values() for row in cells))
    low = {(fall.text, fall.row) for fall in shortfalls(results, marks)}
    numbers = {
        (name, row): value(cells[row])
        for name, cells in results.items()
        for row in rows
        if row in cells and is_measured(cells[row])
    }
    shown = {place: f"{number:.3f}{'<' if place in low else ' '}" for place, number in numbers.items()}
    for row in rows:
        values = [numbers[name, row] for name in results if (name, row) in numbers]
        shown["mean", row] = f"{sum(values) / len(values):.3f} " if values else "- "
    names = [*results, "mean"]
    if len(results) <= _SIDE_BY_SIDE:
        return _grid(rows, names, lambda row, name: shown.get((name, row), "- "), 14)
    lines = _grid(names, rows, lambda name, row: shown.get((name, row), "- "), 9, short=True)
    return lines + "\n" + "; ".join(f"{_short(row)} {row}" for row in rows)


def effort_table(shares: dict[str, dict[str, float]]) -> str:
    """What a person must correct of the statements of each text."""
    lines = ["", "share of the hand-made statements that need the correction of"]
    lines += [f"{'':22s}" + "".join(f"{name:>22s}" for name in EFFORTS)]
    for name, row in shares.items():
        lines.append(f"{name:22s}" + "".join(f"{row[each]:>22.3f}" for each in EFFORTS))
    return "\n".join(lines)


def reliability_table(compared: dict[str, Comparison]) -> str:
    """Confidence against what is right (words and holder), and the price of a threshold, over all texts."""
    statements = [each for comparison in compared.values() for each in believed(comparison)]
    wanted = sum(len(comparison.gold["statement"]) for comparison in compared.values())
    rows = reliability(statements)
    lines = ["", "confidence   right   statements"]
    lines += [f"{mean:10.2f}{share:8.2f}{number:13d}" for mean, share, number in rows]
    lines += [f"mean distance {calibration_error(rows):.3f}", "", "threshold   precision   recall"]
    lines += [f"{least:9.1f}{precision:12.2f}{recall:9.2f}" for least, precision, recall in price(statements, wanted)]
    return "\n".join(lines)


def _grid(
    down: list[str], across: list[str], cell: Callable[[str, str], str], width: int, *, short: bool = False
) -> str:
    heads = [_short(head) if short else head for head in across]
    lines = [f"{'':22s}" + "".join(f"{head:>{width}s}" for head in heads)]
    lines += [f"{row:22s}" + "".join(f"{cell(row, column):>{width}s}" for column in across) for row in down]
    return "\n".join(lines)


def _short(row: str) -> str:
    """``quote + speaker`` -> ``q+s``, ``statement found`` -> ``s.f``: a head that fits over a number."""
    return re.sub(r"(\w)\w*(\W*)", lambda m: m.group(1) + ("." if m.group(2) == " " else m.group(2).strip()), row)


def _print_mistakes(name: str, found: list[Any], limit: int) -> None:
    for rule in RULES:
        for sort in ("missed", "false", "differs"):
            chosen = [m for m in found if m.rule == rule and m.sort == sort]
            if not chosen:
                continue
            print(f"\n== {name}: {rule}, {sort}: {len(chosen)}")
            for mistake in chosen[: limit or None]:
                where = f"[{mistake.para}] " if mistake.para is not None else ""
                print(f"  {where}{mistake.context}\n      {mistake.detail}")


def _chosen(options: argparse.Namespace) -> list[GoldText]:
    texts = gold_texts(options.gold)
    if options.text:
        return [text for text in texts if text.name in options.text]
    return [text for text in texts if options.all or not text.extra]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER", help="folder of the hand-made readings")
    parser.add_argument("--text", action="append", metavar="NAME", help="only this text (may be repeated)")
    parser.add_argument("--all", action="store_true", help="the training texts too")
    parser.add_argument("--pack", action="append", default=[], metavar="NAME", help="read with this pack of people")
    parser.add_argument("--json", action="store_true", help="the scores as one JSON object")
    parser.add_argument("--errors", nargs="*", choices=RULES, metavar="RULE", help=f"list mistakes: {', '.join(RULES)}")
    parser.add_argument("--limit", type=int, default=0, help="at most this many mistakes of a sort (0: all)")
    parser.add_argument("--readings", type=Path, metavar="FOLDER", help="keep the machine readings in this folder")
    parser.add_argument("--careful", action="store_true", help="read with rules and network (without it: the rules)")
    parser.add_argument("--threshold", type=float, help="least confidence of a statement")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="a network other than the one that ships")
    parser.add_argument("--effort", action="store_true", help="what a person must correct")
    parser.add_argument(
        "--reliability", action="store_true", help="confidence against what is right; the price of a threshold"
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--check", type=Path, metavar="MARKS", help="exit code 1 when a row lies under its mark")
    group.add_argument("--raise", dest="raise_", type=Path, metavar="MARKS", help="raise the marks to what is reached")
    return parser


if __name__ == "__main__":
    sys.exit(main())
