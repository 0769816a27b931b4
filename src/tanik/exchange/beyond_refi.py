"""What Tanık knows and REFI-QDA has no word for, said in the terms of REFI-QDA, and read back.

docs/exchange.md describes it for users. A statement becomes a selection with several codes on it, all under one code
named ``Tanık``: ``holder``, ``target`` (``positive``, ``negative``, ``mixed``, ``neutral``), ``mode``, ``relay``,
``status``, and its topics, which are codes of the codebook. Dates and what else has no code stand in the description of
the selection, one ``name: value`` a line. Data of a source become variables whose names begin with ``Tanık:``. Rule of
use, counter-example, anchor example and other languages of a code stand under its definition, each after a mark such
as ``[Tanık rule]``. Whoever edits these codes in another tool edits the statements.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from tanik.exchange.project import (
    Passage,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectCoding,
    ProjectEntity,
    ProjectSource,
    ProjectStatement,
    StatementTarget,
    Variable,
    VariableValue,
    derived_uid,
)

ROOT = "Tanık"
BRANCHES = ("holder", "target", "mode", "relay", "status", "topic", "entity")
POLARITIES = ("positive", "negative", "mixed", "neutral")
_SECTION = re.compile(r"\[Tanık ([a-z_]+)(?: ([A-Za-z-]+))?\] ?")
_GUARDED = re.compile(r"\\*\[Tanık ")
_DATED = ("said", "refers_to", "written", "citation", "memo")
_PLAIN = re.compile(r'[^\s"](?:[^\n\r]*[^\s])?')


def fold(project: Project) -> Project:
    """The project with everything said in the terms of REFI-QDA. The inverse is :func:`unfold`."""
    folder = _Folder(project)
    for statement in project.statements:
        folder.statement(statement)
    for entity in project.entities:
        folder.entity(entity)
    sources, variables = _data_as_values(project)
    codes = [replace(_described(code), key="", names=(), definitions=()) for code in project.codes]
    return replace(
        project,
        coders=tuple(_labelled(coder) for coder in project.coders),
        codes=(*codes, *folder.codes.values()),
        sources=sources,
        variables=(*project.variables, *variables),
        passages=(*project.passages, *folder.passages),
        codings=(*project.codings, *folder.codings),
        statements=(),
        entities=(),
    )


def unfold(project: Project) -> Project:
    """The project with statements, entities and data of sources taken out of their codes and variables again."""
    codes = tuple(_undescribed(code) for code in project.codes)
    coders = tuple(_unlabelled(coder) for coder in project.coders)
    sources, variables = _values_as_data(project)
    project = replace(project, codes=codes, coders=coders, sources=sources, variables=variables)
    branches = _branches(codes)
    if not branches:
        return project
    named = [_entity(code) for code in codes if branches.get(code.uid, ("",))[0] == "entity"]
    entities = tuple(entity for entity in named if entity is not None)
    return replace(
        _statements(project, branches), entities=entities, codes=tuple(c for c in codes if c.uid not in branches)
    )


# Statements


class _Folder:
    def __init__(self, project: Project) -> None:
        self.codes: dict[str, ProjectCode] = {}
        self.passages: list[Passage] = []
        self.codings: list[ProjectCoding] = []
        self._texts = {source.uid: source.text or "" for source in project.sources}
        self._topics = {code.name: code.uid for code in reversed(project.codes)}
        self._topics |= {code.topic: code.uid for code in reversed(project.codes)}

    def statement(self, given: ProjectStatement) -> None:
        words = " ".join(self._texts.get(given.source, "")[given.start : given.end].split())
        self.passages.append(
            Passage(given.uid, given.source, given.start, given.end, words[:200], _told(given), given.coder, given.at)
        )
        if given.holder:
            self._put(given, self._code("holder", given.holder))
        for target in given.targets:
            self._put(given, self._code("target", target.polarity, target.name))
        self._put(given, self._code("mode", given.mode))
        for name in given.relay:
            self._put(given, self._code("relay", name))
        self._put(given, self._code("status", given.status))
        for topic in given.topics:
            self._put(given, self._topics.get(topic) or self._code("topic", topic))

    def entity(self, entity: ProjectEntity) -> None:
        uid = self._code("entity", entity.name)
        lines = [f"kind: {entity.kind}"]
        if entity.uid:
            lines.append(f"uid: {entity.uid}")
        lines += [f"alias: {_shown(alias)}" for alias in entity.aliases]
        self.codes[uid] = replace(self.codes[uid], definition="\n".join(lines), codable=False)

    def _put(self, given: ProjectStatement, code: str) -> None:
        uid = derived_uid("coding", given.uid, code, str(len(self.codings)))
        self.codings.append(ProjectCoding(uid, given.uid, code, given.coder, given.at))

    def _code(self, *path: str) -> str:
        parent = None
        for depth in range(len(path) + 1):
            uid = derived_uid("Tanık", *path[:depth])
            if uid not in self.codes:
                name = path[depth - 1] if depth else ROOT
                self.codes[uid] = ProjectCode(uid, name, parent, codable=depth == len(path))
            parent = uid
        assert parent is not None
        return parent


def _told(given: ProjectStatement) -> str:
    """What has no code, one value a line."""
    lines = [f"{name}: {_shown(getattr(given, name))}" for name in _DATED if getattr(given, name)]
    if any(target.strength for target in given.targets):
        lines.append("strength: " + ", ".join(repr(target.strength) for target in given.targets))
    if given.confidence is not None:
        lines.append(f"confidence: {given.confidence!r}")
    return "\n".join(lines)


def _shown(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _read_value(text: str) -> str:
    if text.startswith('"'):
        try:
            value = json.loads(text)
        except ValueError:
            return text
        return value if isinstance(value, str) else text
    return text


def _lines(text: str) -> dict[str, str]:
    """``name: value`` lines; what is no such line is left out."""
    found = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            found[name.strip()] = _read_value(value.strip())
    return found


def _branches(codes: tuple[ProjectCode, ...]) -> dict[str, tuple[str, ...]]:
    """The codes under the root of Tanık's, by uid: their path below it. Empty when there is no such root."""
    by_uid = {code.uid: code for code in codes}
    root = derived_uid("Tanık")
    top = by_uid.get(root) or next((c for c in codes if c.parent is None and c.name == ROOT), None)
    if top is None:
        return {}
    children: dict[str | None, list[ProjectCode]] = {}
    for code in codes:
        children.setdefault(code.parent, []).append(code)
    if not any(code.name in BRANCHES for code in children.get(top.uid, [])):
        return {}
    found: dict[str, tuple[str, ...]] = {top.uid: ("",)}
    todo: list[tuple[ProjectCode, tuple[str, ...]]] = [(code, (code.name,)) for code in children.get(top.uid, [])]
    while todo:
        code, path = todo.pop()
        if code.uid not in found:
            found[code.uid] = path
            todo += [(child, (*path, child.name)) for child in children.get(code.uid, [])]
    return found


