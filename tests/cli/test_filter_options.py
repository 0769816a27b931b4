from __future__ import annotations

import pytest

from tanik.cli.filter_options import between, choice_of, decimal, filter_of
from tanik.cli.wording import speaking
from tanik.errors import UsageError

EMPTY = dict.fromkeys(
    (
        "holder",
        "target",
        "topic",
        "source",
        "said",
        "written",
        "polarity",
        "coder",
        "page",
        "policy",
        "where",
        "csv_path",
    )
)


def test_options_and_written_conditions_are_one_filter() -> None:
    given = {**EMPTY, "as_json": False, "holder": "Ayşe Tan", "said": "1921", "where": "hedef=Bern"}
    assert str(filter_of(given)) == 'holder="Ayşe Tan" said=1921 target=Bern'


def test_numbers_are_written_as_the_user_writes_them() -> None:
    with speaking("tr"):
        assert (decimal(-0.5), between(0.25, 1)) == ("−0,50", "0,25 … 1,00")
    assert (decimal(None), between(None, 1.0)) == ("–", "–")


def test_only_features_that_there_are_can_be_chosen() -> None:
    assert choice_of(("holder", "said"), " Holder, said ,") == ("holder", "said")
    with pytest.raises(UsageError, match="T747"):
        choice_of(("holder",), "colour")
