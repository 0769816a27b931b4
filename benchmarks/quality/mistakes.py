"""What a reading missed, invented or got half right, each in its words: the list to work through.

Only a look at the same pairs the scorer makes; the numbers themselves come from :mod:`benchmarks.quality.scoring`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality.texts import GoldText

RULES = ("statement", "quote", "date", "people", "citation")
Record = dict[str, Any]
_AROUND = 70
_LEAST_OVERLAP = {"statement": 0.3, "quote": 0.8, "date": 0.5, "citation": 0.5}


@dataclass(frozen=True, slots=True)
class Mistake:
    """``sort``: ``missed`` (only in the hand-made reading), ``false`` (only in the machine's), ``differs`` (both)."""

    rule: str
    sort: str
    para: int | None
    context: str
    detail: str


class Comparison:
    """One hand-made and one machine reading of the same text, side by side."""

    def __init__(self, scorer: ModuleType, text: GoldText, reading: Path) -> None:
        self.scorer = scorer
        self.article = scorer.Article(str(text.article))
        self.machine = scorer.Reading(str(reading), self.article)
        wanted = {"even": (0,), "odd": (1,)}.get(text.paras, (0, 1))
        self.keep = {n for n in self.article.paras if n % 2 in wanted}
        self.gold: dict[str, list[Record]] = defaultdict(list)
        for line in text.gold.read_text(encoding="utf-8").splitlines():
            if line.strip():
                self._add(json.loads(line))
        self.names = scorer.pair_entities(self.gold["entity"], self.machine.records["entity"])

    def _add(self, record: Record) -> None:
        if "para" in record and "text" in record:
            if record["para"] not in self.keep:
                return
            record["_span"] = self.article.span(record)
        self.gold[record["type"]].append(record)

    def mine(self, rule: str) -> list[Record]:
        """The machine's annotations whose words mostly fall into the paragraphs that count."""
        inside = []
        for record in self.machine.records[rule]:
            where = [self.article.para_of[i] for i in record.get("_span", ())]
            if where and max(set(where), key=where.count) in self.keep:
                inside.append(record)
        return inside

    def name(self, entity: str | None) -> str | None:
        """The gold id of a machine id, else the machine id behind a question mark."""
        return self.names.get(entity, f"?{entity}") if entity else None

    def place(self, span: frozenset[int]) -> tuple[int | None, str]:
        """Paragraph number and the words of a span, marked in their surroundings."""
        if not span:
            return None, ""
        first = min(span)
        para = self.article.para_of[first]
        last = max(i for i in span if self.article.para_of[i] == para)
        offsets = {number: (a, b) for a, b, number in self.article.offsets[para]}
        start, end = offsets[first][0], offsets[last][1]
        words = self.article.paras[para]
        before, after = words[max(0, start - _AROUND) : start], words[end : end + _AROUND]
        return para, f"…{before}⟦{words[start:end]}⟧{after}…"


def mistakes(scorer: ModuleType, text: GoldText, reading: Path, rules: tuple[str, ...] = RULES) -> list[Mistake]:
    """The mistakes of one reading, by rule, in text order inside each sort."""
    comparison = Comparison(scorer, text, reading)
    found: list[Mistake] = []
    for rule in rules:
        found += _people(comparison) if rule == "people" else _spans(comparison, rule)
    return found


def _spans(comparison: Comparison, rule: str) -> Iterator[Mistake]:
    gold, mine = comparison.gold[rule], comparison.mine(rule)
    if rule == "quote":
        gold = [q for q in gold if q["kind"] == "direct"]
        mine = [q for q in mine if q.get("kind", "direct") == "direct"]
    pairs = comparison.scorer.pair(gold, mine, _LEAST_OVERLAP[rule])
    paired_gold, paired_mine = {id(g) for g, _ in pairs}, {id(m) for _, m in pairs}
    show, differ = _SHOW[rule], _DIFFER[rule]
    for record in _in_order(g for g in gold if id(g) not in paired_gold):
        yield _mistake(comparison, rule, "missed", record, show(comparison, record, False))
    for record in _in_order(m for m in mine if id(m) not in paired_mine):
        yield _mistake(comparison, rule, "false", record, show(comparison, record, True))
    for g, m in sorted(pairs, key=lambda both: min(both[0]["_span"])):
        if differ(comparison, g, m):
            detail = f"wanted {show(comparison, g, False)}; got {show(comparison, m, True)}"
            yield _mistake(comparison, rule, "differs", g, detail)


def _in_order(records: Iterator[Record]) -> list[Record]:
    return sorted(records, key=lambda r: min(r["_span"], default=0))


def _mistake(comparison: Comparison, rule: str, sort: str, record: Record, detail: str) -> Mistake:
    para, context = comparison.place(record["_span"])
    by = f" [{record['rule']}]" if record.get("rule") else ""
    return Mistake(rule, sort, para, context, detail + by)


def _targets(comparison: Comparison, record: Record, machine: bool) -> dict[str | None, str]:
    return {comparison.name(t["id"]) if machine else t["id"]: t.get("polarity", "") for t in record.get("targets", [])}


def _show_statement(comparison: Comparison, record: Record, machine: bool) -> str:
    holder = comparison.name(record.get("holder")) if machine else record["holder"]
    targets = ", ".join(f"{who} {how}" for who, how in _targets(comparison, record, machine).items())
    return f"{holder} → {targets or 'nobody'}"


def _show_quote(comparison: Comparison, record: Record, machine: bool) -> str:
    return str(comparison.name(record.get("speaker")) if machine else record["speaker"])


def _show_date(comparison: Comparison, record: Record, machine: bool) -> str:
    return str(record.get("edtf"))


def _show_citation(comparison: Comparison, record: Record, machine: bool) -> str:
    return str([comparison.scorer.citation_key(item) for item in record.get("items", [])])


def _other_statement(comparison: Comparison, gold: Record, mine: Record) -> bool:
    same_holder = comparison.name(mine.get("holder")) == gold["holder"]
    return not same_holder or _targets(comparison, gold, False) != _targets(comparison, mine, True)


_SHOW: dict[str, Callable[[Comparison, Record, bool], str]] = {
    "statement": _show_statement,
    "quote": _show_quote,
    "date": _show_date,
    "citation": _show_citation,
}
_DIFFER: dict[str, Callable[[Comparison, Record, Record], bool]] = {
    "statement": _other_statement,
    "quote": lambda c, g, m: c.name(m.get("speaker")) != g["speaker"],
    "date": lambda c, g, m: (m.get("edtf") or None) != (g.get("edtf") or None),
    "citation": lambda c, g, m: _show_citation(c, g, False) != _show_citation(c, m, True),
}


def _people(comparison: Comparison) -> Iterator[Mistake]:
    back = {gold: machine for machine, gold in comparison.names.items()}
    wanted = [e for e in comparison.gold["entity"] if e.get("kind") == "person"]
    found = {e["id"]: e for e in comparison.machine.records["entity"]}
    for entity in wanted:
        match = found.get(back.get(entity["id"], ""))
        aliases = [entity.get("name", ""), *entity.get("aliases", [])]
        if match is None:
            yield Mistake("people", "missed", None, entity["name"], ", ".join(aliases))
        elif match.get("kind") != "person":
            yield Mistake("people", "differs", None, entity["name"], f"wanted person; got {match.get('kind')}")
        else:
            mine = {comparison.scorer.squeeze(a) for a in [match.get("name", ""), *match.get("aliases", [])]}
            lost = [a for a in aliases if comparison.scorer.squeeze(a) not in mine]
            if lost:
                yield Mistake("people", "differs", None, entity["name"], f"without the names {', '.join(lost)}")
    for entity in found.values():
        if entity.get("kind") == "person" and entity["id"] not in comparison.names:
            names = ", ".join(entity.get("aliases", []))
            yield Mistake("people", "false", None, entity.get("name", ""), names)
