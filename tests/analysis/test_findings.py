from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tables import ROW, TABLES, table
from tanik.analysis.finding_file import parse_findings
from tanik.analysis.findings import Outcome, verify
from tanik.analysis.statement_table import StatementTable

KINDS: list[dict[str, Any]] = [
    {"expect": "direction", "query": "target=x"},
    {"expect": "direction", "query": "target=x", "direction": "divided"},
    {"expect": "ratio", "query": "topic=aid", "at_least": "0.3"},
    {"expect": "presence", "query": "holder=a"},
    {"expect": "absence", "query": "holder=a target=y", "of": "target=y"},
    {"expect": "trend", "query": "policy=all", "by": "written"},
    {"expect": "difference", "query": "target=x", "than": "target=y"},
    {"expect": "order", "order": ["holder=a", "holder=b", "holder=c"]},
    {"expect": "together", "rests_on": ["f0", "f3"]},
]
FINDINGS = parse_findings(
    [
        {"id": f"f{n}", "claim": "{query:target=x} {value} {finding:f0}" if n else "x", "least": "1", **kind}
        for n, kind in enumerate(KINDS)
    ],
    "f",
).findings


def said(target: str = "x", polarity: str = "positive", holder: str = "a", **more: Any) -> dict[str, Any]:
    return {"holder": holder, "target": target, "polarity": polarity, **more}


def one(made: StatementTable, claim: Any = "x", **fields: Any) -> Outcome:
    entry = {"id": "f", "claim": claim, "expect": "direction", "query": "target=x", **fields}
    return verify(made, parse_findings([entry], "f").findings)[0]


def plain(outcomes: list[Outcome]) -> list[Any]:
    rounded = lambda value: None if value is None else round(value, 9)  # noqa: E731
    return [
        (
            each.verdict,
            *(rounded(number) for number in (each.measure.value, each.measure.low, each.measure.high)),
            each.measure.n,
            each.claim,
            each.supporting,
            each.opposing,
            [(out.kind, out.key, out.verdict, rounded(out.value)) for out in each.left_out],
            str(each.problem),
        )
        for each in outcomes
    ]


@given(st.lists(ROW, max_size=30), st.randoms())
def test_permuting_statements_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)
    assert plain(verify(table(*rows), FINDINGS)) == plain(verify(table(*shuffled), FINDINGS))


@given(TABLES)
def test_a_source_without_statements_changes_nothing(made: StatementTable) -> None:
    from dataclasses import replace

    wider = replace(made, source=replace(made.source, values=(*made.source.values, "zz")))
    assert plain(verify(made, FINDINGS)) == plain(verify(wider, FINDINGS))


@given(st.lists(ROW, max_size=20))
def test_coding_every_passage_twice_changes_no_number(rows: list[dict[str, Any]]) -> None:
    once, twice = verify(table(*rows), FINDINGS), verify(table(*rows, *rows), FINDINGS)
    assert [(each.verdict, each.measure) for each in once] == [(each.verdict, each.measure) for each in twice]


def test_supporting_and_opposing_passages_are_named() -> None:
    made = table(*(said() for _ in range(8)), said(polarity="negative"), said("y", "negative"))
    found = one(made)
    assert (found.verdict, found.supporting, found.opposing) == ("supported", tuple("12345678"), ("9",))
    assert one(made, direction="negative").supporting == ("9",)


def test_less_than_the_least_evidence_is_too_little_whatever_the_number() -> None:
    made = table(*(said() for _ in range(4)))
    assert one(made).verdict == "too_little_evidence"
    assert one(made, least="4").verdict == "supported"
    assert one(made, least="4", least_sources="2").verdict == "too_little_evidence"


def test_a_finding_that_hangs_on_one_source_says_so() -> None:
    many = [said(source="t") for _ in range(9)] + [said(polarity="negative", source="s") for _ in range(2)]
    found = one(table(*many), least="3")
    assert found.verdict == "supported"
    assert not found.robust
    assert {(each.kind, each.key): each.verdict for each in found.left_out}["source", "t"] == "too_little_evidence"
    assert one(table(*(said() for _ in range(9)))).left_out == (), "without its only source there is nothing to say"


