from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.exchange.guids import guid_of, uid_of


@given(st.uuids())
def test_a_guid_is_a_uid_written_differently(value: object) -> None:
    text = str(value)
    uid = text.replace("-", "")
    assert uid_of(text.upper()) == uid_of(f"{{{text}}}") == uid_of(text) == uid
    assert guid_of(uid) == text


@pytest.mark.parametrize("text", ["", "x", "{5215cc69-b628-4e02-afb9-9beeaee55808", "5215cc69b6284e02afb99beeaee55808"])
def test_what_is_no_guid(text: str) -> None:
    assert uid_of(text) is None
