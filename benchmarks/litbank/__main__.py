"""python -m benchmarks.litbank --data FOLDER: quotations and speakers in the given extracts of English fiction.

Nothing is learned, so that every extract is unseen by the program; rules were written while looking at the half whose
number in the list is even, and the other half stands apart (``--half``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.litbank.extracts import Extract, GoldQuote, extracts
from tanik.reading.annotations import Quotation, Reading
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings
from tanik.sources.extraction import Extraction
from tanik.text.build import build_document

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "benchmarks" / "litbank"
HALVES = {"all": (0, 1), "even": (0,), "odd": (1,)}
SORTS = ("explicit", "pronoun", "implicit")


@dataclass(slots=True)
class Tally:
    """Counts over extracts."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    half: int = 0
    of: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    rules: dict[str, list[int]] = field(default_factory=dict)

    def rows(self) -> dict[str, float]:
        rows = {"quotation F1": _f1(self.half, self.found, self.gold)}
        rows["quotation F1, exact"] = _f1(self.exact, self.found, self.gold)
        for sort in SORTS:
            rows[f"speaker, {sort}"] = self.right[sort] / self.of[sort] if self.of[sort] else 0.0
        total = sum(self.of.values())
        rows["speaker, all"] = sum(self.right.values()) / total if total else 0.0
        given = sum(self.given.values())
        rows["speaker, of those given"] = sum(self.right.values()) / given if given else 0.0
        return rows


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.litbank", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="FOLDER", help="folder with quotations_tsv and coref_tsv"
    )
    parser.add_argument("--half", choices=HALVES, default="all", help="every second extract")
    parser.add_argument("--errors", action="store_true", help="show wrong speakers and missed quotations")
    parser.add_argument("--json", action="store_true", help="the numbers as one JSON object")
    options = parser.parse_args(arguments)
    if not (options.data / "quotations_tsv").is_dir():
        print(f"No extracts of LitBank in {options.data}: nothing to measure. Name their folder with --data.")
        return 0
    tally = Tally()
    chosen = [e for i, e in enumerate(extracts(options.data)) if i % 2 in HALVES[options.half]]
    for extract in chosen:
        measure(extract, tally, show=options.errors)
    if options.json:
        json.dump(tally.rows(), sys.stdout, indent=1)
        print()
        return 0
    for row, number in tally.rows().items():
        print(f"{row:26s}{number:6.3f}")
    print(f"{len(chosen)} extracts, {tally.gold} quotations: " + ", ".join(f"{tally.of[s]} {s}" for s in SORTS))
    for rule, (right, all) in sorted(tally.rules.items(), key=lambda pair: -pair[1][1]):
        print(f"  {rule:28s}{right:5d} of {all:4d} right")
    return 0


def measure(extract: Extract, tally: Tally, *, show: bool = False) -> None:
    """Read one extract and count."""
    document = build_document(Extraction(extract.text, "txt", "litbank", hard_lines=False), language="en")
    reading = read_document(document, ReadingSettings(kind="memoir", language="en"))
    lead = _lead(extract.text, document.text)
    mine = [q for q in reading.quotations if q.kind == "direct" and not q.depth]
    chains = _chains(extract, reading, lead)
    tally.gold += len(extract.quotes)
    tally.found += len(mine)
    pairs = _pairs(extract.quotes, mine, lead)
    tally.half += len(pairs)
    for gold in extract.quotes:
        tally.of[gold.sort] += 1
        quotation = pairs.get(gold)
        if quotation is None:
            if show:
                print(f"MISSED  {extract.name}: {extract.text[gold.start : gold.end][:90]!r}")
            continue
        tally.exact += (lead[gold.start], lead[gold.end]) == (quotation.outer_start, quotation.outer_end)
        right = chains.get(quotation.speaker or "") == gold.speaker
        tally.right[gold.sort] += right
        counts = tally.rules.setdefault(quotation.rule if quotation.speaker else "none", [0, 0])
        counts[0] += right
        counts[1] += 1
        if quotation.speaker:
            tally.given[gold.sort] += 1
        if show and not right:
            around = extract.text[max(gold.start - 80, 0) : gold.end + 80].replace("\n", " ¶ ")
            got = f"{quotation.speaker} ({chains.get(quotation.speaker or '')}, {quotation.rule})"
            print(f"{gold.sort.upper():9s} {extract.name[:24]}: wanted {gold.speaker}, got {got}\n      {around}")


def _lead(given: str, made: str) -> list[int]:
    """Offset of each letter of the given text in the document's; only blanks may differ."""
    lead, at = [], 0
    for letter in given:
        while not letter.isspace() and at < len(made) and made[at] != letter:
            at += 1
        lead.append(at)
        if at < len(made) and made[at] == letter:
            at += 1
    return [*lead, at]


def _pairs(gold: list[GoldQuote], mine: list[Quotation], lead: list[int]) -> dict[GoldQuote, Quotation]:
    """Quotations that share half their letters or more, one to one, the best overlap first."""
    candidates = []
    for g in gold:
        start, end = lead[g.start], lead[g.end]
        for quotation in mine:
            shared = min(end, quotation.outer_end) - max(start, quotation.outer_start)
            longest = max(end, quotation.outer_end) - min(start, quotation.outer_start)
            if shared * 2 >= longest:
                candidates.append((-shared / longest, start, quotation.outer_start, g, quotation))
    pairs: dict[GoldQuote, Quotation] = {}
    taken: set[int] = set()
    for _, _, at, g, quotation in sorted(candidates, key=lambda c: c[:3]):
        if g not in pairs and at not in taken:
            pairs[g] = quotation
            taken.add(at)
    return pairs


def _chains(extract: Extract, reading: Reading, lead: list[int]) -> dict[str, str]:
    """The chain that an entity of the reading means: the one that most of its mentions fall on."""
    votes: dict[str, Counter[str]] = {}
    named = [(lead[m.start], lead[m.end], m) for m in extract.mentions]
    for mention in reading.mentions:
        longest = 2 * (mention.word_end - mention.start) + 12
        for start, end, gold in named:
            inside = start <= mention.start and mention.end <= end and end - start <= longest
            if gold.category != "PRON" and inside:
                votes.setdefault(mention.entity, Counter())[gold.chain] += 1
    authors = [entity.id for entity in reading.entities if "I" in entity.aliases]
    for id in authors:
        for start, _, gold in named:
            quoted = any(q.outer_start <= start < q.outer_end for q in reading.quotations)
            if gold.category == "PRON" and extract.text[gold.start : gold.end] == "I" and not quoted:
                votes.setdefault(id, Counter())[gold.chain] += 1
    return {id: max(counts, key=lambda chain: (counts[chain], chain)) for id, counts in votes.items()}


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


if __name__ == "__main__":
    sys.exit(main())
