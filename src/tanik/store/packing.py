"""How long texts and long lists lie in the study file: zlib-compressed UTF-8, lists as JSON inside.

Chosen because any program of the next decades can read it: no format of our own, no byte order.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from typing import Any

_LEVEL = 4  # half the time of the usual 6, for 7 % more bytes
_SURROGATE = re.compile("[\ud800-\udfff]")


def pack_text(text: str) -> bytes:
    """``text`` as compressed UTF-8. Lone surrogates, which UTF-8 forbids, are kept as they are."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_text(packed: bytes) -> str:
    """The inverse of :func:`pack_text`. Raises ``zlib.error`` or ``UnicodeDecodeError`` on damage."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def pack_list(values: Iterable[Any]) -> bytes:
    """A list of JSON values as compressed JSON."""
    return zlib.compress(to_json(list(values)).encode("utf-8"), _LEVEL)


def unpack_list(packed: bytes) -> list[Any]:
    """The inverse of :func:`pack_list`."""
    values: list[Any] = json.loads(zlib.decompress(packed))
    return values


def to_json(value: Any) -> str:
    """Compact JSON, letters as they are; the order of keys is kept. Lone surrogates are written as escapes."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if _SURROGATE.search(text):
        return json.dumps(value, separators=(",", ":"))
    return text
