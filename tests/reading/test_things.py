"""Forms of one thing."""

from __future__ import annotations

from tanik.reading.gazetteer import gazetteer
from tanik.reading.naming import Ids
from tanik.reading.things import ThingForm, Things


def joined(*forms: ThingForm) -> list[set[str]]:
    things = Things(gazetteer("tr"), set())
    for i, form in enumerate(forms):
        things.add(form, 2, i)
    entities, ids = things.entities(Ids())
    assert {entity.id for entity in entities} == set(ids)
    return [set(entity.aliases) for entity in entities]


def form(surface: str, kind: str, head: str = "", **more: object) -> ThingForm:
    return ThingForm(surface=surface, kind=kind, head=head, lead=surface, **more)  # type: ignore[arg-type]


def test_like_heads_and_modifiers() -> None:
    found = joined(
        form("Fransız-Alman ilişkileri", "ideology", "ilişki", plural=True),
        form("Alman-Fransız münasebetleri", "ideology", "münasebet", plural=True),
        form("Fransız-İtalyan ilişkileri", "ideology", "ilişki", plural=True),
    )
    assert len(found) == 2


def test_treaties_of_one_year() -> None:
    found = joined(
        form("1924 Antlaşması", "treaty", "antlaşma"),
        form("1924 Bern Antlaşması", "treaty", "antlaşma"),
        form("Bern Antlaşması", "treaty", "antlaşma"),
        form("1930 Antlaşması", "treaty", "antlaşma"),
    )
    assert sorted(len(aliases) for aliases in found) == [1, 3]


def test_government_of_a_power_is_the_power() -> None:
    found = joined(form("Fransa", "state", known="france"), form("Fransız hükümeti", "organisation", "hükümet"))
    assert found == [{"Fransa", "Fransız hükümeti"}]


def test_the_government_is_the_one_that_is_named() -> None:
    generic = form("hükümet", "organisation", "hükümet", generic=True)
    assert len(joined(form("Bern Hükümeti", "organisation", "hükümet"), generic)) == 1
    two = joined(
        form("Bern Hükümeti", "organisation", "hükümet"), form("Basel Hükümeti", "organisation", "hükümet"), generic
    )
    assert len(two) == 3


def test_abbreviation() -> None:
    found = joined(form("Halk Kurtuluş Cemiyeti", "organisation", "cemiyet"), form("HKC", "organisation", "K"))
    assert len(found) == 1
