"""A study as a project for other tools: what people and readings made, joined with what came from other tools.

What was imported and is unchanged goes out as it came in: its GUIDs, its places in the other tool's text, and what the
study has no room for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from tanik.coding.acts import Coder, Coding, Policy
from tanik.coding.codebook import Code
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
from tanik.exchange.project_json import from_plain
from tanik.sources.source import Source
from tanik.store import Store, exchange_rows
from tanik.study.imported_texts import to_raw
from tanik.text.document import Document


@dataclass(slots=True)
class _Before:
    """What was imported, all imports together, and where it was put."""

    projects: list[Project] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """uid of the project's source by the id of the study's."""
    taken: set[str] = field(default_factory=set)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)

    def every(self, name: str) -> dict[str, Any]:
        """All values of one kind by uid; the first import wins."""
        return {each.uid: each for project in reversed(self.projects) for each in getattr(project, name)}

    def joined(self, name: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(each for project in self.projects for each in getattr(project, name)))


def _before(store: Store) -> _Before:
    before = _Before()
    connection = store.desk.connection
    for row in exchange_rows.read_imports(connection):
        before.projects.append(from_plain(row.project))
        for name, content in exchange_rows.read_files(connection, row.uid):
            before.files.setdefault(name, content)
        for uid, id in row.placed["sources"].items():
            before.sources.setdefault(id, uid)
        before.taken.update(row.placed["taken"])
        for uid, (start, end) in row.placed["spans"].items():
            before.spans.setdefault(uid, (start, end))
        before.copies |= row.placed["memos"]
    return before


def give_out(store: Store, name: str, *, coder: str | None = None, policy: Policy = "all") -> Project:
    """The study as a project. ``name``: of the study; ``coder``: only what this coder made, and statements as this
    coder left them; ``policy``: which statements."""
    return _Giving(store, name, coder, policy).project()


class _Giving:
    def __init__(self, store: Store, name: str, coder: str | None, policy: Policy) -> None:
        self._store = store
        self._name = name
        self._coder = coder
        self._policy = policy
        self._old = _before(store)
        self._coders: dict[Coder, ProjectCoder] = {}
        for old in self._old.every("coders").values():
            key = Coder(old.name.strip() or old.label, old.kind, old.version)
            self._coders.setdefault(key, old)
        self._documents: dict[str, Document] = {}
        self._uids: dict[str, str] = {}
        self._codes: dict[tuple[str, str], str] = {}
        self._passage_of: dict[str, str] = {}
        self._languages: list[str] = store.setting("languages", [])

    def project(self) -> Project:
        old = self._old
        sources = [self._source(source) for source in self._store.sources()]
        lost = [each for uid, each in old.every("sources").items() if uid not in {s.uid for s in sources}]
        codes = list(self._book_codes())
        codings, passages = self._codings()
        statements = list(self._statements())
        memos, links = self._memos(), self._links()
        first = old.projects[0] if old.projects else Project()
        extra = self._unused_passages(passages)
        return Project(
            name=first.name or self._name,
            description=first.description,
            base_path=first.base_path,
            coder=first.coder,
            at=first.at,
            changed_by=first.changed_by,
            changed=first.changed,
            coders=tuple((old.every("coders") | {each.uid: each for each in self._coders.values()}).values()),
            codes=tuple(codes),
            sources=(*sources, *lost),
            passages=(*passages, *extra),
            codings=tuple(codings),
            memos=tuple(memos),
            links=tuple(links),
            statements=tuple(statements),
            entities=tuple(self._entities(statements)),
            sets=old.joined("sets"),
            variables=old.joined("variables"),
            cases=old.joined("cases"),
            kept=old.joined("kept"),
            spellings=tuple(sorted(dict(old.joined("spellings")).items())),
            files=tuple(sorted(old.files.items())),
        )

    # Who, and in what

    def _who(self, coder: Coder) -> str:
        found = self._coders.get(coder)
        if found is None:
            uid = derived_uid("coder", coder.name, coder.kind, coder.version)
            found = self._coders[coder] = ProjectCoder(uid, coder.name, coder.kind, coder.version)
        return found.uid

    def _source(self, source: Source) -> ProjectSource:
        uid = self._old.sources.get(source.id)
        data = tuple(
            (name, value)
            for name, value in (
                ("title", source.title),
                ("authors", "; ".join(source.authors)),
                ("kind", source.kind),
                ("written", source.written),
                ("published", source.published),
                ("language", source.language),
                ("calendar", source.calendar),
            )
            if value
        )
        if self._store.document_row(source.id) is None:
            return ProjectSource(uid or derived_uid("source", source.id), source.name, None, data=data)
        document = self._documents[source.id] = self._store.load_document(source.id)
        if uid is not None:
            self._uids[source.id] = uid
            known: ProjectSource = self._old.every("sources")[uid]
            return replace(known, text=document.raw, data=data)
        uid = self._uids[source.id] = derived_uid("source", source.id)
        return ProjectSource(uid, source.name, document.text, data=data)

    def _span(self, source: str, start: int, end: int) -> tuple[int, int]:
        """A place of the study in the text that goes out."""
        if source in self._old.sources:
            return to_raw(self._documents[source], start, end)
        return start, end

    # Codes

    def _book_codes(self) -> Iterator[ProjectCode]:
        known = self._old.every("codes")
        for book in self._store.desk.codebooks().values():
            uids = {code.id: code.uid for code in book.codes}
            self._codes |= {(book.name, old): uids[new] for old, new in book.present().items()}
            for _, code in book.walk():
                old = known.get(code.uid)
                yield self._code(book.name, code, uids.get(code.parent or ""), old)

    def _code(self, book: str, code: Code, parent: str | None, old: ProjectCode | None) -> ProjectCode:
        usual = self._languages[0] if self._languages else "tr"
        tongue = usual if usual in code.names else next(iter(code.names), usual)

        def told(texts: Any) -> str:
            return str(texts.get(tongue) or next(iter(texts.values()), ""))

        return ProjectCode(
            code.uid,
            code.name(tongue),
            parent,
            told(code.definition),
            code.colour,
            codable=True if old is None else old.codable,
            rule=told(code.rule),
            counter_example=told(code.counter_example),
            anchor=told(code.anchor),
            key=f"{book}:{code.id}" if old is None or old.key else "",
            names=tuple((language, name) for language, name in code.names.items() if language != tongue),
            definitions=tuple((language, text) for language, text in code.definition.items() if language != tongue),
        )

    # Codings

    def _codings(self) -> tuple[list[ProjectCoding], list[Passage]]:
        """The codings on spans; those that came on one selection go out on it, others share one by their place."""
        old_codings, old_passages = self._old.every("codings"), self._old.every("passages")
        codings: list[ProjectCoding] = []
        passages: dict[str, Passage] = {}
        for live in self._counted():
            if live.statement is not None or self._coder not in (None, live.coder.name):
                continue
            known = old_codings.get(live.uid)
            source = self._uids[live.source]
            here = (live.start, live.end)
            if known is not None and self._old.spans.get(known.passage) == here:
                uid = known.passage
                if uid in old_passages:
                    passages.setdefault(uid, old_passages[uid])
                coder, at = known.coder, known.at
            else:
                coder, at = self._who(live.coder), live.at
                start, end = self._span(live.source, *here)
                uid = derived_uid("passage", source, str(start), str(end))
                words = " ".join(live.quote.split())[:200]
                passages.setdefault(uid, Passage(uid, source, start, end, words, coder=coder, at=at))
            self._passage_of[live.uid] = uid
            codings.append(ProjectCoding(live.uid, uid, self._codes.get((live.codebook, live.code), ""), coder, at))
        if self._coder is None and self._policy != "consensus":
            codings += [each for uid, each in old_codings.items() if uid not in self._old.taken]
        order = {uid: number for number, uid in enumerate(old_codings)}
        codings.sort(key=lambda each: order.get(each.uid, len(order)))
        return codings, self._in_order(passages, codings)

    def _counted(self) -> list[Coding]:
        """The codings under the policy: all, or those that were settled or made alike."""
        from tanik.study.settling import consensus_codings

        return consensus_codings(self._store) if self._policy == "consensus" else self._store.desk.codings(None)

    def _in_order(self, passages: dict[str, Passage], codings: Iterable[ProjectCoding]) -> list[Passage]:
        old = self._old.every("passages")
        for coding in codings:
            if coding.passage not in passages and coding.passage in old:
                passages[coding.passage] = old[coding.passage]
        order = {uid: number for number, uid in enumerate(old)}
        rank = {uid: number for number, uid in enumerate(self._uids.values())}
        return sorted(
            passages.values(),
            key=lambda p: (rank.get(p.source, len(rank)), order.get(p.uid, len(order)), p.start, p.end, p.uid),
        )

    def _unused_passages(self, passages: list[Passage]) -> list[Passage]:
        """Selections that never had a code: nobody can have taken one away."""
        there = {passage.uid for passage in passages}
        coded = {each.passage for each in self._old.every("codings").values()}
        every = self._old.every("passages")
        return [each for uid, each in every.items() if uid not in there and uid not in coded]

    # Statements

    def _statements(self) -> Iterator[ProjectStatement]:
        known = self._old.every("statements")
        made = {one.statement: one for one in self._store.desk.judgements()}
        who = None
        if self._coder is not None:
            who = next((c for c in self._store.desk.coders() if c.name == self._coder), Coder(self._coder, "person"))
        rows = self._store.desk.statement_rows(self._policy, coder=who)
        for uid, group in groupby(rows, key=lambda row: str(row["uid"])):
            every = list(group)
            if who is not None and every[0]["status"] == "proposed":
                continue
            judgement = made.get(uid)
            coder = "" if judgement is None or uid in known else self._who(judgement.coder)
            at = "" if judgement is None else judgement.at
            yield self._statement(uid, every, coder, at, known.get(uid))
        if self._coder is None and self._policy == "all":
            yield from (each for uid, each in known.items() if uid not in self._old.taken)

    def _statement(
        self, uid: str, rows: list[dict[str, Any]], coder: str, at: str, old: ProjectStatement | None
    ) -> ProjectStatement:
        row = rows[0]
        start, end = self._span(row["source"], row["start"], row["end"])
        if old is not None and self._old.spans.get(uid) == (row["start"], row["end"]):
            start, end = old.start, old.end
        targets = tuple(
            StatementTarget(each["target_name"], each["polarity"], float(each["strength"] or 0.0))
            for each in rows
            if each["target_name"] is not None
        )
        status = str(row["status"])
        confidence = row["confidence"]
        if old is not None:
            status = old.status if status in ("added", "proposed") else status
            confidence, coder, at = old.confidence, old.coder, old.at
        return ProjectStatement(
            uid,
            self._uids[row["source"]],
            start,
            end,
            row["holder_name"],
            targets,
            tuple(row["topics"] or ()),
            row["mode"],
            row["said"] or "",
            row["refers_to"] or "",
            (old.written if old is not None else row["written"]) or "",
            tuple(row["relay_names"] or ()),
            (old.citation if old is not None else row["citation"]) or "",
            confidence,
            status,
            coder,
            at,
            "" if old is None else old.memo,
        )

    def _entities(self, statements: Iterable[ProjectStatement]) -> list[ProjectEntity]:
        names: dict[str, None] = {}
        for each in statements:
            names |= dict.fromkeys((each.holder, *(target.name for target in each.targets), *each.relay))
        known = {each.name: each for project in reversed(self._old.projects) for each in project.entities}
        found = {name: known[name] for name in names if name in known}
        for row in self._entity_rows():
            if row["name"] in names and row["name"] not in found:
                found[row["name"]] = ProjectEntity(row["name"], row["kind"], tuple(row["aliases"]))
        return [found.get(name) or ProjectEntity(name) for name in names if name]

    def _entity_rows(self) -> Iterator[dict[str, Any]]:
        columns, rows = self._store.table("entities")
        for row in rows:
            yield dict(zip(columns, row, strict=True))
        for decision in self._store.desk.entity_decisions():
            yield {"name": decision.name, "kind": decision.kind, "aliases": decision.aliases}

    # Memos and links

    def _subject(self, subject: str) -> str | None:
        """The uid of what a memo or link is about; empty for the project; None for what does not go out."""
        kind, _, id = subject.partition(":")
        if kind == "study":
            return ""
        if kind == "source":
            return self._uids.get(id)
        if kind == "code":
            return next((uid for (_, code), uid in self._codes.items() if code == id), None)
        return id if kind in ("coding", "statement", "link") else None

    def _memos(self) -> list[ProjectMemo]:
        known = self._old.every("memos")
        found: dict[str, ProjectMemo] = {}
        for memo in self._store.desk.memos(None):
            if self._coder not in (None, memo.coder.name):
                continue
            uid = self._old.copies.get(memo.uid, memo.uid)
            old = known.get(uid)
            if old is not None:
                found.setdefault(uid, old if memo.text in (old.text, old.name) else replace(old, text=memo.text))
                continue
            subject = self._subject(memo.subject)
            about = (subject,) if subject else ()
            found[uid] = ProjectMemo(uid, memo.text, "", about, subject == "", self._who(memo.coder), memo.at)
        lost = [each for uid, each in known.items() if uid not in found and uid not in self._old.taken]
        return [*found.values(), *(lost if self._coder is None else ())]

    def _links(self) -> list[ProjectLink]:
        known = self._old.every("links")
        found: dict[str, ProjectLink] = {}
        for link in self._store.desk.links(None):
            if self._coder not in (None, link.coder.name):
                continue
            old = known.get(link.uid)
            if old is not None:
                found[link.uid] = old
                continue
            one, other = self._subject(link.one), self._subject(link.other)
            if one and other:
                who = self._who(link.coder)
                found[link.uid] = ProjectLink(link.uid, link.kind, one, other, link.note, coder=who, at=link.at)
        lost = [each for uid, each in known.items() if uid not in found and uid not in self._old.taken]
        return [*found.values(), *(lost if self._coder is None else ())]
