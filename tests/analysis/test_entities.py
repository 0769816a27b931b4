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
