from __future__ import annotations

from dataclasses import dataclass

from tanik.analysis.ledger import DEED_NAMES, DEEDS, find_deeds, ledger, ledger_of, number_in_words
from tanik.reading.annotations import DateExpression, Entity, Mention, Reading, Statement, Target
from tanik.sources.source import Source
from tanik.text.document import Document


@dataclass
class Item:
    source: Source
    document: Document
    reading: Reading


def item(text: str, code: str, names: dict[str, str], dates: dict[str, str] | None = None, id: str = "s") -> Item:
    """A source of one text; ``names``: name as printed, with its ending behind ``|``, to the id of its power."""
    document = Document(id, text, code, (), (), ((0, len(text)),), (0,))
    reading = Reading(id, "by hand", code, "study")
    for printed, entity in names.items():
        name, _, ending = printed.partition("|")
        start = text.index(name + ending)
        if all(each.id != entity for each in reading.entities):
            reading.entities.append(Entity(entity, "state", entity.title()))
        end = start + len(name)
        reading.mentions.append(Mention(start, end, end + len(ending), entity))
    for words, edtf in (dates or {}).items():
        at = text.index(words)
        reading.dates.append(DateExpression(at, at + len(words), edtf))
    reading.statements.append(Statement(0, len(text), "reported", "kuzey", (Target("güney", "neutral"),), said="1950"))
    return Item(Source(id, f"{id}.txt"), document, reading)


KUZEY = {"Kuzey": "kuzey", "Güney|'e": "güney"}


def test_what_was_promised_and_what_came_stand_in_one_table() -> None:
    found = ledger(
        [
            item("Kuzey, Güney'e on milyon ruble vaat etmişti.", "tr", KUZEY, id="s"),
            item("Kuzey 1922'de Güney'e 6,5 milyon ruble gönderdi.", "tr", KUZEY, {"1922": "1922"}, id="t"),
        ]
    )
    assert [(e.deed, e.giver_name, e.receiver_name, e.value, e.unit, e.date) for e in found.entries] == [
        ("promise", "Kuzey", "Güney", 10_000_000, "rouble", "1950"),
        ("delivery", "Kuzey", "Güney", 6_500_000, "rouble", "1922"),
    ]
    (balance,) = found.balances
    assert balance.sums == {"promise": 10_000_000, "delivery": 6_500_000}
    assert [found.entries[at].printed for at in balance.entries["promise"]] == ["on milyon ruble"]
    assert found.entries[0].statements == ("1-1",)
    assert [e.doubts for e in found.entries] == [(), ()]


def test_one_gift_told_by_two_sources_is_no_greater_gift() -> None:
    told = [item("Kuzey, Güney'e 100 top verdi.", "tr", KUZEY, id=id) for id in "st"]
    (balance,) = ledger(told).balances
    assert balance.sums == {"delivery": 100}
    assert len(balance.entries["delivery"]) == 2


def test_who_demands_is_to_receive() -> None:
    names = {"Güney|": "güney", "Kuzey|'den": "kuzey"}
    (entry,) = ledger([item("Güney, Kuzey'den 500 tüfek talep etti.", "tr", names)]).entries
    assert (entry.deed, entry.giver, entry.receiver) == ("demand", "state:kuzey", "state:güney")


def test_what_a_sentence_does_not_settle_is_a_doubt() -> None:
    (unknown,) = ledger([item("Birkaç bin tüfek gönderilmedi.", "tr", {})]).entries
    assert unknown.doubts == ("giver", "receiver", "vague", "negated")
    assert ledger_of((unknown,)).balances == ()


def test_english_sentences_are_read_by_the_place_of_names() -> None:
    names = {"The North": "north", "the South": "south"}
    text = "The North promised to the South ten million roubles, and six and a half were delivered."
    promised, came = ledger([item(text, "en", names)]).entries
    assert (promised.deed, promised.giver, promised.receiver) == ("promise", "state:north", "state:south")
    assert (came.deed, came.value) == ("delivery", 6_500_000)
    assert "scale" in came.doubts


def test_amounts_without_a_deed_are_no_entries() -> None:
    assert ledger([item("Bin lira çok paradır.", "tr", {})]).entries == ()
    assert ledger([]).entries == ()


def test_deeds_are_found_with_their_denial() -> None:
    found = find_deeds("Top istendi, tüfek teklif edildi, para ödenmedi, yardım reddedildi.", "tr")
    assert [(each.deed, each.negated) for each in found] == [
        ("demand", False), ("offer", False), ("delivery", True), ("refusal", False),
    ]  # fmt: skip
    assert set(DEED_NAMES) == set(DEEDS)


def test_numbers_are_shown_as_people_write_them() -> None:
    assert str(number_in_words(6_500_000)) == "6.5 million"
    assert str(number_in_words(2e9)) == "2 billion"
    assert str(number_in_words(33_275)) == "33275"
    assert str(number_in_words(5, 6)) == "5–6"
