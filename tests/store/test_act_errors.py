from __future__ import annotations

from tanik.store.act_errors import ambiguous, built_upon, no_codebook, no_such, not_own, two_codes, wrong_use
from tanik.translation import translator


def test_the_sentences_name_the_thing_in_the_users_language() -> None:
    say = translator("tr")
    assert "kaynak" in no_such("source", "x").render(say)
    assert "görüş" in ambiguous("statement", "ab").render(say)
    assert "Berk" in not_own("memo", "a" * 32, "Berk").render(say)
    assert "7" in built_upon(7, "statement", "Berk", 9).render(say)
    assert "hava" in wrong_use("hava", "span").render(say)
    assert no_codebook(None).id == "T550"
    assert no_codebook("liman").id == "T541"
    assert "a, b" in two_codes("hava", ["a", "b"]).render(say)
