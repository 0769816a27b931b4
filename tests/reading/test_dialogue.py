from __future__ import annotations

import pytest

from reading_samples import quoted, reading


def speakers(*paragraphs: str, **settings: object) -> dict[str, str | None]:
    made, found = reading(*paragraphs, language="en", kind="memoir", **settings)
    return {words: who for words, (_, who) in quoted(made, found).items()}


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ("“The road is closed,” said Mr. Barnett.", "The road is closed,", "Barnett"),
        ("“The road is closed,” Mr. Barnett answered slowly.", "The road is closed,", "Barnett"),
        ("Mr. Barnett turned round and said: “The road is closed.”", "The road is closed.", "Barnett"),
        ("“The road is closed,” calculated Mr. Barnett.", "The road is closed,", "Barnett"),
        ("“Never,” said Mr. Barnett.", "Never,", "Barnett"),
        ("“The road is closed,” said the old sailor with a sigh.", "The road is closed,", "old sailor"),
        ("“The road is closed,” said Clemmie, laughing.", "The road is closed,", "Clemmie"),
    ],
)
def test_the_name_beside_the_verb_speaks(sentence: str, words: str, who: str) -> None:
    assert speakers(sentence)[words] == who


def test_a_pronoun_means_the_person_named_most_of_late() -> None:
    found = speakers(
        "Mrs. Larkin came in. Mrs. Larkin sat down near Mr. Barnett.", "“I am tired of waiting,” she said at last."
    )
    assert found["I am tired of waiting,"] == "Larkin"


def test_two_who_talk_take_turns() -> None:
    found = speakers(
        "“Where is the boat now?” asked Mr. Barnett.",
        "“Gone down the river,” said Mrs. Larkin.",
        "“And who took it there?”",
        "“My brother took it.”",
    )
    assert found["And who took it there?"] == "Barnett"
    assert found["My brother took it."] == "Larkin"


def test_the_quotations_of_a_paragraph_share_their_speaker() -> None:
    found = speakers("“It is late,” said Mr. Barnett. He took his hat. “Let us go home now.”")
    assert found["Let us go home now."] == "Barnett"


def test_i_said_is_the_author() -> None:
    found = speakers("“It is very late,” I said.", authors=("Edna Fairlie",))
    assert found["It is very late,"] == "Edna Fairlie"


def test_a_scare_quote_stays_a_term() -> None:
    made, found = reading("The “mission” of Mr. Barnett was over.", language="en", kind="memoir")
    assert quoted(made, found)["mission"] == ("term", None)


def test_mr_and_mrs_of_one_surname_are_two() -> None:
    _, found = reading(
        "Mr. Larkin wrote a letter. Mrs. Larkin read it. Mr. Larkin slept.", language="en", kind="memoir"
    )
    names = [entity for entity in found.entities if "Larkin" in " ".join(entity.aliases)]
    assert len(names) == 2


def test_persons_only_described_are_entities_when_they_speak() -> None:
    _, silent = reading("The old sailor came in. Mr. Barnett slept.", language="en", kind="memoir")
    assert not any(entity.rule == "person.described" for entity in silent.entities)
