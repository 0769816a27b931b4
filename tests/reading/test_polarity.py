from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.people import People
from tanik.reading.polarity import CLASSES, PolarityModel, polarity_model
from tanik.reading.units import Passage, PassageMaker


def passage(text: str) -> Passage:
    return PassageMaker(document(text), language("tr"), People(), (), ()).make(0)


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("Avusturya her zaman sadık ve güvenilir bir dosttu", "positive"),
        ("Avusturya saldırgan, hain ve zalim bir düşmandı", "negative"),
    ],
)
def test_plain_words_decide(words: str, polarity: str) -> None:
    assert polarity_model("tr").judged(passage(words), 0, len(words), False, False).polarity == polarity


def test_without_weights_the_evaluative_words_judge() -> None:
    words = "iki devletin anlaşması gerektiğini"
    assert PolarityModel(language("tr"), {}).judged(passage(words), 0, len(words), False, False).polarity == "mixed"


def test_a_weight_can_be_changed_by_hand() -> None:
    words = "heyetin yola çıktığını"
    model = PolarityModel(language("tr"), {"told": (9.0, 0.0, 0.0, 0.0)})
    assert model.judged(passage(words), 0, len(words), False, False).polarity == "positive"


def test_no_feature_holds_a_name() -> None:
    words = "yarın Soylu ailesi Viyana yolundan dönecek"
    found = polarity_model("tr").features(passage(words), 0, len(words), False, False)
    assert not any("soylu" in feature or "viyana" in feature for feature in found)


@given(st.text(max_size=120))
def test_any_words_have_a_polarity(text: str) -> None:
    made = passage(text.replace("\n", " ") or "x")
    assert polarity_model("tr").judged(made, 0, len(made.text), True, True).polarity in CLASSES
