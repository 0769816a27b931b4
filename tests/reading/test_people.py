"""People and things in sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.reading.annotations import Entity
from tanik.reading.authority import EMPTY_AUTHORITY, Authority, read_authority
from tanik.reading.people import People, find_mentions
from tanik.text.document import Document, Paragraph
from tanik.text.tokens import lexicon


def document(*paragraphs: str, code: str = "tr") -> Document:
    text = "\n".join(paragraphs)
    parts, at = [], 0
    for paragraph in paragraphs:
        parts.append(Paragraph(((at, at + len(paragraph)),)))
        at += len(paragraph) + 1
    return Document("d", text, code, (), tuple(parts), (), ())


def find(*paragraphs: str, code: str = "tr", authority: Authority = EMPTY_AUTHORITY, **options: object) -> People:
    return find_mentions(document(*paragraphs, code=code), lexicon(code), authority, **options)  # type: ignore[arg-type]


def entity(people: People, alias: str) -> Entity:
    id = people.named(alias)
    assert id is not None, (alias, people.entities)
    return people.by_id[id]


def words(people: People, text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in people.mentions]


def test_surname_law_initials_and_titles_make_one_person() -> None:
    text = (
        "Elçi Selim Nuri (Toprak) Bey raporunu yazdı. S. Nuri Bey Bern’e gitti. "
        "Orada Selim Nuri’nin sözleri yankı buldu. Nuri Bey’e göre durum iyiydi."
    )
    people = find(text, cited=["Toprak"])
    person = entity(people, "Toprak")
    assert person.kind == "person"
    assert {"Selim Nuri (Toprak) Bey", "S. Nuri Bey", "Selim Nuri", "Nuri Bey", "Toprak"} <= set(person.aliases)
    assert person.name == "Selim Nuri Toprak"
    assert "bey" in person.titles
    assert [person.id] == [entity.id for entity in people.entities if entity.kind == "person"]


def test_mentions_end_before_the_case_ending() -> None:
    text = "Halil Tan Paşaya ve Ankara Hükümeti’nin temsilcisine haber verildi."
    people = find(text)
    assert words(people, text)[:2] == ["Halil Tan Paşa", "Ankara Hükümeti"]
    assert [text[m.start : m.word_end] for m in people.mentions][:2] == ["Halil Tan Paşaya", "Ankara Hükümeti’nin"]


def test_capital_at_the_start_of_a_sentence_is_no_name() -> None:
    people = find("Böylece konu kapandı. Masalar toplandı. Sonra masalar yine kuruldu. Kapı açıldı.")
    assert people.entities == []


def test_states_and_peoples() -> None:
    people = find(
        "Sovyet Rusya ile Türkiye anlaştı. Rusya yardım etti; Sovyetler’in tavrı buydu.",
        "Ruslar memnundu. İngilizler değildi. İngiltere bekledi.",
    )
    soviet = entity(people, "Sovyet Rusya")
    assert {"Rusya", "Sovyetler"} <= set(soviet.aliases)
    assert soviet.kind == "state"
    assert entity(people, "Ruslar").kind == "group"
    assert entity(people, "İngilizler").id == entity(people, "İngiltere").id


def test_russia_without_soviets_stays_russia() -> None:
    people = find("Rusya bekledi. Çarlık Rusyası yıkıldı.")
    assert entity(people, "Rusya").id != entity(people, "Çarlık Rusyası").id


@pytest.mark.parametrize(
    ("text", "alias", "kind"),
    [
        ("Toplantıda Türk diplomatların görüşü soruldu.", "Türk diplomatlar", "group"),
        ("Bu rapor Yeşil Hilal Cemiyeti’ne verildi.", "Yeşil Hilal Cemiyeti", "organisation"),
        ("Heyet, 1924 Bern Antlaşması’nı imzaladı.", "1924 Bern Antlaşması", "treaty"),
        ("Yazıda liberalizme karşı çıkıldı.", "liberalizm", "ideology"),
        ("Bu yol bizi Bern’e götürdü.", "Bern", "place"),
        ("Birlik, 7. Kolordu’ya bağlıydı.", "7. Kolordu", "organisation"),
        ("Türk-Yunan ilişkileri gergindi.", "Türk-Yunan ilişkileri", "ideology"),
        ("Toplantıya Fransız askerleri geldi.", "Fransız askerleri", "group"),
    ],
)
def test_things(text: str, alias: str, kind: str) -> None:
    assert entity(find(text), alias).kind == kind


def test_like_things_are_one() -> None:
    people = find(
        "Türk-Yunan ilişkileri gergindi. Yunan-Türk münasebetleri düzeldi.",
        "1924 Antlaşması önemliydi. 1924 Bern Antlaşması yürürlüğe girdi. Bern Antlaşması bozuldu.",
        "Halk Kurtuluş Cemiyeti kuruldu. HKC dağıldı.",
    )
    assert entity(people, "Türk-Yunan ilişkileri").id == entity(people, "Yunan-Türk münasebetleri").id
    assert entity(people, "1924 Antlaşması").id == entity(people, "Bern Antlaşması").id
    assert entity(people, "HKC").id == entity(people, "Halk Kurtuluş Cemiyeti").id


def test_cited_authors_are_persons_and_citations_hold_no_mentions() -> None:
    text = "Orhan Demirkol bunu yazdı (Demirkol, 1960: 5; Sancak, 1955)."
    start = text.index("(")
    people = find(text, skip=[(start, len(text) - 1)], cited=["Demirkol", "Sancak"])
    assert "Demirkol" in entity(people, "Orhan Demirkol").aliases
    assert entity(people, "Sancak").kind == "person"
    assert all(mention.start < start for mention in people.mentions)


def test_surname_of_two_persons_is_a_doubt() -> None:
    text = "Orhan Demirkol geldi. Ayşe Demirkol da geldi. Sonra Demirkol’a göre iş bitmişti."
    people = find(text)
    doubts = [doubt for doubt in people.doubts if doubt.kind == "person.ambiguous"]
    assert len(doubts) == 1
    assert text[doubts[0].start : doubts[0].end] == "Demirkol"
    assert len(doubts[0].alternatives) == 2
    assert people.by_id[people.mentions[-1].entity].name == "Ayşe Demirkol"
    assert all("Demirkol" in people.by_id[id].context_aliases for id in doubts[0].alternatives)


def test_first_person_author() -> None:
    people = find("O gün Bern’e vardım.", kind="memoir", authors=["Ayşe Tan"])
    assert people.by_id[people.authors[0]].name == "Ayşe Tan"
    unnamed = find("O gün Bern’e vardım.", kind="memoir")
    assert unnamed.by_id[unnamed.authors[0]].aliases == ("ben",)
    assert find("Bern büyüdü.", kind="study").authors == []


def test_minutes() -> None:
    people = find(
        "BAŞKAN – Söz Sayın Demirkol’undur.", "ORHAN DEMİRKOL (Bursa) – Sayın Başkan, teşekkür ederim.", kind="minutes"
    )
    assert entity(people, "BAŞKAN").kind == "person"
    assert entity(people, "Sayın Demirkol").name == "Orhan Demirkol"


def test_office_finds_its_holder() -> None:
    text = "Maliye Nazırı Orhan Tan Bey konuştu. Ertesi gün Maliye Nazırı istifa etti."
    people = find(text)
    assert [people.by_id[m.entity].name for m in people.mentions if people.by_id[m.entity].kind == "person"] == [
        "Orhan Tan"
    ] * 2


def test_english() -> None:
    text = "Mr. Harold Finch met the Soviet Government. Later Finch said that the Communists had won in Moscow."
    people = find(text, code="en")
    person = entity(people, "Finch")
    assert person.kind == "person"
    assert "Mr. Harold Finch" in person.aliases
    assert entity(people, "the Soviet Government").kind == "organisation"
    assert entity(people, "the Communists").kind == "group"
    assert entity(people, "Moscow").kind == "place"


def test_authority_wins(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(
        "- {id: tan, name: Ayşe Tan, aliases: [Kırmızı Kalem]}\n"
        "- {id: eski_kulüp, kind: organisation, name: Eski Kulüp}\n",
        encoding="utf-8",
    )
    text = "Ayşe Tan geldi. A. Tan konuştu. Kırmızı Kalem’in yazısı okundu. Eski Kulüp kapandı."
    people = find(text, authority=read_authority(path))
    tan = people.by_id["tan"]
    assert tan.authority == "tan"
    assert {"Ayşe Tan", "Kırmızı Kalem", "A. Tan"} <= set(tan.aliases)
    assert [m.entity for m in people.mentions] == ["tan", "tan", "tan", "eski_kulüp"]
    assert people.by_id["eski_kulüp"].kind == "organisation"


def test_looking_back_for_a_title() -> None:
    text = "Halil Tan Paşa ile Orhan Demirkol Bey geldi. Paşa konuştu."
    people = find(text)
    at = text.index("Paşa konuştu")
    assert people.by_id[people.last_person_before(at, "Paşa").entity].name == "Halil Tan"  # type: ignore[union-attr]
    assert people.by_id[people.last_person_before(at).entity].name == "Orhan Demirkol"  # type: ignore[union-attr]
    assert people.last_person_before(at, "Hanım") is None
    assert [m.start for m in people.in_range(0, at)] == [m.start for m in people.mentions if m.start < at]


def test_paragraph_in_two_parts() -> None:
    first, note, second = "Toplantıya Halil", "7 Dipnot metni.", "Tan Paşa katıldı."
    text = "\n".join((first, note, second))
    start = len(first) + len(note) + 2
    paragraph = Paragraph(((0, len(first)), (start, start + len(second))))
    paper = Document("d", text, "tr", (), (paragraph,), (), ())
    people = find_mentions(paper, lexicon("tr"))
    assert [(m.start, m.end) for m in people.mentions] == [(text.index("Halil"), text.index(" katıldı"))]
    assert people.entities[0].aliases == ("Halil Tan Paşa",)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Halil Tan Paşa konuştu.", "Tan’a göre iş bitti.", "Türk heyeti Bern’e vardı (bkz. Ek).",
            "O. Demirkol ve Ayşe Hanım geldi.",
            "III. Selim dönemi.", "Sayın Başkan, ", "T.C. Ziraat Bankası", "“Ben” dedi ‘Orhan’.", "((((", "A. B. C. D.",
        ]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(SENTENCES, st.sampled_from(["tr", "en"]), st.sampled_from([None, "memoir", "minutes", "study"]))
def test_mentions_are_ordered_and_named(sentences: list[str], code: str, kind: str | None) -> None:
    paper = document(*sentences, code=code) if sentences else document("", code=code)
    people = find_mentions(paper, lexicon(code), kind=kind)
    again = find_mentions(paper, lexicon(code), kind=kind)
    assert people.mentions == again.mentions and people.entities == again.entities
    ends = [0, *(mention.end for mention in people.mentions)]
    for mention, before in zip(people.mentions, ends, strict=False):
        assert before <= mention.start < mention.end <= mention.word_end <= len(paper.text)
        assert mention.entity in people.by_id
    assert len({entity.id for entity in people.entities}) == len(people.entities)


def test_a_line_without_end_costs_linear_time() -> None:
    text = "Ali Veli ve " * 20_000 + "A." * 20_000 + "(" * 20_000 + "x" * 200_000
    people = find(text)
    assert people.by_id
