from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tanik.exchange.offset_units import Convention, GivenSelection, Ruler, StoredText, find_convention, plain_text

LETTERS = st.text(st.sampled_from("aış 🚢\n\r"), max_size=30)


@given(LETTERS, st.sampled_from(["code points", "utf-16", "utf-8"]), st.data())
def test_every_place_is_found_again(text: str, unit: str, data: st.DataObject) -> None:
    stored = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    plain = plain_text(StoredText(stored))
    at = data.draw(st.integers(0, len(plain)))
    before = plain[:at].replace("\n", "\r\n")
    sizes = {"code points": len(before), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-8": len(before.encode())}
    ruler = Ruler(StoredText(stored), Convention(unit))  # type: ignore[arg-type]
    assert ruler.point(sizes[unit]) == at


@given(LETTERS)
def test_nothing_outside_of_the_text_is_a_place(text: str) -> None:
    ruler = Ruler(StoredText(text), Convention())
    assert ruler.point(-1) is None
    assert ruler.point(10**9) is None
    assert ruler.span(5, 2) is None


def test_a_mark_that_counts_shifts_everything() -> None:
    words = "Vali limanı övdü, kaptan yolu uzun buldu; kışın hiç gemi gelmedi."
    chosen = [
        (words.index(each) + 1, words.index(each) + 1 + len(each)) for each in ("Vali", "limanı", "kaptan", "gemi")
    ]
    verdict = find_convention([(StoredText(words, True), [GivenSelection(*each) for each in chosen])])
    assert verdict.convention == Convention(mark=True)
    assert (verdict.tried, verdict.fits) == (4, 4)
    assert verdict.standard < 4


def test_line_ends_that_count_twice_though_stored_once() -> None:
    text = "bir\niki\nüç\ndört\nbeş"
    chosen = [GivenSelection(5, 8), GivenSelection(10, 12), GivenSelection(14, 18), GivenSelection(20, 23)]
    assert find_convention([(StoredText(text), chosen)]).convention == Convention(line_ends="two")


def test_without_evidence_the_standard_stands() -> None:
    assert find_convention([]).convention == Convention()
    assert find_convention([(StoredText("şşşşşş"), [GivenSelection(1, 3)])]).convention == Convention()
