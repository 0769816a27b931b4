"""GUIDs of other tools and uids of Tanık: the same 128 bits, written differently."""

from __future__ import annotations

import re

_GUID = re.compile(
    r"\s*(\{)?([0-9a-fA-F]{8})-([0-9a-fA-F]{4})-([0-9a-fA-F]{4})-([0-9a-fA-F]{4})-([0-9a-fA-F]{12})(?(1)\})\s*"
)


def uid_of(guid: str) -> str | None:
    """The 32 lower-case hexadecimal digits of a GUID, with or without braces; None when it is none."""
    found = _GUID.fullmatch(guid)
    return "".join(found.groups()[1:]).lower() if found else None


def guid_of(uid: str) -> str:
    """A uid with hyphens, lower case."""
    return f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"
