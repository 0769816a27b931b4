from __future__ import annotations

import pytest

from tanik.cli.agree_values import decimal, plain_coefficient
from tanik.cli.wording import speaking
from tanik.coding.agreement import Bootstrap, Coefficient
from tanik.coding.plans import Undefined


def test_a_coefficient_as_json() -> None:
    drawn = Bootstrap(100, 3, 2, 0.1, (0.2, 0.4))
    each = Coefficient("cohen_kappa", 0.3, 0.1, (0.2, 0.4), 7, None, "bootstrap", "bootstrap_percentile", None, drawn)
    told = plain_coefficient(each, 0.95, "nominal")
    assert (told["value"], told["ci"], told["units"], told["maximum"]) == (0.3, [0.2, 0.4], 7, None)
    assert told["bootstrap"]["undefined_samples"] == 2
    nothing = plain_coefficient(
        Coefficient("u_alpha", None, undefined=Undefined("no_units", "Nothing.")), 0.95, "nominal"
    )
    assert nothing["undefined"] == {"id": "no_units", "sentence": "Nothing."}
    assert "maximum" not in nothing
    assert "bootstrap" not in nothing


@pytest.mark.parametrize(("language", "text"), [("en", "−0.500"), ("tr", "−0,500")])
def test_a_number_in_the_language_of_the_user(language: str, text: str) -> None:
    with speaking(language):
        assert decimal(-0.5) == text
        assert decimal(None) == ""
