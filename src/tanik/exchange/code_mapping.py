"""A mapping file turns another tool's codes into statements: holders, targets with polarity, topics.

::

    holders:
      under: [Actors]                 # every code below this one names a holder
      codes: {"AT": Ayşe Tan}         # or code by code, with the name it stands for
    targets:
      under: [About]
      codes:
        "Critique of the army": {target: army, polarity: negative}
    polarity:                         # codes that say for or against, on the same passage
      positive: [for, praise]
      negative: [against]
    topics: {under: [Subjects]}
    relay: {codes: {"told by his aide": the aide}}
    mode: {quote: [verbatim]}
    default: {holder: the author, polarity: neutral}
    join: selection                   # or: same (the same place), overlap
    keep: true                        # the codings stay as codings too

Codes are named by their name or by their path (``Actors/AK``). A passage is a statement when it has a target and a
holder (perhaps the default one).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from tanik.errors import Phrase, SettingError, SourceMissingError
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    Passage,
    Project,
    ProjectCoding,
    ProjectEntity,
    ProjectStatement,
    StatementTarget,
    code_paths,
    derived_uid,
)
from tanik.reasons import fault
from tanik.translation import N_

_KEYS = ("holders", "targets", "polarity", "topics", "relay", "mode", "default", "join", "keep")
_POLARITIES = ("positive", "negative", "mixed", "neutral")
_JOINS = ("selection", "same", "overlap")
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Rule:
    """``under``: codes below which all are meant; ``codes``: the name (and polarity) that single codes stand for."""

    under: frozenset[str] = frozenset()
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    holders: Rule = Rule()
    targets: Rule = Rule()
    topics: Rule = Rule()
    relay: Rule = Rule()
    polarity: dict[str, str] = field(default_factory=dict)
    quotes: frozenset[str] = frozenset()
    holder: str = ""
    usual: str = "neutral"
    join: str = "selection"
    keep: bool = True


def read_mapping(path: Path) -> Mapping:
    """The mapping of a YAML file. SettingError T670 names the key that cannot be understood."""
    if not path.is_file():
        raise SourceMissingError(
            "T301", N_("There is no file “{path}”."), N_("Check the name and the folder."), path=str(path)
        )
    if path.stat().st_size > _LARGEST:
        raise _wrong(path, Phrase(N_("it is too large")))
    try:
        plain = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise _wrong(path, fault(str(error).replace("\n", " "))) from error
    if not isinstance(plain, dict):
        raise _wrong(path, Phrase(N_("it has no keys")))
    for key in plain:
        if key not in _KEYS:
            raise _wrong(path, Phrase(N_("“{key}” is none of: {keys}"), key=key, keys=", ".join(_KEYS)))
    default = plain.get("default") or {}
    join = plain.get("join", "selection")
    keep = plain.get("keep", True)
    if not isinstance(default, dict) or join not in _JOINS or not isinstance(keep, bool):
        raise _wrong(
            path, Phrase(N_("“default” has keys, “join” is one of {joins}, “keep” yes or no"), joins=", ".join(_JOINS))
        )
    usual = str(default.get("polarity", "neutral"))
    if usual not in _POLARITIES:
        raise _wrong(path, Phrase(N_("“{value}” is no polarity"), value=usual))
    mode = plain.get("mode") or {}
    if not isinstance(mode, dict):
        raise _wrong(path, Phrase(N_("“mode” has the key quote")))
    return Mapping(
        _rule(path, "holders", plain.get("holders")),
        _rule(path, "targets", plain.get("targets")),
        _rule(path, "topics", plain.get("topics")),
        _rule(path, "relay", plain.get("relay")),
        polarity=_polarities(path, plain.get("polarity")),
        quotes=frozenset(_names(path, "mode", mode.get("quote"))),
        holder=str(default.get("holder", "")),
        usual=usual,
        join=join,
        keep=keep,
    )


def _rule(path: Path, key: str, given: Any) -> Rule:
    if given is None:
        return Rule()
    if not isinstance(given, dict) or set(given) - {"under", "codes"}:
        raise _wrong(path, Phrase(N_("“{key}” has the keys under and codes"), key=key))
    codes = given.get("codes") or {}
    if not isinstance(codes, dict):
        codes = {name: name for name in _names(path, key, codes)}
    found: dict[str, tuple[str, str]] = {}
    for code, meaning in codes.items():
        if isinstance(meaning, dict):
            name, polarity = (
                str(meaning.get("target") or meaning.get("name") or code),
                str(meaning.get("polarity") or ""),
            )
        else:
            name, polarity = str(meaning if meaning is not None else code), ""
        if polarity and polarity not in _POLARITIES:
            raise _wrong(path, Phrase(N_("“{value}” is no polarity"), value=polarity))
        found[str(code)] = (name, polarity)
    return Rule(frozenset(_names(path, key, given.get("under"))), found)


def _polarities(path: Path, given: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    if given is None:
        return found
    if not isinstance(given, dict) or set(given) - set(_POLARITIES):
        raise _wrong(path, Phrase(N_("“polarity” has the keys {keys}"), keys=", ".join(_POLARITIES)))
    for polarity, codes in given.items():
        found |= {name: str(polarity) for name in _names(path, "polarity", codes)}
    return found


def _names(path: Path, key: str, given: Any) -> list[str]:
    if given is None:
        return []
    if isinstance(given, str | int | float):
        return [str(given)]
    if not isinstance(given, list) or not all(isinstance(each, str | int | float) for each in given):
        raise _wrong(path, Phrase(N_("“{key}” needs a list of names of codes"), key=key))
    return [str(each) for each in given]


def _wrong(path: Path, problem: Phrase) -> SettingError:
    return SettingError(
        "T670",
        N_("The mapping {path} cannot be understood: {problem}."),
        N_("docs/exchange.md shows how a mapping is written; nothing was imported."),
        path=str(path),
        problem=problem,
    )


class _Codes:
    """What every code of a project stands for."""

    def __init__(self, project: Project, mapping: Mapping) -> None:
        paths = code_paths(project.codes)
        self._calls = {uid: {path[-1], "/".join(path)} for uid, path in paths.items()}
        self._above = {
            uid: {name for depth in range(1, len(path)) for name in (path[depth - 1], "/".join(path[:depth]))}
            for uid, path in paths.items()
        }
        self._names = {code.uid: code.name for code in project.codes}
        self._topics = {code.uid: code.topic for code in project.codes}
        self._mapping = mapping

    def known(self, names: Iterable[str]) -> set[str]:
        """Those of the names that a code has."""
        every = {name for calls in self._calls.values() for name in calls}
        return set(names) & every

    def by(self, rule: Rule, code: str, topic: bool = False) -> tuple[str, str] | None:
        for name in sorted(self._calls.get(code, ()), key=len, reverse=True):
            if name in rule.codes:
                return rule.codes[name]
        if self._above.get(code, set()) & rule.under:
            return (self._topics if topic else self._names)[code], ""
        return None

    def polarity(self, code: str) -> str:
        found = (self._mapping.polarity.get(name, "") for name in sorted(self._calls.get(code, ())))
        return next(filter(None, found), "")

    def quotes(self, code: str) -> bool:
        return bool(self._calls.get(code, set()) & self._mapping.quotes)


def apply_mapping(project: Project, mapping: Mapping, report: LossReport) -> Project:
    """The project with statements made of its codings; names of codes that it does not have are in the report."""
    codes = _Codes(project, mapping)
    rules = (mapping.holders, mapping.targets, mapping.topics, mapping.relay)
    wanted = {name for rule in rules for name in (*rule.under, *rule.codes)} | set(mapping.polarity) | mapping.quotes
    for name in sorted(wanted - codes.known(wanted)):
        report.lose("dropped", "mapping", N_("the project has no code of this name"), name)
    statements: list[ProjectStatement] = []
    used: set[str] = set()
    for passage, codings in _groups(project, mapping.join):
        made = _statement(passage, codings, codes, mapping)
        if made is not None:
            statements.append(made[0])
            used.update(made[1])
    names = dict.fromkeys(name for each in statements for name in (each.holder, *(t.name for t in each.targets)))
    known = {entity.name for entity in project.entities}
    entities = (*project.entities, *(ProjectEntity(name) for name in names if name not in known))
    left = project.codings if mapping.keep else tuple(each for each in project.codings if each.uid not in used)
    report.read["statements"] = len(project.statements) + len(statements)
    return replace(project, statements=(*project.statements, *statements), entities=entities, codings=left)


def _groups(project: Project, join: str) -> list[tuple[Passage, list[ProjectCoding]]]:
    """Passages with the codings that belong to one statement, by coder."""
    passages = {passage.uid: passage for passage in project.passages}
    groups: dict[tuple[str, ...], list[ProjectCoding]] = {}
    places: dict[tuple[str, ...], Passage] = {}
    for coding in project.codings:
        passage = passages.get(coding.passage)
        if passage is None:
            continue
        here = (passage.uid,) if join == "selection" else (passage.source, str(passage.start), str(passage.end))
        groups.setdefault((*here, coding.coder), []).append(coding)
        places.setdefault((*here, coding.coder), passage)
    found = [(places[key], codings) for key, codings in groups.items()]
    return _overlapping(found) if join == "overlap" else found


def _overlapping(found: list[tuple[Passage, list[ProjectCoding]]]) -> list[tuple[Passage, list[ProjectCoding]]]:
    """Groups of one coder whose places overlap become one, on the place that holds them all."""
    joined: list[tuple[Passage, list[ProjectCoding]]] = []
    ordered = sorted(found, key=lambda each: (each[0].source, each[1][0].coder, each[0].start, each[0].end))
    for passage, codings in ordered:
        if joined:
            last, before = joined[-1]
            if (last.source, before[0].coder) == (passage.source, codings[0].coder) and passage.start < last.end:
                joined[-1] = (replace(last, end=max(last.end, passage.end)), [*before, *codings])
                continue
        joined.append((passage, codings))
    return joined


def _statement(
    passage: Passage, codings: list[ProjectCoding], codes: _Codes, mapping: Mapping
) -> tuple[ProjectStatement, list[str]] | None:
    holders, targets, topics, relay, used = [], [], [], [], []
    polarity, mode = "", "reported"
    for coding in codings:
        meant = False
        if found := codes.by(mapping.holders, coding.code):
            holders.append(found[0])
            meant = True
        if found := codes.by(mapping.targets, coding.code):
            targets.append(found)
            meant = True
        if found := codes.by(mapping.topics, coding.code, topic=True):
            topics.append(found[0])
            meant = True
        if found := codes.by(mapping.relay, coding.code):
            relay.append(found[0])
            meant = True
        if found_polarity := codes.polarity(coding.code):
            polarity = found_polarity if polarity in ("", found_polarity) else "mixed"
            meant = True
        if codes.quotes(coding.code):
            mode, meant = "quote", True
        if meant:
            used.append(coding.uid)
    holder = holders[0] if holders else mapping.holder
    if not holder or not targets:
        return None
    aims = tuple(StatementTarget(name, own or polarity or mapping.usual) for name, own in dict.fromkeys(targets))
    first = codings[0]
    uid = derived_uid("mapped", passage.uid, first.coder)
    coder, at = first.coder or passage.coder, first.at or passage.at
    statement = ProjectStatement(
        uid,
        passage.source,
        passage.start,
        passage.end,
        holder,
        aims,
        tuple(dict.fromkeys(topics)),
        mode,
        relay=tuple(dict.fromkeys(relay)),
        status="accepted",
        coder=coder,
        at=at,
    )
    return statement, used
