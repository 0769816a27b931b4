"""Two versions of one codebook that grew apart, joined field by field.

What only one side changed since the version that both had alike (``base``) becomes as that side has it. Where both
changed the same field of a code otherwise, ours stands and the difference is reported. Ids of codes stay ours, because
codings carry them; the other side's id is kept as a former one, so that it still leads to the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tanik.coding.codebook import Code, Codebook
from tanik.errors import SettingError

_FIELDS = (
    *("names", "definition", "rule", "counter_example", "anchor", "anchor_span"),
    *("colour", "applies", "literature", "retired"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two sides have otherwise of one code: fields by name, None where a side has no such code.

    ``key``: codebook and id, as ``theory:prestige``.
    """

    key: str
    ours: Mapping[str, Any] | None
    theirs: Mapping[str, Any] | None


def joined(ours: Codebook, theirs: Codebook, base: Codebook | None) -> tuple[Codebook, list[Difference]]:
    """Our codebook with what only the other side changed, one version on when that is anything."""
    known = {code.uid: code for code in (base.codes if base else ())}
    there = {code.uid: code for code in theirs.codes}
    differences: list[Difference] = []
    codes: list[Code] = []
    for code in ours.codes:
        other, before = there.get(code.uid), known.get(code.uid)
        if other is not None:
            codes.append(_one(ours, theirs, base, (code, other, before), differences))
            continue
        codes.append(code)
        if before is not None:
            differences.append(Difference(f"{ours.name}:{code.id}", {"names": dict(code.names)}, None))
    codes += _more(ours, theirs, known, differences)
    if tuple(codes) == ours.codes:
        return ours, differences
    version = max(ours.version, theirs.version) + 1
    try:
        return Codebook(ours.name, version, tuple(codes), ours.titles, ours.literature), differences
    except SettingError:
        # Each side hung codes elsewhere, and both moves together make no tree: ours stand as they are.
        parents = {code.uid: code.parent for code in ours.codes}
        kept = tuple(replace(code, parent=parents.get(code.uid)) for code in codes)
        differences += [
            Difference(f"{ours.name}:{old.id}", {"parent": old.parent}, {"parent": new.parent})
            for old, new in zip(ours.codes, codes, strict=False)
            if old.parent != new.parent
        ]
        return Codebook(ours.name, version, kept, ours.titles, ours.literature), differences


def _one(
    ours: Codebook,
    theirs: Codebook,
    base: Codebook | None,
    versions: tuple[Code, Code, Code | None],
    differences: list[Difference],
) -> Code:
    here, there, before = versions
    fields: dict[str, Any] = {}
    mine: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for name in _FIELDS:
        sides = (getattr(here, name), getattr(there, name), getattr(before, name, None), before is not None)
        _choose(name, sides, fields, mine, other)
    one, two = _uid(ours, here.parent), _uid(theirs, there.parent)
    old = _uid(base, before.parent) if base is not None and before is not None else ""
    chosen: dict[str, Any] = {}
    _choose("parent", (one, two, old, before is not None), chosen, mine, other)
    parent = here.parent
    if "parent" in chosen:
        parent = next((code.id for code in ours.codes if code.uid == chosen["parent"]), None)
    if "parent" in mine:
        mine["parent"], other["parent"] = here.parent, there.parent
    if there.id != here.id and (before is None or there.id != before.id):
        mine["id"], other["id"] = here.id, there.id
    if mine:
        differences.append(Difference(f"{ours.name}:{here.id}", mine, other))
    taken = {code.id for code in ours.codes}
    former = dict.fromkeys((*here.formerly, *there.formerly, there.id))
    fields["formerly"] = tuple(id for id in former if id not in taken or id in here.formerly)
    return replace(here, parent=parent, **fields)


def _choose(
    name: str,
    sides: tuple[Any, Any, Any, bool],
    fields: dict[str, Any],
    mine: dict[str, Any],
    other: dict[str, Any],
) -> None:
    """Put theirs into ``fields`` where only they changed it; what both changed goes into ``mine`` and ``other``."""
    here, there, before, known = sides
    if here == there or (known and there == before):
        return
    if known and here == before:
        fields[name] = there
    else:
        mine[name], other[name] = _plain(here), _plain(there)


def _more(ours: Codebook, theirs: Codebook, known: Mapping[str, Code], differences: list[Difference]) -> list[Code]:
    """The codes that only the other side has, under the code that their parent is here."""
    uids = {code.uid: code.id for code in ours.codes}
    present = ours.present()
    fresh: list[Code] = []
    for code in theirs.codes:
        if code.uid in uids:
            continue
        if code.id in present or code.uid in known:
            if known.get(code.uid) != code:
                named = ours.get(code.id)
                mine = None if named is None else {"names": dict(named.names)}
                differences.append(Difference(f"{ours.name}:{code.id}", mine, {"names": dict(code.names)}))
            continue
        fresh.append(code)
    ids = uids | {code.uid: code.id for code in fresh}
    taken = {*present, *ids.values()}
    return [
        replace(
            code,
            parent=ids.get(_uid(theirs, code.parent)),
            formerly=tuple(id for id in code.formerly if id not in taken),
        )
        for code in fresh
    ]


def _uid(book: Codebook, id: str | None) -> str:
    return next((code.uid for code in book.codes if code.id == id), "")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return value if isinstance(value, str | bool | None) else str(value)
