from __future__ import annotations

from reading_samples import document, reading
from tanik.languages.pack import language
from tanik.reading.people import find_mentions
from tanik.reading.targets import Reach, Scope, TargetRanker
from tanik.reading.units import PassageMaker
from tanik.text.tokens import lexicon


def targets(*paragraphs: str, **settings: object) -> list[list[str]]:
    _, found = reading(*paragraphs, **settings)  # type: ignore[arg-type]
    names = {entity.id: entity.name for entity in found.entities}
    return [[names[target.id] for target in statement.targets] for statement in found.statements]


def test_an_idea_without_a_name_can_be_the_target() -> None:
    assert targets("Ahmet Nedim Bey askeri vesayetin zararlı olduğunu belirtmektedir.") == [["askeri vesayet"]]


def test_one_phrase_is_one_thing_with_all_its_forms() -> None:
    _, found = reading(
        "Ahmet Nedim Bey askeri vesayetin zararlı olduğunu belirtmektedir.",
        "Ahmet Nedim Bey bu askeri vesayetin kötü olduğunu belirtmektedir.",
    )
    made = [entity for entity in found.entities if entity.rule == "thing.phrase"]
    assert [entity.name for entity in made] == ["askeri vesayet"]
    assert {target.id for statement in found.statements for target in statement.targets} == {made[0].id}


def scope(text: str, holder: str = "nobody") -> tuple[TargetRanker, Scope]:
    made = document(text)
    people = find_mentions(made, lexicon("tr"))
    passage = PassageMaker(made, language("tr"), people, (), ()).make(0)
    ranker = TargetRanker(language("tr"), people)
    return ranker, Scope(passage, 0, len(text), (0, len(text)), holder, None, False, Reach())


def test_the_holder_is_no_candidate() -> None:
    ranker, asked = scope("Avusturya Rusya’dan çekiniyordu.")
    holder = next(iter(ranker.candidates(asked)))
    asked.holder = holder
    assert holder not in ranker.candidates(asked)


def test_every_feature_of_a_candidate_can_be_looked_up_and_changed() -> None:
    ranker, asked = scope("Avusturya Rusya’dan çekiniyordu.")
    shares = {entity: share for share, entity in ranker.ranked(asked)}
    ranker.weights = {"in:ablative": 5.0}
    changed = ranker.ranked(asked)
    assert "rus" in changed[0][1]
    assert changed[0][0] != shares[changed[0][1]]


def test_targets_of_the_views_before_stay_in_reach() -> None:
    reach = Reach()
    for key in ("a", "b", "c"):
        reach.judged((key,))
    assert reach.targets == [("b",), ("c",)]
