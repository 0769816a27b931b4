from __future__ import annotations

from typing import Any

import pytest

from tanik.analysis.finding_file import Finding, parse_findings
from tanik.errors import SettingError


def one(**fields: Any) -> Finding:
    entry = {"id": "f", "claim": "Bir iddia", "expect": "direction", "query": "target=Bern", **fields}
    return parse_findings([entry], "f.yaml").findings[0]


def fault(data: Any) -> SettingError:
    with pytest.raises(SettingError) as caught:
        parse_findings(data, "f.yaml")
    return caught.value


def entry(id: str = "f", **fields: Any) -> dict[str, Any]:
    return {"id": id, "claim": "x", "expect": "presence", "query": "target=Bern", **fields}


def test_what_is_not_said_is_usual() -> None:
    found = one()
    assert (found.direction, found.policy, found.least, found.confidence, found.expected) == (
        "positive",
        "all",
        5,
        0.95,
        "supported",
    )
    assert found.claim == {"tr": "Bir iddia", "en": "Bir iddia"}


def test_a_filter_may_be_a_text_or_a_list_of_fields() -> None:
    assert (
        one(query={"target": ["Bern", "Genf"], "said": "1920/1922"}).query
        == one(query="target=Bern|Genf said=1920/1922").query
    )


def test_named_queries_are_put_in_and_entities_of_an_authority_file_are_not() -> None:
    data = {"queries": {"town": "target=Bern", "both": "@town kind=memoir"}, "findings": [entry(query="@both")]}
    assert str(parse_findings(data, "f").findings[0].query) == "target=Bern kind=memoir"
    assert str(one(query="target=@bern").query) == "target=@bern"


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (None, "T760"),
        ({"findings": []}, "T760"),
        ("words", "T760"),
        (["words"], "T761"),
        ([entry(expect="proof")], "T761"),
        ([entry(colour="red")], "T761"),
        ([entry(claim="")], "T761"),
        ([entry(claim={"de": "x"})], "T761"),
        ([entry(claim="{number}")], "T761"),
        ([entry(query="")], "T761"),
        ([entry(least="many")], "T761"),
        ([entry(least="2.5")], "T761"),
        ([entry(confidence="2")], "T761"),
        ([entry(policy="some")], "T761"),
        ([entry(first_only="perhaps")], "T761"),
        ([entry(expect="ratio")], "T761"),
        ([entry(expect="order", order=["target=Bern"])], "T761"),
        ([entry(id="two words")], "T761"),
        ([entry(query="said=1922/1920")], "T762"),
        ([entry(query="said=1921-02-30")], "T762"),
        ([entry(query="holdr=x")], "T762"),
        ([entry(query={"holdr": "x"})], "T762"),
        ([entry(claim="{query:holdr=x}")], "T762"),
        ([entry(), entry()], "T763"),
        ([entry(query="@nothing")], "T764"),
        ([entry(expect="together", rests_on=["g"])], "T764"),
        ([entry(expect="together", rests_on=["f"])], "T765"),
        ([entry("a", claim="{finding:b}"), entry("b", claim="{finding:a}")], "T765"),
        ({"queries": {"a": "@b", "b": "@a"}, "findings": [entry()]}, "T765"),
        ({"queries": {"a": "@b"}, "findings": [entry()]}, "T764"),
        ({"queries": ["a"], "findings": [entry()]}, "T761"),
    ],
)
def test_what_cannot_be_is_a_sentence(data: Any, id: str) -> None:
    error = fault(data)
    assert error.id == id
    assert str(error)


def test_a_circle_is_named() -> None:
    error = fault([entry("a", rests_on=["b"]), entry("b", rests_on=["c"]), entry("c", rests_on=["a"])])
    assert "a → b → c → a" in str(error)


def test_a_slip_of_a_name_is_answered_with_the_nearest() -> None:
    assert "lenin-praised" in str(fault([entry("lenin-praised"), entry("b", rests_on=["lenin-prased"])]))
    assert "holder" in str(fault([entry(query="holdr=x")]))


def test_a_long_chain_is_no_circle() -> None:
    chain = [entry(f"f{n}", rests_on=[f"f{n + 1}"]) for n in range(3000)] + [entry("f3000")]
    assert len(parse_findings(chain, "f").findings) == 3001


def test_queries_that_grow_without_end_are_refused() -> None:
    queries = {"q0": "target=Bern kind=memoir"} | {f"q{n}": f"@q{n - 1} @q{n - 1}" for n in range(1, 40)}
    assert fault({"queries": queries, "findings": [entry()]}).id == "T761"
    deep = {f"q{n}": f"@q{n + 1}" for n in range(2000)} | {"q2000": "target=Bern"}
    assert fault({"queries": deep, "findings": [entry()]}).id == "T761"


def test_bare_numbers_are_noticed_and_dates_are_none() -> None:
    claim = "16 Mart 1921’de 1917-1925 arası 12 pasajın {query:target=Bern} kadarı, %40"
    assert parse_findings([entry(claim=claim)], "f").bare == (("f", "12"), ("f", "40"))
