"""HTML as text: what comes from a source is always escaped, what comes from here never holds a style or a handler.

The page has a content security policy without ``unsafe-inline``, so no ``style`` attribute may be written.
"""

from __future__ import annotations

import re
from html import escape

_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, lone surrogates and noncharacters cannot stand in HTML; direction overrides could show words in
an order that is not theirs. Each becomes one U+FFFD, so that no reader takes it for nothing."""


def plain(text: str) -> str:
    """Text that can be shown: one visible replacement character for each that cannot. Keeps the length."""
    return _NOT_TEXT.sub("\ufffd", text)


def text(value: str) -> str:
    """Any words as HTML text or attribute value."""
    return escape(plain(value), quote=True)


def name(value: str) -> str:
    """A name, title or file name: its direction of writing cannot reach its neighbours."""
    return f"<bdi>{text(value)}</bdi>"


def shortened(value: str, most: int) -> str:
    """At most ``most`` characters, cut at a blank, with an ellipsis."""
    # A span may cover a whole book; four times the length is enough to know.
    long = len(value) > 4 * most
    value = " ".join(value[: 4 * most].split())
    if len(value) <= most and not long:
        return value
    cut = value.rfind(" ", most // 2, most)
    return value[: cut if cut > 0 else most] + " …"