@dataclass(slots=True)
class _Found:
    holder: str = ""
    mode: str = "reported"
    status: str = "proposed"
    coder: str = ""
    at: str = ""


def _statements(project: Project, branches: dict[str, tuple[str, ...]]) -> Project:
    """Passages that carry one of Tanık's codes are statements; their other codes are topics."""
    on: dict[str, list[ProjectCoding]] = {}
    for coding in project.codings:
        on.setdefault(coding.passage, []).append(coding)
    marked = {passage for passage, codings in on.items() if any(each.code in branches for each in codings)}
    names = {code.uid: code.topic for code in project.codes}
    statements = [
        _statement(passage, on[passage.uid], branches, names) for passage in project.passages if passage.uid in marked
    ]
    return replace(
        project,
        statements=(*project.statements, *statements),
        passages=tuple(passage for passage in project.passages if passage.uid not in marked),
        codings=tuple(coding for coding in project.codings if coding.passage not in marked),
    )


def _statement(
    passage: Passage, codings: list[ProjectCoding], branches: dict[str, tuple[str, ...]], names: dict[str, str]
) -> ProjectStatement:
    found = _Found(coder=passage.coder, at=passage.at)
    targets: list[tuple[str, str]] = []
    relay: list[str] = []
    topics: list[str] = []
    for coding in codings:
        path = branches.get(coding.code)
        found.coder, found.at = found.coder or coding.coder, found.at or coding.at
        if path is None:
            topics.append(names.get(coding.code, coding.code))
        elif path[0] == "holder" and len(path) > 1:
            found.holder = path[-1]
        elif path[0] == "target" and len(path) > 2 and path[1] in POLARITIES:
            targets.append((path[-1], path[1]))
        elif path[0] == "target" and len(path) > 1:
            targets.append((path[-1], "neutral"))
        elif path[0] == "mode" and path[-1] in ("quote", "reported"):
            found.mode = path[-1]
        elif path[0] == "relay" and len(path) > 1:
            relay.append(path[-1])
        elif path[0] == "status" and len(path) > 1:
            found.status = path[-1]
        elif path[0] == "topic" and len(path) > 1:
            topics.append(path[-1])
    told = _lines(passage.description)
    strengths = [_number(part) or 0.0 for part in told.get("strength", "").split(",")]
    strengths += [0.0] * (len(targets) - len(strengths))
    dated = {name: told[name] for name in _DATED if name in told}
    return ProjectStatement(
        passage.uid,
        passage.source,
        passage.start,
        passage.end,
        found.holder,
        tuple(StatementTarget(name, p, s) for (name, p), s in zip(targets, strengths, strict=False)),
        tuple(topics),
        found.mode,
        relay=tuple(relay),
        confidence=_number(told.get("confidence", "")),
        status=found.status,
        coder=found.coder,
        at=found.at,
        **dated,
    )


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) <= 1e9 else None


