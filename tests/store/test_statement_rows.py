from __future__ import annotations

from typing import Any

import pytest

from tanik.coding.acts import Coder, Policy
from tanik.store import Store, statement_rows
from tanik.store.statement_rows import PROPOSED, Decision

AYLA, BERK = Coder("Ayla", "person"), Coder("Berk", "person")


def judge(store: Store, coder: Coder, status: Any, layer: str = "own") -> str:
    uid = store.desk.statement_uids(1)[0]
    with store.desk.acting(coder, "statement.judge") as act:
        act.judge(uid, status, None, layer=layer)
    return uid


@pytest.mark.parametrize(
    ("said", "status", "disputed", "consensus"),
    [
        ([("own", AYLA, "accepted")], "accepted", False, False),
        ([("own", AYLA, "accepted"), ("own", BERK, "accepted")], "accepted", False, True),
        ([("own", AYLA, "accepted"), ("own", BERK, "rejected")], "rejected", True, False),
        ([("own", AYLA, "rejected"), ("own", BERK, "accepted")], "accepted", True, False),
        ([("consensus", AYLA, "rejected"), ("own", BERK, "accepted")], "rejected", False, True),
        ([("own", AYLA, "rejected"), ("own", AYLA, "accepted")], "accepted", False, False),
    ],
)
def test_several_judgements_become_one_decision(
    filled: Store, said: list[tuple[str, Coder, str]], status: str, disputed: bool, consensus: bool
) -> None:
    for layer, coder, each in said:
        uid = judge(filled, coder, each, layer)
    decision = statement_rows.decisions(filled.desk)[uid]
    assert (decision.status, decision.disputed, decision.consensus) == (status, disputed, consensus)


@pytest.mark.parametrize(
    ("policy", "statuses"),
    [("all", {"proposed", "accepted", "rejected"}), ("accepted", {"accepted"}), ("consensus", set())],
)
def test_a_policy_leaves_what_it_says(policy: Policy, statuses: set[str]) -> None:
    made = [Decision(status, None, "", (), False, False) for status in ("accepted", "rejected")]
    assert {each.status for each in (PROPOSED, *made) if each.under(policy)} == statuses


def test_one_coder_sees_only_his_own(filled: Store) -> None:
    uid = judge(filled, AYLA, "rejected")
    rows = {row["uid"]: row["status"] for row in filled.desk.statement_rows(coder=BERK)}
    assert rows[uid] == "proposed"
    assert filled.desk.statement_rows(coder=AYLA, uid=uid)[0]["status"] == "rejected"
    assert statement_rows.counted(filled.desk) == 1


def test_rows_are_those_of_the_table_when_nobody_judged(filled: Store) -> None:
    columns, rows = filled.table("statements")
    assert [dict(zip(columns, row, strict=True)) for row in rows] == filled.desk.statement_rows()
    assert statement_rows.counted(filled.desk) is None
    assert filled.desk.statement_rows("accepted") == []
