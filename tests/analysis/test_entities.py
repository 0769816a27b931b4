from __future__ import annotations

from sample_study import Writer, memoir, study
from tanik.analysis.entities import entities_from
from tanik.reading.annotations import Entity, Mention
from tanik.report.items import ReportItem
from tanik.sources.source import Source


def _item(*entities: Entity, mentions: tuple[Mention, ...] = ()) -> ReportItem:
    made = Writer([(1, "body", "Bir iki üç.")], "tr", "study")
    made.reading.entities.extend(entities)
    made.reading.mentions.extend(mentions)
    return ReportItem(Source("s", "s.txt"), made.document, made.reading)


def test_same_name_and_kind_in_two_sources_is_one_entity() -> None:
    found = entities_from([study(), memoir()])
    commissar = found.rows[found.key(0, "komiser")]
    assert found.key(0, "komiser") == found.key(1, "komiser")
    assert commissar.aliases == ("Sovyet Komiseri", "Commissar")
    assert commissar.items == (0, 1)
    assert commissar.mentions == sum(
        mention.entity == "komiser" for item in (study(), memoir()) for mention in item.reading.mentions
    )


def test_names_are_compared_by_turkish_casing_but_kinds_stay_apart() -> None:
    found = entities_from(
        [_item(Entity("1", "person", "IŞIK")), _item(Entity("7", "person", "Işık"), Entity("8", "place", "Işık"))]
    )
    assert found.key(0, "1") == found.key(1, "7") != found.key(1, "8")


def test_the_authority_file_decides() -> None:
    first, second = Entity("1", "person", "Ali", authority="p1"), Entity("1", "person", "Veli", authority="p1")
    other = Entity("1", "person", "Ali", authority="p2")
    found = entities_from([_item(first), _item(second), _item(other)])
    assert found.key(0, "1") == found.key(1, "1") != found.key(2, "1")
    assert found.rows[found.key(0, "1")].aliases == ("Veli",)


def test_an_id_without_an_entity_stands_for_itself() -> None:
    found = entities_from([memoir()])
    row = found.rows[found.key(0, "nobody")]
    assert (row.name, row.kind, row.mentions) == ("nobody", None, 0)
    assert found.name("?:elsewhere") == "elsewhere"


def test_the_first_mention_is_the_earliest() -> None:
    item = _item(Entity("1", "person", "Ali"), mentions=(Mention(7, 9, 9, "1"), Mention(4, 6, 6, "1")))
    (row,) = entities_from([item]).rows.values()
    assert (row.mentions, row.first) == (2, (0, 4))


def test_a_whole_name_that_is_an_alias_of_one_other_joins_them() -> None:
    short = _item(Entity("1", "person", "Sami Bey", titles=("Bey",)), mentions=(Mention(0, 3, 3, "1"),))
    full = _item(Entity("9", "person", "Ahmet Sami", ("Sami Bey", "Sami")), mentions=(Mention(4, 7, 7, "9"),))
    found = entities_from([short, full])
    (row,) = found.rows.values()
    assert found.key(0, "1") == found.key(1, "9") == row.key
    assert (row.name, row.mentions, row.items, row.first) == ("Ahmet Sami", 2, (0, 1), (0, 0))
    assert set(row.aliases) == {"Sami Bey", "Sami"}


def test_names_that_could_be_two_people_or_that_one_reading_keeps_apart_are_not_joined() -> None:
    short = _item(Entity("1", "person", "Sami Bey"), Entity("2", "person", "Sami"))
    one = _item(Entity("9", "person", "Ahmet Sami", ("Sami Bey", "Sami")))
    two = _item(Entity("9", "person", "Mehmet Sami", ("Sami Bey",)))
    assert len(entities_from([short, one, two]).rows) == 4
    assert len(entities_from([_item(Entity("2", "person", "Sami")), one]).rows) == 2
    together = _item(Entity("1", "person", "Sami Bey"), Entity("9", "person", "Ahmet Sami", ("Sami Bey",)))
    assert len(entities_from([together]).rows) == 2


def test_a_name_in_capitals_gives_way_to_one_that_is_not() -> None:
    found = entities_from([_item(Entity("1", "person", "TAHİR EFENDİ")), _item(Entity("1", "person", "Tahir Efendi"))])
    (row,) = found.rows.values()
    assert (row.name, row.aliases) == ("Tahir Efendi", ())


def test_two_entities_of_one_reading_never_meet_in_a_third() -> None:
    apart = _item(Entity("1", "person", "Sami Bey"), Entity("2", "person", "Sami Efendi"))
    full = _item(Entity("9", "person", "Ahmet Sami", ("Sami Bey", "Sami Efendi")))
    found = entities_from([apart, full])
    assert found.key(0, "1") != found.key(0, "2")
    assert len(found.rows) == 2


def test_the_unnamed_authors_of_two_sources_are_two_people() -> None:
    author = Entity("yazar", "person", "Yazar", rule="author")
    first, second = _item(author), _item(author)
    second.source.title = "Hatıralar"
    found = entities_from([first, second])
    names = [found.name(found.key(item, "yazar")) for item in (0, 1)]
    assert names == ["Yazar (s.txt)", "Yazar (Hatıralar)"]
    assert entities_from([first]).name("person:yazar") == "Yazar"
