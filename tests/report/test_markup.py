from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tanik.report.markup import name, plain, shortened, text

ANY = st.text(st.characters(exclude_categories=[]), max_size=80)


@given(ANY)
def test_any_words_come_back_from_html_as_they_can_be_shown(words: str) -> None:
    shown = LexborHTMLParser(f'<p title="{text(words)}">{text(words)}</p>').css_first("p")
    # HTML itself turns carriage returns into line ends.
    expected = plain(words).replace("\r\n", "\n").replace("\r", "\n")
    assert shown.text() == expected
    assert (shown.attributes["title"] or "") == expected
    assert len(plain(words)) == len(words)


def test_a_name_keeps_its_direction_to_itself() -> None:
    assert name("a<b>\u202e") == "<bdi>a&lt;b&gt;\ufffd</bdi>"


@given(ANY, st.integers(5, 40))
def test_shortened_words_fit(words: str, most: int) -> None:
    short = shortened(words, most)
    assert len(short) <= most + 2
    assert short.endswith(" …") or short == " ".join(words.split())


def test_words_are_cut_at_a_blank() -> None:
    assert shortened("bir iki üç dört beş", 12) == "bir iki üç …"
    assert shortened("x" * 50, 10) == "x" * 10 + " …"
    assert shortened(" " * 1_000 + "far", 10) == " …"
