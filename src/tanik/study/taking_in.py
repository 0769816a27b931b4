"""A project of another tool becomes part of a study: one transaction, one event, all or nothing.

Nothing that is there is overwritten: what has the uid of something in the study is left as the study has it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast, get_args

from tanik.coding.acts import LINKS, Coder, CoderKind, EntityName, StatementValues, TargetValues
from tanik.coding.codebook import BOTH, Code, Codebook, free_id
from tanik.errors import SettingError
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    Passage,
    Project,
    ProjectCode,
    ProjectMemo,
    ProjectSource,
    ProjectStatement,
    derived_uid,
)
from tanik.exchange.project_json import to_plain
from tanik.languages.calendars import CALENDARS
from tanik.languages.edtf import parse_edtf
from tanik.languages.pack import language_codes
from tanik.reading.annotations import Mode, Polarity
from tanik.sources.source import KINDS, Source
from tanik.store import exchange_rows
from tanik.store.acting import Acting, judgement_uid
from tanik.store.desk import Desk
from tanik.store.document_rows import read_document, read_sources
from tanik.study import entity_edits
from tanik.study.imported_texts import document_of, to_clean
from tanik.text.document import Document
from tanik.translation import N_

_TITLE = re.compile(r"\w+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(slots=True)
class Taking:
    """One import under way. ``placed``: as in ``m002_judging.sql``."""

    desk: Desk
    act: Acting
    project: Project
    report: LossReport
    language: str | None
    documents: dict[str, tuple[str, Document]] = field(default_factory=dict)
    """Source id and document by the uid of a source of the project."""
    codes: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    memos: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    """What things of the project are called in the study, as subjects of memos, by uid."""
    coders: dict[str, int] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    """The sources of the project that are the study's own."""
    _sources: dict[str, str] | None = None

    def take(self) -> None:
        """Everything, in the order in which one thing needs another."""
        self._coders()
        for source in self.project.sources:
            self._source(source)
        self._codebooks()
        self._codings()
        for statement in self.project.statements:
            self._statement(statement)
        self._links()
        for memo in self.project.memos:
            self._memo(memo)

    def placed(self) -> dict[str, Any]:
        return {
            "sources": {uid: id for uid, (id, _) in self.documents.items() if uid not in self.own},
            "codes": {uid: [book, id] for uid, (book, _, id) in self.codes.items()},
            "taken": sorted(self.taken),
            "spans": {uid: list(span) for uid, span in self.spans.items()},
            "memos": self.memos,
        }

    def without_text(self, source: ProjectSource) -> ProjectSource:
        """A source as it is kept beside the study: a text that became a document is there already."""
        return replace(source, text=None) if source.uid in self.documents else source

    # Coders and sources

    def _coders(self) -> None:
        for coder in self.project.coders:
            kind = coder.kind if coder.kind in get_args(CoderKind) else "person"
            name = coder.name.strip() or coder.label or self._nobody()
            row = exchange_rows.coder_row(self.act, Coder(name, cast(CoderKind, kind), coder.version))
            self.coders[coder.uid] = row

    def _nobody(self) -> str:
        return self.project.origin or self.project.name or self.report.file

    def _made(self, coder: str, at: str) -> dict[str, Any]:
        row = self.coders.get(coder)
        if row is None:
            row = self.coders[coder] = exchange_rows.coder_row(self.act, Coder(self._nobody(), "person"))
        return {"coder": row, "round": 0, "at": _moment(at) or self.act.at}

    def _program(self, coder: str) -> int:
        """The coder of a proposal: the program that made it, never a person."""
        row = self.coders.get(coder)
        if row is not None and self.desk.coder(row).kind != "person":
            return row
        return exchange_rows.coder_row(self.act, Coder(self._nobody(), "rules"))

    def _source(self, given: ProjectSource) -> None:
        text = given.text
        if text is None or not text.strip():
            why = N_("it has no words; it is kept for the next export")
            self.report.lose("kept", "source", why, given.name)
            return
        if self._is_own(given.uid, text):
            self.report.lose("kept", "source", N_("the study has it already; it stays as it is"), given.name)
            return
        id = hashlib.sha256(given.uid.encode()).hexdigest()[:16]
        if self.desk.texts.newest(id) is not None:
            document = self.desk_document(id)
            if document.raw == text:
                self._is(given.uid, id, document)
                self.report.lose("kept", "source", N_("the study has it already; it stays as it is"), given.name)
                return
            id = hashlib.sha256(f"{given.uid}\x1f{text}".encode("utf-8", "replace")).hexdigest()[:16]
            if self.desk.texts.newest(id) is not None:
                self._is(given.uid, id, self.desk_document(id))
                return
            self.report.lose(
                "changed", "source", N_("the study has another text of it; this one is a new source"), given.name
            )
        data = dict(given.data)
        source = Source(id, _printable(given.name), title=data.get("title") or None)
        self._describe(source, data)
        files = dict(self.project.files)
        original = (given.file, files[given.file]) if given.file in files else None
        document = document_of(text, source.language or self.language, original)
        made_with = {"sha256": "", "encoding": None, "language": source.language, "imported": given.uid}
        exchange_rows.save_text(self.act, source, document, made_with)
        self._is(given.uid, id, document)

    def _is(self, uid: str, id: str, document: Document) -> None:
        self.documents[uid] = (id, document)
        self.subjects[uid] = f"source:{id}"

    def _is_own(self, uid: str, text: str) -> bool:
        """Whether a source is one that this study gave out. It comes back onto it, or every export that is read again
        would double the texts; its places are those of the document, which is what goes out."""
        if self._sources is None:
            sources = read_sources(self.desk.connection)
            self._sources = {derived_uid("source", source.id): source.id for source in sources}
        id = self._sources.get(uid)
        if id is None or self.desk.texts.newest(id) is None:
            return False
        document = self.desk_document(id)
        if document.text == text:
            self._is(uid, id, document)
            self.own.add(uid)
        return uid in self.own

    def desk_document(self, source: str) -> Document:
        key = self.desk.texts.newest(source)
        assert key is not None
        return read_document(self.desk.connection, self.desk.path, key)

    def _describe(self, source: Source, data: Mapping[str, str]) -> None:
        for name, allowed in (("kind", KINDS), ("calendar", CALENDARS), ("language", language_codes())):
            value = data.get(name)
            if value in allowed:
                setattr(source, name, value)
            elif value:
                self.report.lose("dropped", f"source/{name}", N_("Tanık does not know this value"), value)
        source.authors = tuple(name for name in data.get("authors", "").split("; ") if name)
        for name in ("written", "published"):
            if value := data.get(name):
                try:
                    parse_edtf(value)
                except SettingError:
                    self.report.lose("dropped", f"source/{name}", N_("it is no date in EDTF"), value)
                else:
                    setattr(source, name, value)

    # Codes

    def _codebooks(self) -> None:
        """Codes that the study has (by uid) are those; the others come into the codebook they name, or a new one."""
        books = self.desk.codebooks()
        known = {code.uid: (book, code) for book in books.values() for code in book.codes}
        usual = free_id(books, self.project.name or "imported")[:90]
        wanted: dict[str, list[ProjectCode]] = {}
        for code in _once(self.project.codes):
            if code.uid in known:
                book, here = known[code.uid]
                self.codes[code.uid] = (book.name, book.version, here.id)
            else:
                name, colon, _ = code.key.partition(":")
                fits = colon and _TITLE.fullmatch(name.replace("-", "_").replace(".", "_"))
                wanted.setdefault(name if fits else usual, []).append(code)
        for name, codes in wanted.items():
            self._codebook(name, codes, books.get(name))
        for code in self.project.codes:
            self.subjects[code.uid] = f"code:{self.codes[code.uid][2]}"

    def _codebook(self, name: str, codes: list[ProjectCode], present: Codebook | None) -> None:
        ids = {code.id for code in present.codes} if present else set()
        chosen: dict[str, str] = {}
        fresh: list[ProjectCode] = []
        for code in codes:
            id = code.key.partition(":")[2]
            if present is not None and id in ids and present.get(id) is not None:
                chosen[code.uid] = id
                continue
            chosen[code.uid] = id if id and id not in ids and _TITLE.match(id) else free_id(ids, code.name)
            ids.add(chosen[code.uid])
            fresh.append(code)
        made = [self._code(code, chosen) for code in fresh]
        version = present.version + 1 if present else 1
        if present is None:
            version = max(version, self.desk.last_version(name) + 1)
        if made or present is None:
            titles = present.titles if present else {self._tongue(): self.project.name or name}
            literature = present.literature if present else ()
            all_codes = (*(present.codes if present else ()), *made)
            self.desk.put_codebook(self.act, Codebook(name, version, all_codes, titles, literature))
        else:
            version = present.version
        for uid, id in chosen.items():
            self.codes[uid] = (name, version, id)

    def _code(self, given: ProjectCode, chosen: Mapping[str, str]) -> Code:
        parent = chosen.get(given.parent or "")
        if given.parent and parent is None:
            why = N_("the code above it is in another codebook; it stands at the top")
            self.report.lose("changed", "code", why, given.name)
        tongue = self._tongue()

        def spoken(text: str) -> dict[str, str]:
            return {tongue: text} if text else {}

        return Code(
            chosen[given.uid],
            parent,
            {tongue: given.name, **dict(given.names)},
            spoken(given.definition) | dict(given.definitions),
            spoken(given.rule),
            spoken(given.counter_example),
            spoken(given.anchor),
            colour=given.colour if _COLOUR.fullmatch(given.colour) else "",
            applies=BOTH,
            uid=given.uid,
        )

    def _tongue(self) -> str:
        return self.language or "tr"

    # Codings and statements

    def _codings(self) -> None:
        passages = {passage.uid: passage for passage in self.project.passages}
        whole = {source.uid: source for source in self.project.sources}
        for coding in self.project.codings:
            passage = passages.get(coding.passage)
            if passage is None and coding.passage in whole:
                text = whole[coding.passage].text or ""
                passage = Passage(coding.passage, coding.passage, 0, len(text))
            place = None if passage is None else self._place(passage, coding.uid)
            if passage is None or place is None or coding.code not in self.codes:
                continue
            if exchange_rows.has(self.act, "coding", coding.uid):
                self.report.lose("kept", "coding", N_("the study has it already; it stays as it is"), coding.uid)
            else:
                book, version, id = self.codes[coding.code]
                own = {"statement": None, "code": id, "codebook": book, "version": version}
                made = self._made(coding.coder or passage.coder, coding.at or passage.at)
                self.act.put("coding", coding.uid, {**place, **own, **made})
            self.taken.append(coding.uid)
            self.subjects[coding.uid] = f"coding:{coding.uid}"
            self.subjects.setdefault(passage.uid, f"coding:{coding.uid}")

    def _place(self, passage: Passage, what: str) -> dict[str, Any] | None:
        """The columns of a passage's place, None (reported) when it holds no words."""
        known = self.documents.get(passage.source)
        if known is None:
            self.report.lose("kept", "coding", N_("its source has no text; it is kept for the next export"), what)
            return None
        id, document = known
        span = (
            _within(document, passage) if passage.source in self.own else to_clean(document, passage.start, passage.end)
        )
        if span is None:
            self.report.lose("kept", "coding", N_("it holds no words; it is kept for the next export"), what)
            return None
        self.spans[passage.uid] = span
        return self.act.place(id, *span)

    def _statement(self, given: ProjectStatement) -> None:
        place = self._place(Passage(given.uid, given.source, given.start, given.end), given.uid)
        if place is None:
            return
        self.taken.append(given.uid)
        self.subjects[given.uid] = f"statement:{given.uid}"
        if exchange_rows.has_statement(self.act, given.uid):
            self.report.lose("kept", "statement", N_("the study has it already; it stays as it is"), given.uid)
            return
        id, document = self.documents[given.source]
        start, end = self.spans[given.uid]
        values = StatementValues(
            start,
            end,
            document.text[start:end],
            self._entity(id, given.holder or "?"),
            tuple(
                TargetValues(self._entity(id, each.name), _polarity(each.polarity), each.strength)
                for each in given.targets
            ),
            given.topics,
            cast(Mode, given.mode if given.mode in get_args(Mode) else "reported"),
            self._date(given.said, given.uid),
            self._date(given.refers_to, given.uid),
            self._date(given.written, given.uid),
            tuple(self._entity(id, name) for name in given.relay),
        )
        made = self._made(given.coder, given.at)
        if given.status == "proposed":
            # Nobody has judged it yet: it comes in as a proposal of the program that made it.
            made["coder"] = self._program(given.coder)
        number = self.desk.next_statement()
        self.act.put("hand_statement", given.uid, {"id": number, **place, "coder": made["coder"], "at": made["at"]})
        coder = self.desk.coder(made["coder"])
        packed = self.desk.pack_values(id, values)
        status = "rejected" if given.status == "rejected" else "added"
        row = {"statement": given.uid, "status": status, "json_values": packed, "source": id, "note": given.memo}
        self.act.put("judgement", judgement_uid(given.uid, coder, 0, "own"), {**row, "layer": "own", **made})

    def _entity(self, source: str, name: str) -> EntityName:
        directory = self.desk.directory(source)
        exact = [each for each in directory.find(name) if each.name == name]
        if exact:
            return exact[0].short
        given = next((each for each in self.project.entities if each.name == name), None)
        kind = given.kind if given and given.kind in entity_edits.KINDS else "person"
        return entity_edits.add(self.desk, self.act, name, kind, given.aliases if given else ()).short

    def _date(self, value: str, uid: str) -> str | None:
        if not value:
            return None
        try:
            parse_edtf(value)
        except SettingError:
            self.report.lose("dropped", "statement/date", N_("it is no date in EDTF"), f"{uid} {value}")
            return None
        return value

    # Links and memos

    def _links(self) -> None:
        for link in self.project.links:
            kind = link.kind.strip().lower()
            one, other = self.subjects.get(link.origin), self.subjects.get(link.target)
            if kind not in LINKS or one is None or other is None:
                why = N_("Tanık links passages, statements and sources that support, contradict, repeat or answer")
                self.report.lose("kept", "link", why, link.kind or link.uid)
                continue
            self.taken.append(link.uid)
            self.subjects[link.uid] = f"link:{link.uid}"
            if not exchange_rows.has(self.act, "link", link.uid):
                here = self.act.place_of(*one.split(":", 1))
                there = {f"other_{k}": v for k, v in self.act.place_of(*other.split(":", 1)).items()}
                own = {"kind": kind, "one": one, "other": other, "note": link.note}
                self.act.put("link", link.uid, {**own, **here, **there, **self._made(link.coder, link.at)})

    def _memo(self, memo: ProjectMemo) -> None:
        passages = {passage.uid: passage for passage in self.project.passages}
        text = memo.text or memo.name
        if not text.strip():
            self.report.lose("kept", "memo", N_("it holds no words; it is kept for the next export"), memo.uid)
            return
        subjects: list[tuple[str, dict[str, Any]]] = []
        for uid in memo.subjects:
            subject = self.subjects.get(uid)
            if subject is not None:
                subjects.append((subject, self.act.place_of(*subject.split(":", 1))))
            elif uid in passages and (place := self._place(passages[uid], memo.uid)) is not None:
                subjects.append(("span", place))
            else:
                self.report.lose("kept", "memo", N_("what it is about is not in the study"), memo.uid)
        if memo.of_project or not subjects:
            subjects.insert(0, ("study", {}))
        for number, (subject, place) in enumerate(subjects):
            uid = memo.uid if number == 0 else derived_uid(memo.uid, subject)
            self.taken.append(uid)
            if number:
                self.memos[uid] = memo.uid
            if not exchange_rows.has(self.act, "memo", uid):
                self.act.put(
                    "memo", uid, {"subject": subject, "text": text, **place, **self._made(memo.coder, memo.at)}
                )


