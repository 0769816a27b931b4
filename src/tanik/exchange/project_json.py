"""A project as plain JSON, to be kept with what was imported. Bytes of files are left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from tanik.exchange import project as values
from tanik.exchange.project import Project

_PARTS: dict[str, type[Any]] = {
    "coders": values.ProjectCoder,
    "codes": values.ProjectCode,
    "sources": values.ProjectSource,
    "passages": values.Passage,
    "codings": values.ProjectCoding,
    "memos": values.ProjectMemo,
    "links": values.ProjectLink,
    "statements": values.ProjectStatement,
    "entities": values.ProjectEntity,
    "sets": values.MemberSet,
    "variables": values.Variable,
    "cases": values.Case,
    "kept": values.Kept,
}


def to_plain(project: Project) -> dict[str, Any]:
    """The project as JSON values; the inverse is :func:`from_plain`."""
    plain = dataclasses.asdict(project)
    del plain["files"]
    return plain


def from_plain(plain: Mapping[str, Any]) -> Project:
    """Raises KeyError or TypeError when it is no such JSON."""
    known = dict(plain)
    for name, kind in _PARTS.items():
        known[name] = tuple(_one(kind, each) for each in known[name])
    known["spellings"] = tuple((uid, guid) for uid, guid in known["spellings"])
    return Project(**known)


def _one(kind: type[Any], plain: Mapping[str, Any]) -> Any:
    known = {name: _tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    if kind in (values.ProjectSource, values.Case):
        known["values"] = tuple(values.VariableValue(**each) for each in plain["values"])
    if kind is values.ProjectStatement:
        known["targets"] = tuple(values.StatementTarget(**each) for each in plain["targets"])
    return kind(**known)


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list | tuple) else value
