from __future__ import annotations

import json
from dataclasses import asdict, fields

from tanik.study.suggestion_lists import CodeList, CodeSuggestion, HitRate, PassageList, PassageSuggestion, Reason


def test_no_list_has_a_similarity() -> None:
    names = {field.name for kind in (CodeSuggestion, PassageSuggestion, Reason) for field in fields(kind)}
    assert "rank" in names
    assert not names & {"score", "similarity", "cosine", "confidence", "polarity"}


def test_lists_are_json() -> None:
    reason = Reason("s", 1, 5, "liman", "12", ("liman",))
    codes = CodeList((CodeSuggestion(1, "b", "c", {"tr": "Ad"}, reason),), ("words",), 3, HitRate(0.5, 1.0, 2, 2))
    passages = PassageList((PassageSuggestion(1, "s", 1, 5, "liman", None, 1, ("c",), Reason()),), (), 0, 1, None)
    assert json.loads(json.dumps(asdict(codes)))["suggestions"][0]["reason"]["page"] == "12"
    assert json.loads(json.dumps(asdict(passages)))["hit_rate"] is None
