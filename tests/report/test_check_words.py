from __future__ import annotations

from typing import get_args

from tanik.analysis.audit import VERDICTS as AUDIT_VERDICTS
from tanik.analysis.contradictions import KINDS
from tanik.analysis.finding_file import EXPECTATIONS
from tanik.analysis.finding_file import FINDING_VERDICTS as ALL_VERDICTS
from tanik.analysis.quotation_search import DifferenceKind
from tanik.report import check_words
from tanik.report.doubt_kinds import doubt_kind


def test_everything_has_its_words() -> None:
    assert set(check_words.VERDICTS) == set(check_words.MEANINGS) == set(AUDIT_VERDICTS)
    assert set(check_words.DIFFERENCES) == set(get_args(DifferenceKind))
    assert set(check_words.FINDING_VERDICTS) == set(ALL_VERDICTS)
    assert set(check_words.MEASURES) == set(EXPECTATIONS) - {"together"}
    assert set(check_words.CONTRADICTIONS) == set(KINDS)


def test_a_doubt_of_a_reading_keeps_its_name() -> None:
    assert check_words.citation_doubt("citation.pages") == doubt_kind("citation.pages").title
    assert check_words.citation_doubt("citation.not_listed") != doubt_kind("citation").title
