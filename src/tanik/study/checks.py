"""Checks of a study: its citations and quotations against their sources (``study.checks.audit()``)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tanik.analysis.audit import Audit, CitationCheck, Passage, QuotationCheck, audit
from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.store import Store
from tanik.text.document import Document

if TYPE_CHECKING:
    from tanik.exchange.csl_styles import Form, Language
    from tanik.study.contradicting import ContradictionStatus, StudyContradiction
    from tanik.study.references import References, Which
    from tanik.study.study import Study
    from tanik.study.verifying import Verifier

Progress = Callable[[int, int, str, str], None]


@dataclass(frozen=True, slots=True)
class Read:
    """A source of the study that was read, as the analyses take it."""

    source: Source
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class StudyAudit:
    """An audit with the names of the study: ``quotations`` and ``citations`` are rows, one dictionary each.

    A quotation has ``id``, ``source``, ``source_name``, ``page``, ``start``, ``end``, ``text``, ``citation``,
    ``pages``, ``verdict`` (exact, altered, elsewhere, absent, no_source, no_citation), ``page_known``, ``likeness``,
    ``cited_source``, ``found`` (source, source_name, page, start, end, text; None when nowhere) and ``differences``
    (kind, quoted, source, tolerated). A citation has ``id``, its place, ``label``, ``work``, ``listed``,
    ``cited_source``, ``resolved`` and ``doubts`` (kind, alternatives). ``id`` is the number of the row in the study.
    """

    quotations: list[dict[str, Any]]
    citations: list[dict[str, Any]]
    counts: dict[str, int]
    terms: int


class Checks:
    """What a study says of itself when it is checked."""

    def __init__(self, study: Study, store: Store) -> None:
        self._study = study
        self._store = store

    @property
    def findings(self) -> Verifier:
        """The findings of the study: ``findings.use(path)``, ``findings.verify()``."""
        from tanik.study.verifying import Verifier

        return Verifier(self._study, self._store)

    def items(self) -> list[Read]:
        """Every source that was read, with document and reading."""
        return [Read(source, document, found) for source, document, found in self._study.documents() if found]

    def audit(self, *, progress: Progress | None = None) -> StudyAudit:
        """Check every citation and every quotation (see :mod:`tanik.analysis.audit`)."""
        items = self.items()

        def told(done: int, all: int, name: str) -> None:
            if progress:
                progress(done, all, "", name)

        return self.audit_of(items, audit(items, progress=told))

    def contradictions(self, where: str = "", *, progress: Progress | None = None) -> list[StudyContradiction]:
        """Contradictions, the weightiest first, with what people say of them.

        ``where``: a filter of the statements whose views are compared (see :mod:`tanik.analysis.filters`); dates,
        amounts and quotations are those of all sources.
        """
        from tanik.study.contradicting import find_contradictions

        return find_contradictions(self, self._study, self._store, where, progress)

    def judge_contradiction(self, uid: str, status: ContradictionStatus, note: str = "", *, who: str = "") -> str:
        """Accept a contradiction, explain it (with a note) or dismiss it; one act, which can be undone.

        ``uid``: or its first letters; ``who``: the coder, else the setting ``coder``. Returns the whole uid.
        """
        from tanik.study.contradicting import judge

        return judge(self, self._study, self._store, uid, status, note, who)

    def bibliography(
        self,
        style: str = "chicago",
        language: str = "tr",
        *,
        form: str = "text",
        which: str = "all",
        notes: bool = False,
        output: str | os.PathLike[str] | None = None,
    ) -> References:
        """The works of the study in a style of ``exchange.csl_styles.STYLES``, in Turkish or English.

        ``form``: ``text`` or ``html``; ``which``: ``sources``, ``cited`` or ``all``; ``notes``: as a first footnote
        cites them; ``output``: where it will be written, so that no source is overwritten. UsageError T775.
        """
        from tanik.study.references import references

        if output is not None:
            self._study.spare(Path(output))
        return references(
            self.items(), style, cast("Language", language), cast("Form", form), cast("Which", which), notes=notes
        )

    def audit_of(self, items: list[Read], found: Audit) -> StudyAudit:
        """An audit of these items with the names and row numbers of the study."""
        names = [item.source.title or item.source.name for item in items]
        numbers = {
            table: _numbers(rows.to_pylist())
            for table, rows in (("quotations", self._study.quotations()), ("citations", self._study.citations()))
        }
        quotations = [_quotation(items, names, numbers["quotations"], check) for check in found.quotations]
        citations = [_citation(items, names, numbers["citations"], check) for check in found.citations]
        counts = {str(verdict): count for verdict, count in found.counts().items()}
        return StudyAudit(quotations, citations, counts, found.terms)


_Numbers = dict[tuple[str, int, int], int]


def _numbers(rows: Iterable[dict[str, Any]]) -> _Numbers:
    """The number of every row by its place."""
    return {(row["source"], row["start"], row["end"]): row["id"] for row in rows if row["status"] != "rejected"}


def _place(items: list[Read], names: list[str], passage: Passage) -> dict[str, Any]:
    return {
        "source": items[passage.item].source.id,
        "source_name": names[passage.item],
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _quotation(items: list[Read], names: list[str], numbers: _Numbers, check: QuotationCheck) -> dict[str, Any]:
    place = _place(items, names, check.quotation)
    return {
        "id": numbers.get((place["source"], place["start"], place["end"])),
        **place,
        "citation": check.citation,
        "pages": check.pages,
        "verdict": check.verdict,
        "page_known": check.page_known,
        "likeness": check.likeness,
        "cited_source": None if check.cited is None else names[check.cited],
        "found": None if check.found is None else _place(items, names, check.found),
        "differences": [
            {"kind": each.kind, "quoted": each.quoted, "source": each.source, "tolerated": each.tolerated}
            for each in check.differences
        ],
    }


def _citation(items: list[Read], names: list[str], numbers: _Numbers, check: CitationCheck) -> dict[str, Any]:
    place = _place(items, names, check.citation)
    return {
        "id": numbers.get((place["source"], place["start"], place["end"])),
        **place,
        "label": check.label,
        "work": check.work,
        "listed": check.listed,
        "cited_source": None if check.source is None else names[check.source],
        "resolved": check.resolved,
        "doubts": [{"kind": kind, "alternatives": list(alternatives)} for kind, alternatives in check.doubts],
    }
