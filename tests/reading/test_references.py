from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reading_samples import document, reading
from tanik.languages.pack import language
from tanik.reading.people import find_mentions
from tanik.reading.references import Reference, References
from tanik.text.document import Document
from tanik.text.tokens import lexicon


def references(*paragraphs: str, code: str = "tr") -> tuple[Document, list[Reference]]:
    made = document(*paragraphs, language=code)
    people = find_mentions(made, lexicon(code))
    found, _ = References(made, language(code), people, []).find()
    return made, found


def meant(*paragraphs: str, code: str = "tr") -> dict[str, str | None]:
    made, found = references(*paragraphs, code=code)
    return {made.text[each.start : each.end].casefold(): each.entity for each in found}


def test_a_title_alone_means_its_last_bearer() -> None:
    assert meant("Selim Rıza Paşa yola çıktı. Paşa’nın gelişi gecikti.")["paşa"] == "selim_riza"


def test_two_bearers_in_one_sentence_are_a_doubt() -> None:
    _, found = reading("Selim Rıza Paşa ve Nuri Sadık Paşa geldiler. Paşa’nın atı yoruldu.")
    doubts = [doubt for doubt in found.doubts if doubt.kind == "reference.unclear"]
    assert len(doubts) == 1
    assert set(doubts[0].alternatives) == {"selim_riza", "nuri_sadik"}


def test_kendisi_means_the_person_told_of() -> None:
    assert meant("Selim Rıza Bey köye gitti. Herkes kendisine yardım etti.")["kendisine"] == "selim_riza"


def test_a_body_is_taken_up_by_its_noun() -> None:
    made, found = references("Kırım Heyeti trenle geldi. Ertesi gün heyet ayrıldı.")
    assert [(made.text[r.start : r.end], r.rule) for r in found if r.entity] == [("heyet", "reference.body")]


def test_she_means_the_woman() -> None:
    assert meant("Mrs. Larkin met Mr. Barnett. Then she left.", code="en")["she"] == "larkin"


def test_the_general_means_the_general() -> None:
    assert meant("General Barnett met Mr. Larkin. The general was tired.", code="en")["general"] == "barnett"


def test_people_answer_which_reference_stands_in_a_range() -> None:
    made = document("Selim Rıza Bey köye gitti. Herkes kendisine yardım etti.")
    people = find_mentions(made, lexicon("tr"))
    people.references, _ = References(made, language("tr"), people, []).find()
    at = made.text.index("kendisine")
    found = people.referent(at, at + 9)
    assert found is not None and found.entity == "selim_riza"
    assert people.referent(0, at) is None


@given(st.text(alphabet="Paşa kendisi heyet.Bey Ali“”\n", max_size=200))
def test_any_text_gives_references_inside_it(text: str) -> None:
    made, found = references(text)
    assert all(0 <= each.start < each.end <= len(made.text) for each in found)
