from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.reading.amounts import amount_finder, find_amounts


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("on milyon altın ruble", "tr", [(10_000_000, "gold_rouble")]),
        ("6,5 milyon ruble", "tr", [(6_500_000, "rouble")]),
        ("1.250.000 liranın", "tr", [(1_250_000, "lira")]),
        ("iki yüz elli bin lira ile üç bin tüfeği", "tr", [(250_000, "lira"), (3_000, "rifle")]),
        ("on iki bin üç yüz kırk beş fişek", "tr", [(12_345, "cartridge")]),
        ("bir buçuk milyon frank", "tr", [(1_500_000, "franc")]),
        ("yarım milyon kuruş", "tr", [(500_000, "kurus")]),
        ("40 adet top", "tr", [(40, "gun")]),
        ("40 toprak ağası", "tr", []),
        ("1921 yılında 12 sayfa", "tr", []),
        ("ten million gold roubles", "en", [(10_000_000, "gold_rouble")]),
        ("£500,000 and $2.5 million", "en", [(500_000, "pound_sterling"), (2_500_000, "dollar")]),
        ("half a million francs", "en", [(500_000, "franc")]),
        ("two and a half million dollars", "en", [(2_500_000, "dollar")]),
        ("a hundred and twenty-five rifles", "en", [(125, "rifle")]),
        ("two hundred and fifty thousand roubles", "en", [(250_000, "rouble")]),
        ("in 1921 three guns", "en", [(3, "gun")]),
        ("6 million, 7 rifles", "en", [(7, "rifle")]),
    ],
)
def test_numbers_in_digits_and_words_with_what_they_count(text: str, code: str, found: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in find_amounts(text, code)] == found


def test_a_number_without_unit_takes_that_of_the_amount_before() -> None:
    promised, given = find_amounts("Of the ten million roubles promised, six and a half were given.", "en")
    assert (given.value, given.unit, given.inherited) == (6_500_000, "rouble", "scale")
    _, half = find_amounts("On milyon lira istendi, dört buçuk milyonu ödendi.", "tr")
    assert (half.value, half.unit, half.inherited) == (4_500_000, "lira", "unit")
    assert promised.inherited == ""


def test_ranges_sizes_and_abouts_are_kept() -> None:
    (both,) = find_amounts("yaklaşık 5-6 milyon ruble", "tr")
    assert (both.value, both.upto, both.about) == (5_000_000, 6_000_000, True)
    (words,) = find_amounts("beş-altı yüz top", "tr")
    assert (words.value, words.upto) == (500, 600)
    (vague,) = find_amounts("birkaç bin tüfek", "tr")
    assert vague.vague


def test_what_lies_in_a_date_or_citation_is_no_amount() -> None:
    text = "12 lira (45 lira)"
    assert [each.start for each in find_amounts(text, "tr", [(8, 17)])] == [0]


PARTS = st.sampled_from(["on", "milyon", "buçuk", "ruble", "bin", "5", "-", "6,5", "altın", ",", "’nin", "top", "İ"])


@given(st.lists(PARTS, max_size=30).map(" ".join), st.text(max_size=5))
def test_amounts_lie_in_their_text_in_order(text: str, before: str) -> None:
    whole = before + text
    found = amount_finder("tr").find(whole, len(before))
    ends = [len(before)]
    for each in found:
        assert ends[-1] <= each.start < each.end <= len(whole)
        assert each.value > 0
        ends.append(each.end)


def test_a_long_row_of_numbers_takes_its_time_once() -> None:
    (last,) = find_amounts("bin " * 20_000 + "lira", "tr")
    assert last.value == 1000
