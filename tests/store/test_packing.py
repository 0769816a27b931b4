from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.store.packing import pack_list, pack_text, to_json, unpack_list, unpack_text

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


@given(st.lists(st.none() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT))
def test_any_list_comes_back(values: list[object]) -> None:
    assert unpack_list(pack_list(values)) == values


def test_a_text_can_be_opened_with_zlib_alone() -> None:
    assert zlib.decompress(pack_text("İğne")).decode() == "İğne"


def test_a_changed_byte_is_noticed() -> None:
    packed = bytearray(pack_text("Kırlangıç " * 50))
    packed[-1] ^= 1
    with pytest.raises(zlib.error):
        unpack_text(bytes(packed))


@given(st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_json_can_always_be_stored_as_utf8(value: dict[str, str]) -> None:
    text = to_json(value)
    text.encode("utf-8")
    assert json.loads(text) == value


def test_json_keeps_letters_and_order() -> None:
    assert to_json({"ş": 1, "a": 2}) == '{"ş":1,"a":2}'
