from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.people import find_mentions
from tanik.reading.quotations import find_quotations
from tanik.reading.speakers import speaker_finder
from tanik.reading.units import QUOTED, CaseFinder, Passage, PassageMaker, same_length_fold, to_local
from tanik.text.document import Document, Paragraph
from tanik.text.tokens import lexicon

TR = language("tr")


def passages(made: Document) -> list[Passage]:
    quotations, _ = find_quotations(made, TR)
    speaker_finder("tr").classify(made, quotations)
    people = find_mentions(made, lexicon("tr"))
    maker = PassageMaker(made, TR, people, [], quotations)
    return [maker.make(index) for index in range(len(made.paragraphs))]


def test_a_quotation_holds_its_sentences_together() -> None:
    made = document("Elçi şöyle yazdı: “Yol uzundu. Hava soğuktu. Kimse yoktu” dedi. Sonra sustu.")
    units = passages(made)[0].units
    assert [made.text[u.start : u.end] for u in units] == [
        "Elçi şöyle yazdı: “Yol uzundu. Hava soğuktu. Kimse yoktu” dedi.",
        "Sonra sustu.",
    ]


def test_the_skeleton_blanks_quoted_words_and_keeps_the_length() -> None:
    made = document("Elçi “yol çok uzundu sanki” dedi.")
    passage = passages(made)[0]
    assert len(passage.skeleton) == len(passage.text)
    assert passage.skeleton.count(QUOTED) == len("yol çok uzundu sanki")


def test_a_quotation_that_runs_on_is_in_every_paragraph_it_covers() -> None:
    made = document("Elçi yazdı: “Yol çok uzundu.", "Hava da soğuktu artık.", "Kimse yoktu ortada” diye.")
    assert [len(passage.quotes) for passage in passages(made)] == [1, 1, 1]


def test_cases_of_names() -> None:
    cases = CaseFinder(TR)
    endings = {
        "": "nominative",
        "’in": "genitive",
        "ın": "genitive",
        "’ye": "dative",
        "’i": "accusative",
        "’da": "locative",
        "’dan": "ablative",
    }
    assert {ending: cases.case(ending) for ending in endings} == endings


def test_offsets_in_a_paragraph_of_two_parts() -> None:
    paragraph = Paragraph(((10, 20), (30, 40)))
    for offset in range(21):
        assert to_local(paragraph, paragraph.locate(offset)) == offset or offset == 10


@given(st.text(max_size=60))
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(same_length_fold(text, TR)) == len(text)
    assert len(same_length_fold(text, language("en"))) == len(text)
