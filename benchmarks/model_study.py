"""The findings of the example on a study of your own: read by the machine alone, and with a person's reading instead.

    python -m benchmarks.model_study --text study.txt --gold study.jsonl --paras study.paras.txt

``--text``: the study; ``--gold``: statements read by hand (JSON Lines: ``type`` statement with para, text, holder,
targets, topics, source, relayed_by, said; ``type`` entity with id, name, aliases); ``--paras``: its paragraphs,
numbered ``[0] ...``, which place the statements. Prints for every finding the verdict by each, and how many are
supported, opposed and left open. A reading by hand of some paragraphs only has less evidence, which shows.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import tanik
from tanik.analysis.finding_file import FindingFile, parse_findings
from tanik.analysis.findings import Outcome, verify
from tanik.analysis.statement_table import StatementTable, build
from tanik.reading.authority import Authority, alias_key, read_authority
from tanik.sources.sidecar import load_yaml

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "moskova"
_PARAGRAPH = re.compile(r"^\[(\d+)\] ?(.*)$", re.MULTILINE)
_WORK = re.compile(r"(?P<author>.+?) (?P<year>\d{4}\w?)(?::|$)")


def read_by_machine(text: Path, people: Path) -> StatementTable:
    """The statements that a reading finds by itself."""
    with tempfile.TemporaryDirectory() as folder, tanik.open(Path(folder) / "study.tanik") as study:
        study.add(text, kind="study")
        study.read(people=people)
        return study.statement_table()


def read_by_hand(gold: Path, paras: Path, people: Path) -> StatementTable:
    """The statements of a hand-made reading, with people and things named as the authority file names them."""
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    entities = {line["id"]: line for line in lines if line["type"] == "entity"}
    keys = _keys(entities, read_authority(people))
    texts = {int(number): words for number, words in _PARAGRAPH.findall(paras.read_text(encoding="utf-8"))}
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(line for line in lines if line["type"] == "statement"):
        start = line["para"] * 100_000 + max(texts.get(line["para"], "").find(line["text"]), 0)
        work = _WORK.match(line.get("source") or "")
        for target in line["targets"]:
            rows.append(
                {
                    "id": str(number + 1),
                    "holder": keys.get(line["holder"], line["holder"]),
                    "target": keys.get(target["id"], target["id"]),
                    "polarity": target["polarity"],
                    "topics": tuple(line.get("topics") or ()),
                    "said": line.get("said"),
                    "source": gold.name,
                    "works": (f"work:{work['author'].lower()}|{work['year']}",) if work else (),
                    "relay": (keys.get(line["relayed_by"], line["relayed_by"]),) if line.get("relayed_by") else (),
                    "coder": "hand",
                    "start": start,
                    "end": start + len(line["text"]),
                    "text": line["text"],
                }
            )
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    names = {keys.get(id, id): entity["name"] for id, entity in entities.items()}
    works = {work for row in rows for work in row["works"]}
    names |= {work: work.removeprefix("work:").replace("|", " ").title() for work in works}
    aliases = {keys.get(id, id): tuple(entity.get("aliases", ())) for id, entity in entities.items()}
    return build(columns, names=names, aliases=aliases)


def _keys(entities: dict[str, Any], authority: Authority) -> dict[str, str]:
    """The key of each entity of the hand-made reading: that of the authority file when one of its names is there."""
    known = {alias_key(name): f"@{entry.id}" for entry in authority.entries for name in (entry.name, *entry.aliases)}
    found = {}
    for id, entity in entities.items():
        names = (entity["name"], *entity.get("aliases", ()))
        found[id] = next((known[alias_key(name)] for name in names if alias_key(name) in known), f"hand:{id}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--paras", type=Path)
    parser.add_argument("--people", type=Path, default=EXAMPLE / "people.yaml")
    parser.add_argument("--findings", type=Path, default=EXAMPLE / "findings.yaml")
    given = parser.parse_args()
    if (given.gold is None) != (given.paras is None):
        parser.error("--gold and --paras go together")
    findings = parse_findings(
        load_yaml(given.findings.read_text(encoding="utf-8"), given.findings.name), given.findings.name
    )
    tables = {"machine": read_by_machine(given.text, given.people)}
    if given.gold is not None:
        tables["hand"] = read_by_hand(given.gold, given.paras, given.people)
    outcomes = {name: verify(table, findings.findings) for name, table in tables.items()}
    _show(findings, tables, outcomes)


def _show(findings: FindingFile, tables: dict[str, StatementTable], outcomes: dict[str, list[Outcome]]) -> None:
    width = max(len(finding.id) for finding in findings.findings)
    print(" " * width, *(f"{name:>38}" for name in tables))
    for number, finding in enumerate(findings.findings):
        cells = [_cell(found[number]) for found in outcomes.values()]
        print(f"{finding.id:{width}}", *(f"{cell:>38}" for cell in cells))
    for name, found in outcomes.items():
        counts = Counter[str](outcome.verdict for outcome in found)
        still_open = counts["mixed"] + counts["too_little_evidence"]
        print(
            f"{name}: {tables[name].statements()} statements; {counts['supported']} supported, {counts['opposed']} "
            f"opposed, {still_open} left open ({counts['mixed']} mixed, {counts['too_little_evidence']} too little)"
        )


def _cell(outcome: Outcome) -> str:
    measure = outcome.measure
    value = "–" if measure.value is None else f"{measure.value:.2f}"
    robust = "" if outcome.robust else ", not robust"
    return f"{outcome.verdict} ({value}, n={measure.n}{robust})"


if __name__ == "__main__":
    main()
