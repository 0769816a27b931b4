"""W3C Web Annotations (JSON-LD), out and in: https://www.w3.org/TR/annotation-model/.

Out: one collection; every coding, statement, memo and link is an annotation. A place is said twice, as position (code
points, end exclusive) and as quotation with what stands before and after it. A code is a ``tagging`` body with its
name, and an ``identifying`` one with its uid; a statement has its fields as JSON in a ``describing`` body.

In: annotations, pages and collections on the sources that the study has, found by their uid or name.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from tanik.errors import DamagedSourceError, Phrase, UnknownFormatError
from tanik.exchange.guids import guid_of, uid_of
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    Passage,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectCoding,
    ProjectEntity,
    ProjectLink,
    ProjectMemo,
    ProjectSource,
    ProjectStatement,
    StatementTarget,
    derived_uid,
)
from tanik.exchange.web_annotation_rules import CONTEXT, as_list, is_moment, problems
from tanik.reasons import fault
from tanik.sources.given import Given
from tanik.translation import N_

_URN = "urn:uuid:"
_AROUND = 32
_STATEMENT = "application/vnd.tanik.statement+json"
_PLACED = ("uid", "source", "start", "end", "coder", "at")


def write_annotations(project: Project, maker: str, name: str = "") -> tuple[dict[str, Any], LossReport]:
    """The collection as JSON values, and what annotations cannot say."""
    writer = _Writer(project, maker)
    items = [*writer.codings(), *writer.statements(), *writer.memos(), *writer.links()]
    report = LossReport(name, "webanno", maker)
    report.read = project.counts()
    for what in ("sets", "variables", "cases", "kept"):
        if count := len(getattr(project, what)):
            report.lose("dropped", what, N_("annotations have no word for it"), count=count)
    collection = {
        "@context": CONTEXT,
        "id": _urn(derived_uid("collection", project.name)),
        "type": "AnnotationCollection",
        "label": project.name,
        "total": len(items),
        "first": {
            "id": _urn(derived_uid("page", project.name)),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return collection, report


def _urn(uid: str) -> str:
    return f"{_URN}{guid_of(uid)}"


def _plain(purpose: str, words: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": words}


class _Writer:
    def __init__(self, project: Project, maker: str) -> None:
        self._project = project
        self._maker = maker
        self._texts = {source.uid: source.text or "" for source in project.sources}
        self._names = {source.uid: source.name for source in project.sources}
        self._coders = {coder.uid: coder for coder in project.coders}
        self._passages = {passage.uid: passage for passage in project.passages}

    def _annotation(self, uid: str, motivation: str, coder: str, at: str) -> dict[str, Any]:
        made: dict[str, Any] = {
            "@context": CONTEXT,
            "id": _urn(uid),
            "type": "Annotation",
            "motivation": motivation,
            "generator": {"id": "urn:tanik", "type": "Software", "name": self._maker},
        }
        if is_moment(at):
            made["created"] = at
        if coder in self._coders:
            known = self._coders[coder]
            kind = "Person" if known.kind == "person" else "Software"
            made["creator"] = {"id": _urn(coder), "type": kind, "name": known.name}
        return made

    def _target(self, source: str, start: int, end: int) -> dict[str, Any]:
        text = self._texts.get(source, "")
        quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
        quote["prefix"], quote["suffix"] = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": "SpecificResource", "source": _urn(source), "selector": [place, quote]}

    def codings(self) -> list[dict[str, Any]]:
        codes = {code.uid: code for code in self._project.codes}
        made = []
        for coding in self._project.codings:
            code = codes.get(coding.code)
            annotation = self._annotation(coding.uid, "tagging", coding.coder, coding.at)
            passage = self._passages.get(coding.passage)
            annotation["body"] = [
                {
                    "type": "TextualBody",
                    "purpose": "tagging",
                    "format": "text/plain",
                    "value": code.name if code else "?",
                },
                {"type": "SpecificResource", "purpose": "identifying", "source": _urn(coding.code)},
            ]
            if passage is None:
                annotation["target"] = _urn(coding.passage)
            else:
                annotation["target"] = self._target(passage.source, passage.start, passage.end)
            made.append(annotation)
        return made

    def statements(self) -> list[dict[str, Any]]:
        made = []
        for each in self._project.statements:
            annotation = self._annotation(each.uid, "describing", each.coder, each.at)
            told = {
                key: value for key, value in asdict(each).items() if key not in _PLACED and value not in ("", (), None)
            }
            value = json.dumps(told, ensure_ascii=False)
            body = {"type": "TextualBody", "purpose": "describing", "format": _STATEMENT, "value": value}
            tags = [each.holder, *(target.name for target in each.targets)]
            bodies = [
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": t} for t in tags if t
            ]
            annotation["body"] = [body, *bodies]
            annotation["target"] = self._target(each.source, each.start, each.end)
            made.append(annotation)
        return made

    def memos(self) -> list[dict[str, Any]]:
        made = []
        for memo in self._project.memos:
            annotation = self._annotation(memo.uid, "commenting", memo.coder, memo.at)
            annotation["body"] = [_plain("commenting", memo.text)]
            about: list[Any] = []
            for uid in memo.subjects:
                passage = self._passages.get(uid)
                about.append(_urn(uid) if passage is None else self._target(passage.source, passage.start, passage.end))
            project = [_urn(derived_uid("project", self._project.name))] if memo.of_project or not about else []
            targets = [*project, *about]
            annotation["target"] = targets[0] if len(targets) == 1 else targets
            made.append(annotation)
        return made

    def links(self) -> list[dict[str, Any]]:
        made = []
        for link in self._project.links:
            if not (link.origin and link.target):
                continue
            annotation = self._annotation(link.uid, "linking", link.coder, link.at)
            annotation["body"] = [
                {"type": "SpecificResource", "purpose": "linking", "source": _urn(link.target)},
                _plain("tagging", link.kind or "?"),
                *([_plain("commenting", link.note)] if link.note else []),
            ]
            annotation["target"] = _urn(link.origin)
            made.append(annotation)
        return made


# In


@dataclass(slots=True)
class _Read:
    there: Project
    report: LossReport
    coders: dict[str, ProjectCoder] = field(default_factory=dict)
    codes: dict[str, ProjectCode] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    codings: list[ProjectCoding] = field(default_factory=list)
    statements: list[ProjectStatement] = field(default_factory=list)
    memos: list[ProjectMemo] = field(default_factory=list)
    links: list[ProjectLink] = field(default_factory=list)
    entities: dict[str, ProjectEntity] = field(default_factory=dict)
    sources: dict[str, ProjectSource] = field(default_factory=dict)


def parse_annotations(given: Given) -> tuple[list[Any], dict[str, Any]]:
    """The annotations of a file, unchecked, with ``label`` and ``type`` of what the file holds.

    DamagedSourceError T660 when it is no JSON, UnknownFormatError T661 when it is neither an annotation, a page, a
    collection nor a list of annotations.
    """
    try:
        value = json.loads(given.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = fault(str(error)) if isinstance(error, ValueError) else Phrase(N_("it is nested too deeply"))
        raise DamagedSourceError(
            "T660",
            N_("“{name}” is no JSON that can be read ({reason})."),
            N_("Export the annotations again from the tool that made them."),
            name=given.name,
            reason=reason,
        ) from error
    if isinstance(value, list):
        return value, {"label": None, "type": "list"}
    types = as_list(value.get("type")) if isinstance(value, dict) else []
    facts = {"label": value.get("label"), "type": value.get("type")} if isinstance(value, dict) else {}
    if "AnnotationCollection" in types:
        first = value.get("first")
        items = first.get("items") if isinstance(first, dict) else value.get("items")
        return [_with_context(each, value) for each in as_list(items)], facts
    if "AnnotationPage" in types:
        return [_with_context(each, value) for each in as_list(value.get("items"))], facts
    if isinstance(value, dict) and ("Annotation" in types or "target" in value):
        return [value], facts
    raise UnknownFormatError(
        "T661",
        N_("“{name}” holds no Web Annotation (type “{type}”)."),
        N_("A file of annotations has the type Annotation, AnnotationPage or AnnotationCollection."),
        name=given.name,
        type=", ".join(map(str, types))[:60] or "–",
    )


def _with_context(each: Any, around: dict[str, Any]) -> Any:
    """An annotation inside a collection need not repeat the context."""
    return {"@context": around.get("@context"), **each} if isinstance(each, dict) else each


def read_annotations(given: Given, there: Project) -> tuple[Project, LossReport]:
    """The annotations of a file on the sources of ``there``; T662 names the first one that the model forbids."""
    items, facts = parse_annotations(given)
    read = _Read(there, LossReport(given.name, "webanno", ""))
    read.report.facts |= facts
    for number, item in enumerate(items, 1):
        # An annotation inside a collection may be a mere address.
        if isinstance(item, str):
            read.report.lose("dropped", "annotation", N_("the file names it, but does not hold it"), f"{number}")
            continue
        wrong = problems(item)
        if wrong:
            raise DamagedSourceError(
                "T662",
                N_("“{name}”: annotation {number} is not as the Web Annotation model demands: {problem}."),
                N_("Correct it in the tool that made it, or take it out of the file."),
                name=given.name,
                number=number,
                problem=wrong[0],
            )
        _take(read, item, f"annotation {number}")
    project = Project(
        name=str(facts.get("label") or given.name),
        coders=tuple(read.coders.values()),
        codes=tuple(read.codes.values()),
        sources=tuple(read.sources.values()),
        passages=tuple(read.passages.values()),
        codings=tuple(read.codings),
        memos=tuple(read.memos),
        links=tuple(read.links),
        statements=tuple(read.statements),
        entities=tuple(read.entities.values()),
    )
    read.report.read = {"annotations": len(items), **project.counts()}
    return project, read.report


def _take(read: _Read, item: dict[str, Any], place: str) -> None:
    uid = _uid(item["id"]) or derived_uid("annotation", item["id"])
    coder, at = _creator(read, item), str(item.get("created") or "")
    bodies = as_list(item.get("body"))
    texts = [(each.get("purpose") or "", each) for each in bodies if isinstance(each, dict) and "value" in each]
    if isinstance(item.get("bodyValue"), str):
        texts.append(("commenting", {"value": item["bodyValue"]}))
    motivation = str(as_list(item.get("motivation"))[:1] or "")
    linked = next((e for e in bodies if isinstance(e, dict) and e.get("purpose") == "linking" and "source" in e), None)
    if linked is not None and isinstance(item["target"], str):
        kind = next((str(body["value"]) for purpose, body in texts if purpose == "tagging"), "")
        note = next((str(body["value"]) for purpose, body in texts if purpose == "commenting"), "")
        ends = (_uid(item["target"]) or "", _uid(linked["source"]) or "")
        read.links.append(ProjectLink(uid, kind, *ends, note, coder=coder, at=at))
        return
    spots = [(target, _spot(read, target)) for target in as_list(item["target"])]
    told = next((body for _, body in texts if body.get("format") == _STATEMENT), None)
    found = next((spot for _, spot in spots if spot is not None), None)
    if told is not None and found is not None:
        _statement(read, uid, told, found, (coder, at), place)
        return
    tags = [
        str(body["value"])
        for purpose, body in texts
        if purpose == "tagging" or (not purpose and "tagging" in motivation)
    ]
    if tags and found is not None:
        _codings(read, uid, bodies, tags, found, (coder, at))
    elif tags:
        read.report.lose("dropped", "annotation", N_("its words are not found in a source of the study"), place)
    rest = [str(body["value"]) for purpose, body in texts if purpose != "tagging" and not tags]
    if rest:
        subjects = [_passage(read, *spot, coder, at) if spot else _uid(target) or "" for target, spot in spots]
        read.memos.append(ProjectMemo(uid, "\n".join(rest), "", tuple(filter(None, subjects)), coder=coder, at=at))
    if not tags and not rest and told is None:
        read.report.lose("dropped", "annotation", N_("it has no words and no code"), place)


def _codings(
    read: _Read, uid: str, bodies: list[Any], tags: list[str], found: tuple[str, int, int], made: tuple[str, str]
) -> None:
    named = [_uid(e.get("source")) for e in bodies if isinstance(e, dict) and e.get("purpose") == "identifying"]
    passage = _passage(read, *found, *made)
    for number, tag in enumerate(tags):
        code = (named[number] if number < len(named) else None) or derived_uid("annotation tag", tag)
        known = next((each for each in read.there.codes if each.uid == code), None)
        read.codes.setdefault(code, known or ProjectCode(code, tag))
        read.codings.append(ProjectCoding(uid if number == 0 else derived_uid(uid, tag), passage, code, *made))


def _passage(read: _Read, source: str, start: int, end: int, coder: str, at: str) -> str:
    uid = derived_uid("passage", source, str(start), str(end))
    read.passages.setdefault(uid, Passage(uid, source, start, end, coder=coder, at=at))
    return uid


def _creator(read: _Read, item: dict[str, Any]) -> str:
    for each in as_list(item.get("creator")):
        name = str(each.get("name") or each.get("nickname") or each.get("id") or "") if isinstance(each, dict) else each
        id = each.get("id") if isinstance(each, dict) else each
        if name:
            uid = _uid(id) or derived_uid("creator", str(id or name))
            known = next((coder for coder in read.there.coders if coder.uid == uid), None)
            read.coders.setdefault(uid, known or ProjectCoder(uid, name))
            return uid
    return ""


def _uid(value: Any) -> str | None:
    return uid_of(value.removeprefix(_URN)) if isinstance(value, str) else None


def _spot(read: _Read, target: Any) -> tuple[str, int, int] | None:
    """Source, start and end of a target in the texts of the study."""
    address = target.get("source", target.get("id")) if isinstance(target, dict) else target
    if isinstance(address, dict):
        address = address.get("id")
    uid = _uid(address)
    base = str(address or "").rpartition("/")[2]
    source = next((s for s in read.there.sources if s.text and (s.uid == uid or s.name in (address, base))), None)
    if source is None or not isinstance(target, dict):
        return None
    selectors = [each for each in as_list(target.get("selector")) if isinstance(each, dict)]
    quote = next((each for each in selectors if each.get("type") == "TextQuoteSelector"), None)
    place = next((each for each in selectors if each.get("type") == "TextPositionSelector"), None)
    span = _span(source.text or "", quote, place)
    if span is None:
        return None
    read.sources.setdefault(source.uid, source)
    return source.uid, *span


def _span(text: str, quote: dict[str, Any] | None, place: dict[str, Any] | None) -> tuple[int, int] | None:
    exact = quote["exact"] if quote else None
    inside = place is not None and place["start"] <= place["end"] <= len(text)
    if place is not None and inside and exact in (None, text[place["start"] : place["end"]]):
        return place["start"], place["end"]
    if quote is None or not exact:
        return None
    prefix, suffix = str(quote.get("prefix") or ""), str(quote.get("suffix") or "")
    for before, after in ((prefix, suffix), (prefix, ""), ("", suffix), ("", "")):
        words = f"{before}{exact}{after}"
        if text.count(words) == 1:
            start = text.index(words) + len(before)
            return start, start + len(exact)
    return None


def _statement(
    read: _Read, uid: str, told: dict[str, Any], found: tuple[str, int, int], made: tuple[str, str], place: str
) -> None:
    known = {each.name for each in fields(ProjectStatement)} - set(_PLACED)
    try:
        values = json.loads(told["value"])
        plain = {key: value for key, value in values.items() if key in known}
        plain["targets"] = tuple(
            StatementTarget(str(t["name"]), str(t["polarity"]), float(t["strength"])) for t in plain.get("targets", ())
        )
        for name in ("topics", "relay"):
            plain[name] = tuple(str(each) for each in plain.get(name, ()))
        for name in ("holder", "mode", "said", "refers_to", "written", "citation", "status", "memo"):
            if not isinstance(plain.get(name, ""), str):
                raise TypeError(name)
        statement = ProjectStatement(uid, *found, coder=made[0], at=made[1], **{"holder": "", **plain})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        read.report.lose("dropped", "statement", N_("its fields cannot be understood"), place)
        return
    read.statements.append(statement)
    for name in (statement.holder, *(t.name for t in statement.targets), *statement.relay):
        known_entity = next((each for each in read.there.entities if each.name == name), ProjectEntity(name))
        if name:
            read.entities.setdefault(name, known_entity)