def test_cited_works_and_coders_are_left_out_too() -> None:
    rows = [said(works=("work:a|1950",), coder="u") for _ in range(6)] + [
        said(polarity="negative", works=("work:b|1951",), coder="v") for _ in range(6)
    ]
    found = one(table(*rows))
    verdicts = {(each.kind, each.key): each.verdict for each in found.left_out}
    assert verdicts == {
        ("work", "work:a|1950"): "opposed",
        ("work", "work:b|1951"): "supported",
        ("coder", "u"): "opposed",
        ("coder", "v"): "supported",
    }


def test_the_policy_decides_what_counts() -> None:
    rows = [said(status="accepted") for _ in range(6)] + [said(polarity="negative") for _ in range(6)]
    rows += [said(polarity="negative", status="rejected") for _ in range(6)]
    assert one(table(*rows)).verdict == "mixed"
    assert one(table(*rows), policy="accepted").verdict == "supported"
    assert one(table(*rows), policy="consensus").verdict == "too_little_evidence"


def test_numbers_in_a_claim_are_computed() -> None:
    made = table(*(said() for _ in range(3)), said("y"))
    claim = {
        "tr": "{query:target=x} pasaj, {query:target=x / policy=all}, {value}, {positive}",
        "en": "{query:target=x / policy=all} {n} {low}",
    }
    found = one(made, claim, least="1")
    assert found.claim == {"tr": "3 pasaj, %75, %100, 3", "en": "75% 3 44%"}


def test_a_verdict_in_a_claim_is_that_of_the_other_finding() -> None:
    made = table(*(said() for _ in range(9)))
    findings = parse_findings(
        [
            {"id": "a", "claim": {"tr": "{finding:b}", "en": "{finding:b}"}, "expect": "presence", "query": "target=x"},
            {"id": "b", "claim": "x", "expect": "direction", "query": "target=x"},
        ],
        "f",
    ).findings
    assert verify(made, findings)[0].claim == {"tr": "destekleniyor", "en": "supported"}


def test_together_is_as_good_as_the_worst() -> None:
    made = table(*(said() for _ in range(9)), *(said("y", "negative") for _ in range(9)))
    findings = parse_findings(
        [
            {"id": "c", "claim": "x", "expect": "together", "rests_on": ["a", "b"]},
            {"id": "a", "claim": "x", "expect": "direction", "query": "target=x"},
            {"id": "b", "claim": "x", "expect": "direction", "query": "target=y"},
        ],
        "f",
    ).findings
    assert [each.verdict for each in verify(made, findings)] == ["opposed", "supported", "opposed"]


def test_a_number_with_its_own_query_is_told_though_the_finding_has_nobody() -> None:
    found = one(table(said(), said()), claim="{query:target=x} of {n}", query="holder=nobody", expect="presence")
    assert found.verdict == "too_little_evidence"
    assert set(found.claim.values()) == {"2 of 0"}


def test_an_unknown_name_is_a_sentence_with_the_nearest() -> None:
    made = table(said("Bern"), Bern="Bern")
    found = one(made, query="target=Bren")
    assert found.verdict == "too_little_evidence"
    assert "Bern" in str(found.problem)


def test_somebody_known_in_another_role_has_no_passages_there() -> None:
    made = table(said("Bern", holder="Can"), said("Can", holder="Can"))
    assert one(made, expect="presence", query="holder=Bern|Can").passages == 2
    found = one(made, expect="presence", query="holder=Bern", least="1")
    assert (found.passages, found.problem) == (0, None)
    assert one(made, query="topic=friendship").problem is None
    assert one(made, query="topic=frendship").problem is not None


@pytest.mark.parametrize("made", [table(), table({"holder": "a", "status": "rejected"})])
def test_no_statements_at_all_is_too_little_evidence(made: StatementTable) -> None:
    usual = [{"id": "f", "claim": "x", "expect": "absence", "query": "topic=friendship"}]
    assert verify(made, parse_findings(usual, "f").findings)[0].verdict == "too_little_evidence"


def test_a_trend_is_seen_with_its_evidence() -> None:
    rows = [said(polarity="positive" if year < 1930 else "negative", written=str(year)) for year in range(1915, 1945)]
    found = one(table(*rows), expect="trend", by="written", direction="down")
    assert found.verdict == "supported"
    assert len(found.supporting) > len(found.opposing)
    assert one(table(*rows), expect="trend", by="written", direction="up").verdict == "opposed"
    assert one(table(*rows), expect="trend", by="written", direction="flat").verdict == "opposed"
    assert np.isclose(
        found.measure.value or 0, one(table(*rows[::-1]), expect="trend", by="written").measure.value or 1
    )