def _entity(code: ProjectCode) -> ProjectEntity | None:
    if not code.definition.startswith("kind: "):
        return None
    lines = [line.partition(": ") for line in code.definition.split("\n")]
    told = {name: value for name, _, value in reversed(lines)}
    aliases = tuple(_read_value(value) for name, _, value in lines if name == "alias")
    return ProjectEntity(code.name, told.get("kind", "person"), aliases, told.get("uid", ""))


# Codes


def _described(code: ProjectCode) -> ProjectCode:
    parts = [_guard(code.definition)]
    sections = [("rule", "", code.rule), ("counter_example", "", code.counter_example), ("anchor", "", code.anchor)]
    sections += [("key", "", code.key)]
    sections += [("name", language, name) for language, name in code.names]
    sections += [("definition", language, text) for language, text in code.definitions]
    for name, language, text in sections:
        if text:
            mark = f"[Tanık {name} {language}]" if language else f"[Tanık {name}]"
            parts.append(f"{mark} {_guard(text)}")
    return replace(
        code, definition="\n".join(parts) if len(parts) > 1 else parts[0], rule="", counter_example="", anchor=""
    )


def _guard(text: str) -> str:
    """A line that looks like a mark gets a backslash in front."""
    return "\n".join("\\" + line if _GUARDED.match(line) else line for line in text.split("\n"))


def _undescribed(code: ProjectCode) -> ProjectCode:
    if "[Tanık " not in code.definition:
        return code
    sections: list[tuple[str, str, list[str]]] = [("", "", [])]
    for line in code.definition.split("\n"):
        mark = _SECTION.match(line)
        if mark:
            sections.append((mark[1], mark[2] or "", [line[mark.end() :]]))
        else:
            sections[-1][2].append(line)
    texts = [(name, language, _unguard("\n".join(lines))) for name, language, lines in sections]
    one = {name: text for name, language, text in texts if not language}
    return replace(
        code,
        definition=one.get("", ""),
        rule=one.get("rule", ""),
        counter_example=one.get("counter_example", ""),
        anchor=one.get("anchor", ""),
        key=one.get("key", ""),
        names=tuple((language, text) for name, language, text in texts if name == "name" and language),
        definitions=tuple((language, text) for name, language, text in texts if name == "definition" and language),
    )


def _unguard(text: str) -> str:
    return "\n".join(line[1:] if line.startswith("\\") and _GUARDED.match(line) else line for line in text.split("\n"))


# Coders and sources


def _labelled(coder: ProjectCoder) -> ProjectCoder:
    if coder.kind == "person" and not coder.version:
        return coder
    return replace(coder, label=f"{ROOT}:{coder.kind}:{coder.version}", kind="person", version="")


def _unlabelled(coder: ProjectCoder) -> ProjectCoder:
    head, _, rest = coder.label.partition(":")
    kind, colon, version = rest.partition(":")
    if head != ROOT or not colon or kind not in ("person", "rules", "model"):
        return coder
    return replace(coder, kind=kind, version=version, label="")


def _data_as_values(project: Project) -> tuple[tuple[ProjectSource, ...], list[Variable]]:
    names = sorted({name for source in project.sources for name, _ in source.data})
    variables = {name: Variable(derived_uid("variable", name), f"{ROOT}: {name}") for name in names}
    sources = tuple(
        replace(
            source,
            data=(),
            values=(*source.values, *(VariableValue(variables[n].uid, "Text", value) for n, value in source.data)),
        )
        for source in project.sources
    )
    return sources, list(variables.values())


def _values_as_data(project: Project) -> tuple[tuple[ProjectSource, ...], tuple[Variable, ...]]:
    mark = f"{ROOT}: "
    ours = {each.uid: each.name.removeprefix(mark) for each in project.variables if each.name.startswith(mark)}
    sources = tuple(
        replace(
            source,
            data=(*source.data, *((ours[v.variable], v.value) for v in source.values if v.variable in ours)),
            values=tuple(value for value in source.values if value.variable not in ours),
        )
        for source in project.sources
    )
    return sources, tuple(variable for variable in project.variables if variable.uid not in ours)
