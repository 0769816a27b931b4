from __future__ import annotations

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.report.drawing import pdf, png, svg


def chart(name: str) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[{"x": 1, "y": name}])).mark_point().encode(x="x:Q", y="y:N")


@pytest.mark.parametrize("name", ["Işık", "a\x00b", "\u202eters", "\ud800", "\ufffe", "<b>&"])
def test_no_character_of_a_name_ends_the_program(name: str) -> None:
    assert svg(chart(name)).startswith("<svg")
    assert png(chart(name), 72).startswith(b"\x89PNG")
    assert pdf(chart(name)).startswith(b"%PDF")


@settings(max_examples=15)
@given(st.text(max_size=20))
def test_any_name_is_drawn(name: str) -> None:
    assert svg(chart(name)).startswith("<svg")