def take_in(desk: Desk, coder: Coder, project: Project, report: LossReport, sha256: str, language: str | None) -> None:
    """Put a project into the study as one act of a coder; the report is completed with what the study cannot hold."""
    with desk.acting(coder, "project.import") as act:
        taking = Taking(desk, act, project, report, language)
        taking.take()
        uid = derived_uid("import", act.at, sha256)
        plain = to_plain(replace(project, sources=tuple(taking.without_text(each) for each in project.sources)))
        head = (uid, project.name, report.format, report.origin, sha256, act.at)
        row = exchange_rows.Imported(*head, report.as_json(), taking.placed(), plain)
        exchange_rows.write_import(act.connection, row, iter(project.files))
        exchange_rows.tell(act, f"import:{uid}", {"import": uid, "file": report.file, "read": report.read})


def _once(codes: tuple[ProjectCode, ...]) -> list[ProjectCode]:
    """Every code once; of several with one uid the first."""
    found: dict[str, ProjectCode] = {}
    for code in codes:
        found.setdefault(code.uid, code)
    return list(found.values())


def _polarity(value: str) -> Polarity:
    return cast(Polarity, value if value in get_args(Polarity) else "neutral")


def _within(document: Document, passage: Passage) -> tuple[int, int] | None:
    words = document.text[passage.start : passage.end]
    begin = passage.start + len(words) - len(words.lstrip())
    return (begin, begin + len(words.strip())) if words.strip() else None


def _printable(name: str) -> str:
    line = " ".join(name.split())
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in line)[:300] or "?"


def _moment(value: str) -> str:
    """A time as the study writes it (UTC); empty when it is none."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    try:
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        return ""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")
