"""What is found in sentences of each construction; the sentences are ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_samples import quoted, reading, views

INTRODUCTION = "Ahmet Nedim (Soylu) Bey Viyana’ya elçi olarak gitmişti."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Ahmet Nedim Bey Avusturya’nın savaşa hazır olmadığını belirtmektedir.",
            "Avusturya’nın savaşa hazır olmadığını",
        ),
        ("Ahmet Nedim Bey’e göre Avusturya savaşa hazır değildi.", "Avusturya savaşa hazır değildi"),
        (
            "Avusturya’nın savaşa hazır olmadığını belirten Ahmet Nedim Bey geri döndü.",
            "Avusturya’nın savaşa hazır olmadığını",
        ),
        (
            "Ahmet Nedim Bey Avusturya’yı güvenilmez bir komşu olarak tanımlamaktadır.",
            "Avusturya’yı güvenilmez bir komşu olarak",
        ),
        ("Ahmet Nedim Bey, Avusturya’nın yenileceği kanısındadır.", "Avusturya’nın yenileceği kanısındadır"),
        (
            "Ahmet Nedim Bey Avusturya’nın teklifini kabul etmek istememişti.",
            "Avusturya’nın teklifini kabul etmek istememişti",
        ),
    ],
)
def test_constructions(sentence: str, words: str) -> None:
    made, found = reading(INTRODUCTION, sentence)
    assert ("Ahmet Nedim Soylu", words, "reported") in views(made, found)


def test_the_holder_carries_on() -> None:
    made, found = reading(
        "Ahmet Nedim Bey Avusturya’nın savaşa hazır olmadığını belirtmektedir. "
        "Devamında Macaristan’ın da yorgun olduğunu ifade etmektedir."
    )
    holders = {s.holder for s in found.statements}
    assert len(holders) == 1
    assert [made.text[s.start : s.end] for s in found.statements][1] == "Macaristan’ın da yorgun olduğunu"


def test_a_list_of_clauses_is_split_where_the_target_changes() -> None:
    made, found = reading(
        "Ahmet Nedim Bey Avusturya’nın yorgun olduğunu, Macaristan’ın ise barış istediğini ifade etmektedir."
    )
    assert [(holder, words) for holder, words, _ in views(made, found)] == [
        ("Ahmet Nedim", "Avusturya’nın yorgun olduğunu"),
        ("Ahmet Nedim", "Macaristan’ın ise barış istediğini"),
        ("Macaristan", "barış istediğini"),  # the view of the one who is spoken of
    ]


def test_several_holders_of_one_view() -> None:
    made, found = reading("Ahmet Nedim Bey ve Kemal Sait Bey Avusturya’nın yenileceğini düşünmektedir.")
    assert {holder for holder, _, _ in views(made, found)} == {"Ahmet Nedim", "Kemal Sait"}


def test_a_quotation_is_a_statement_of_its_speaker() -> None:
    made, found = reading(
        "Ahmet Nedim Bey bu günleri şöyle anlatmaktadır: "
        "“Avusturya perişan bir haldeydi. Kimse gülmüyordu” (Soylu, 1950: 12)."
    )
    assert quoted(made, found) == {"Avusturya perişan bir haldeydi. Kimse gülmüyordu": ("direct", "Ahmet Nedim")}
    assert views(made, found) == [("Ahmet Nedim", "Avusturya perişan bir haldeydi. Kimse gülmüyordu", "quote")]


def test_a_quotation_before_its_verb() -> None:
    made, found = reading("Ahmet Nedim Bey “Avusturya bizi hep aldattı” diyerek toplantıdan çıkmıştı.")
    assert quoted(made, found)["Avusturya bizi hep aldattı"] == ("direct", "Ahmet Nedim")


def test_a_quotation_without_a_verb_belongs_to_the_cited_witness() -> None:
    made, found = reading(
        "Ahmet Nedim (Soylu) Bey elçiydi.",
        "Şehir çok değişmişti. “Bu sokaklarda artık kimse gülmüyor, herkes susuyordu” (Soylu, 1950: 12).",
    )
    assert [speaker for _, speaker in quoted(made, found).values()] == ["Ahmet Nedim Soylu"]


def test_titles_and_scare_quotes_are_terms() -> None:
    made, found = reading("Ahmet Nedim Bey’in “Uzak Bir Elçilik” adlı eseri, “zoraki” bir dostluğu konu alır.")
    assert {kind for kind, _ in quoted(made, found).values()} == {"term"}
    assert found.statements == []


def test_polarity_and_target() -> None:
    _, found = reading(
        "Ahmet Nedim Bey’e göre Avusturya güvenilir bir dosttu.", "Ahmet Nedim Bey’e göre Rusya saldırgan bir düşmandı."
    )
    targets = [target for s in found.statements for target in s.targets]
    names = {entity.id: entity.name for entity in found.entities}
    assert [(names[t.id], t.polarity) for t in targets] == [("Avusturya", "positive"), ("Rusya", "negative")]


def test_a_relay_is_the_author_of_the_page() -> None:
    _, found = reading("Ahmet Nedim Bey Avusturya’nın yorgun olduğunu belirtmektedir (Kaya, 1968: 5).")
    statement = found.statements[0]
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[relay] for relay in statement.relay] == ["Kaya"]
    assert found.citations[statement.citation or 0].items[0].pages == "5"


def test_dates_are_said_or_spoken_of() -> None:
    _, found = reading(
        "Ahmet Nedim Bey 5 Mayıs 1915 tarihinde Avusturya’nın 1916 yılında yorgun düşeceğini belirtmişti."
    )
    assert [(s.said, s.refers_to) for s in found.statements] == [("1915-05-05", "1916")]


def test_items_of_an_introduced_list_are_statements() -> None:
    from tanik.reading.reader import read_document
    from tanik.reading.settings import ReadingSettings
    from tanik.sources.extraction import Extraction
    from tanik.text.build import build_document

    text = (
        "Ahmet Nedim Bey isteklerini şu şekilde özetlemektedir:\n\n- Avusturya ile sınır anlaşmasını yenilemek.\n\n"
        "- Rus ordusunun geçişine engel olmak.\n\nToplantı akşam bitti."
    )
    made = build_document(Extraction(text, "txt", "test", hard_lines=True), language="tr")
    found = read_document(made, ReadingSettings(kind="study"))
    assert [s.rule for s in found.statements] == ["statement.list", "statement.list"]


def test_an_item_of_a_list_introduces_no_list() -> None:
    from tanik.reading.reader import read_document
    from tanik.reading.settings import ReadingSettings
    from tanik.sources.extraction import Extraction
    from tanik.text.build import build_document

    items = ["- Ahmet Nedim Bey, isteklerini anlatması:", "- Avusturya ile sınır anlaşması, 12", "- Rus ordusu, 40"]
    made = build_document(Extraction("\n\n".join(["Dizin", *items]), "txt", "test", hard_lines=True), language="tr")
    assert [paragraph.kind for paragraph in made.paragraphs].count("list") == 3
    found = read_document(made, ReadingSettings(kind="study"))
    assert "statement.list" not in {statement.rule for statement in found.statements}


def test_a_speaker_nobody_names_is_a_doubt() -> None:
    _, found = reading("“Bu sokaklarda artık kimse gülmüyor, herkes susuyordu.”")
    assert [doubt.kind for doubt in found.doubts] == ["quotation.speaker"]


def test_english_reporting_and_quotation() -> None:
    made, found = reading(
        "Mr. Henry Ashford believed that Austria was a dangerous enemy.",
        "“Austria will never keep the peace,” said Mr. Henry Ashford.",
        "According to Mr. Henry Ashford, Russia was weak.",
        language="en",
    )
    words = [(text, mode) for _, text, mode in views(made, found)]
    assert ("Austria will never keep the peace,", "quote") in words
    assert ("Austria was a dangerous enemy", "reported") in words
    assert ("Russia was weak", "reported") in words
    assert len({s.holder for s in found.statements}) == 1


@given(
    st.lists(
        st.sampled_from(
            [
                "Ahmet Nedim Bey", "Kemal Sait Paşa", "“", "”", ":", "belirtmektedir.", "göre", "’e", "Avusturya’nın",
                "olduğunu", ",", "ve",
                "diyerek", "(Soylu, 1950: 5)", "istememişti.", "olarak görmüştür.", "\n", "1921", "Rusya",
            ]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_every_statement_stands_on_its_words(pieces: list[str]) -> None:
    made, found = reading(" ".join(["Giriş cümlesi.", *pieces]))
    known = {entity.id for entity in found.entities}
    for statement in found.statements:
        assert 0 <= statement.start < statement.end <= len(made.text)
        assert made.text[statement.start : statement.end].strip()
        assert statement.holder in known
        assert {target.id for target in statement.targets} <= known
        assert statement.evidence[0] == (statement.start, statement.end)


def test_a_block_set_off_from_the_text_is_a_quotation() -> None:
    from tanik.reading.reader import read_document
    from tanik.reading.settings import ReadingSettings
    from tanik.text.document import Document, Paragraph

    first = "Ahmet Nedim Bey o günleri şöyle anlatmaktadır:"
    second = "Avusturya perişan bir haldeydi. Sokaklarda kimse gülmüyordu."
    text = f"{first}\n\n{second}"
    at = len(first) + 2
    cut = at + second.index(" Sokaklarda")
    made = Document(
        "0" * 16, text, "tr", (), (Paragraph(((0, len(first)),)), Paragraph(((at, len(text)),), "block")),
        ((0, len(first)), (at, cut), (cut + 1, len(text))), (0, 1, 1),
    )  # fmt: skip
    found = read_document(made, ReadingSettings(kind="study"))
    assert [(q.form, made.text[q.start : q.end]) for q in found.quotations] == [("block", second)]
    assert [s.mode for s in found.statements if s.rule == "statement.block"] == ["quote", "quote"]


def test_irony_is_a_doubt() -> None:
    _, found = reading(
        "Ahmet Nedim Bey’e göre Avusturya sözde bir dosttu.", "Ahmet Nedim Bey’e göre Rusya bizim “dostumuz” olmuştu."
    )
    assert [doubt.kind for doubt in found.doubts] == ["polarity.irony", "polarity.irony"]


def test_a_view_goes_on_to_the_citation_of_its_witness() -> None:
    _, found = reading(
        "Ahmet Nedim (Soylu) Bey Viyana’ya elçi olarak gitmişti.",
        "Ahmet Nedim Bey’e göre Avusturya yorgundu. Ordusunun her yerde perişan bir hali vardı (Soylu, 1950: 5).",
    )
    assert [s.rule for s in found.statements] == ["statement.according", "statement.continued"]
    assert len({s.holder for s in found.statements}) == 1


def test_according_to_him() -> None:
    made, found = reading("Ahmet Nedim Bey Viyana’ya gitti. Ona göre Avusturya güvenilir bir dosttu.")
    assert views(made, found) == [("Ahmet Nedim", "Avusturya güvenilir bir dosttu", "reported")]


def test_what_was_only_touched_or_told_is_no_view() -> None:
    _, found = reading("Ahmet Nedim Bey Avusturya ordusunun durumuna değinmektedir.")
    assert found.statements == []
