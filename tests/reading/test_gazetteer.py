"""One word form: what it may be, and where its case ending begins."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.reading import gazetteer as g
from tanik.reading.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("word", "nominative", "role"),
    [
        ("Hükümeti’nin", "Hükümeti", g.ORGANISATION),
        ("hükümetine", "hükümeti", g.ORGANISATION),
        ("Vekâletinden", "Vekâleti", g.ORGANISATION),
        ("Bakanlığının", "Bakanlığı", g.ORGANISATION),
        ("diplomatlarının", "diplomatları", g.GROUP),
        ("diplomatların", "diplomatlar", g.GROUP),
        ("Paşaya", "Paşa", g.AFTER),
        ("Beylerden", "Beyler", g.AFTER),
        ("Vekili", "Vekili", g.OFFICE),
        ("Ankaraya", "Ankara", g.KNOWN),
        ("Türkiyenin", "Türkiye", g.KNOWN),
        ("İngilizlere", "İngilizler", g.KNOWN),
        ("liberalizme", "liberalizm", g.WORD),
        ("antlaşmasını", "antlaşması", g.TREATY),
        ("İmparatorluğunun", "İmparatorluğu", g.STATE),
        ("Sovyet", "Sovyet", g.ADJECTIVE),
        ("Türk-Yunan", "Türk-Yunan", g.ADJECTIVE),
        ("Ayşe", "Ayşe", g.GIVEN),
        ("B", "B", g.INITIAL),
        ("1922", "1922", g.NUMBER),
        ("TBMM’ye", "TBMM", g.ABBREVIATION),
    ],
)
def test_turkish_words(word: str, nominative: str, role: int) -> None:
    found = gazetteer("tr").classify(word)
    assert found is not None
    assert word[: found.end] == nominative
    assert found.roles & role
    assert found.case == (len(word) > len(nominative))


def test_common_small_words_are_nothing() -> None:
    turkish, english = gazetteer("tr"), gazetteer("en")
    assert all(turkish.classify(word) is None for word in ("ve", "geldi", "masadan", "güzelce", "bunun"))
    assert all(english.classify(word) is None for word in ("and", "came", "quickly", "tables"))


def test_ambiguous_ending_is_said_to_be() -> None:
    hükümeti = gazetteer("tr").classify("hükümeti")
    with_apostrophe = gazetteer("tr").classify("Hükümeti’ni")
    assert hükümeti is not None and with_apostrophe is not None
    assert (hükümeti.own, with_apostrophe.own) == (2, 1)


def test_english_possessive() -> None:
    found = gazetteer("en").classify("Turkey’s")
    assert found is not None
    assert (found.end, found.case) == (6, True)
    assert gazetteer("en").classify("O'Connor").end == 8  # type: ignore[union-attr]


@given(st.text(alphabet="aAbBıİiIğşçöüÜÇlerinidan'’-1", min_size=1, max_size=20).filter(lambda t: t[0].isalnum()))
def test_nominative_is_always_inside_the_word(word: str) -> None:
    for code in ("tr", "en"):
        found = gazetteer(code).classify(word)
        if found is not None:
            assert 0 < found.end <= len(word)
            assert 0 < found.bare <= found.end


def test_a_word_that_is_also_a_softened_form_has_roles_of_its_own() -> None:
    for word in ("senet", "sened"):
        found = gazetteer("tr").classify(word)
        assert found is not None and found.roles == g.TREATY


def test_the_order_of_the_lists_is_the_same_in_every_process() -> None:
    script = (
        "from tanik.reading.gazetteer import gazetteer as g\n"
        "print([list(vars(g(code))['_stems'].items()) for code in ('tr', 'en')])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
