"""Verifying the findings of a study, and what changed since the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tanik.analysis.finding_file import FindingFile, parse_findings
from tanik.analysis.findings import Outcome, verify
from tanik.analysis.statement_table import StatementTable
from tanik.errors import SettingError, StudyError
from tanik.store import Store
from tanik.store.finding_rows import OutcomeRow
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.study.study import Study

_LARGEST = 4_000_000
"""Bytes of a findings file."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is new about a finding since the last verification. ``before``: its verdict then, None when it is new.

    ``value_before``: its number then; ``new``, ``gone``: ids of statements that count now and did not, and conversely.
    """

    before: str | None
    value_before: float | None = None
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of all findings.

    ``changes``: by finding, only where something changed; ``compared_with``: time of the last verification, None for
    the first one; ``bare``: numbers in claims that no query makes, as (finding, number); ``passages``: of each id in
    ``supporting`` and ``opposing`` its source, page and words.
    """

    outcomes: tuple[Outcome, ...]
    statements: int
    changes: Mapping[str, Change]
    compared_with: str | None
    bare: tuple[tuple[str, str], ...]
    table: StatementTable = field(repr=False)

    def passage(self, id: str) -> dict[str, Any]:
        """Where a statement stands and what it says, by its id."""
        return passages(self.table, [id])[0]


def passages(table: StatementTable, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Source, page, holder and words of statements, in the order of the ids given."""
    number = {id: n for n, id in enumerate(table.ids)}
    first = np.full(len(table.ids), -1, np.intp)
    first[table.statement[::-1]] = np.arange(len(table))[::-1]
    found = []
    for id in ids:
        row = int(first[number[id]])
        source, holder = table.source.at(row) or "", table.holder.at(row) or ""
        found.append(
            {
                "id": id,
                "source": source,
                "source_name": table.name(source),
                "page": table.page.at(row),
                "start": int(table.start[row]),
                "end": int(table.end[row]),
                "holder": table.name(holder),
                "text": table.text[row],
            }
        )
    return found


def read_findings(path: Path) -> dict[str, Any]:
    """The content of a findings file. SettingError T760 when it cannot be read; T354 when it is no YAML."""
    from tanik.sources.encodings import decode
    from tanik.sources.given import Given
    from tanik.sources.sidecar import load_yaml

    try:
        size = path.stat().st_size
        content = path.read_bytes() if path.is_file() and size <= _LARGEST else None
    except OSError:
        content = None
    if content is None:
        raise SettingError(
            "T766",
            N_("There is no findings file “{path}” that can be read."),
            N_("Check the name and the folder; a findings file is a YAML text of a few pages."),
            path=str(path),
        )
    data = load_yaml(decode(Given(content, path.name)).text, path.name) if content.strip() else None
    return {"findings": data} if isinstance(data, list) else data if isinstance(data, dict) else {}


class Verifier:
    """Findings of one study: kept in it, and verified."""

    def __init__(self, study: Study, store: Store) -> None:
        self._study = study
        self._store = store

    def use(self, path: Path) -> FindingFile:
        """Keep the findings of a file in the study, in the place of those before."""
        data = read_findings(path)
        parsed = parse_findings(data, path.name)
        if self._store.writable:
            queries = {str(name): query for name, query in (data.get("queries") or {}).items()}
            self._store.save_findings(_plain_queries(queries), [dict(one.definition) for one in parsed.findings])
        return parsed

    def kept(self) -> bool:
        """Whether the study keeps findings."""
        return bool(self._store.findings()["findings"])

    def findings(self) -> FindingFile:
        """The findings that the study keeps. StudyError T767 when it has none."""
        data = self._store.findings()
        if not data["findings"]:
            raise StudyError(
                "T767",
                N_("The study {path} has no findings yet."),
                N_('Write them into a file and give its name: "tanik verify STUDY --findings findings.yaml".'),
                path=str(self._study.path),
            )
        return parse_findings(data, self._study.path.name)

    def verify(self, path: Path | None = None, *, keep: bool = True) -> Verification:
        """Verify the findings of the study, or of a file, which are then those of the study.

        ``keep``: remember what came out, so that the next time can say what changed. A file is not taken over when
        ``keep`` is False.
        """
        if path is None:
            parsed = self.findings()
        else:
            parsed = self.use(path) if keep else parse_findings(read_findings(path), path.name)
        table = self._study.statement_table()
        outcomes = verify(table, parsed.findings)
        statements = table.statements()
        before = self._store.last_verification()
        rows = [_row(outcome) for outcome in outcomes]
        known = {row.finding: row for row in before.outcomes} if before is not None else {}
        changes = _changes(rows, known) if before is not None else {}
        same = before is not None and not changes and list(known) == [row.finding for row in rows]
        if keep and not same and self._store.writable:
            self._store.save_verification(statements, rows)
        compared = None if before is None else before.at
        return Verification(tuple(outcomes), statements, changes, compared, parsed.bare, table)


def _plain_queries(queries: Mapping[str, Any]) -> dict[str, str]:
    from tanik.analysis.filters import conditions

    return {name: query if isinstance(query, str) else str(conditions(query)) for name, query in queries.items()}


def _row(outcome: Outcome) -> OutcomeRow:
    measure = outcome.measure
    details = {
        "counts": [dict(counts) for counts in outcome.counts],
        "supporting": list(outcome.supporting),
        "opposing": list(outcome.opposing),
    }
    id = outcome.finding.id
    return OutcomeRow(id, outcome.verdict, measure.value, measure.low, measure.high, measure.n, details)


def _changes(rows: Sequence[OutcomeRow], known: Mapping[str, OutcomeRow]) -> dict[str, Change]:
    changes: dict[str, Change] = {}
    for row in rows:
        before = known.get(row.finding)
        if before is None:
            changes[row.finding] = Change(None)
            continue
        now, then = _ids(row), _ids(before)
        new, gone = tuple(id for id in now if id not in then), tuple(id for id in then if id not in now)
        if new or gone or row.verdict != before.verdict or row.value != before.value or row.n != before.n:
            changes[row.finding] = Change(before.verdict, before.value, new, gone)
    return changes


def _ids(row: OutcomeRow) -> dict[str, None]:
    return dict.fromkeys((*row.details["supporting"], *row.details["opposing"]))
