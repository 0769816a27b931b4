"""Taguette and LibreQDA projects in (their SQLite file).

Both keep a document as HTML and count a highlight in UTF-8 bytes of its text; LibreQDA has colours and parents of tags,
Taguette puts the parents into the name (``for/strongly``).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from html.parser import HTMLParser

from tanik.errors import SettingError
from tanik.exchange.foreign_tables import Tables, key, moment, selection, words
from tanik.exchange.losses import LossReport
from tanik.exchange.offset_units import Convention, Ruler, StoredText
from tanik.exchange.project import (
    Passage,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectCoding,
    ProjectSource,
    derived_uid,
)
from tanik.translation import N_

TABLES = frozenset({"projects", "documents", "tags", "highlights", "highlight_tags"})
_BLOCK_TAGS = (
    "address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section "
    "table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


class _Words(HTMLParser):
    """The text nodes one after the other, and where a block ends without a line end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.size = 0
        self.breaks: list[int] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self.size += len(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and self.parts and not self.parts[-1].endswith("\n") and self.breaks[-1:] != [self.size]:
            self.breaks.append(self.size)


class DocumentText:
    """The text of an HTML document of Taguette; ``text`` has line ends between blocks, ``counted`` not."""

    def __init__(self, html: str) -> None:
        parser = _Words()
        parser.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        parser.close()
        self.counted = _UNWANTED.sub("\ufffd", "".join(parser.parts))
        self._breaks = [at for at in parser.breaks if self.counted[at : at + 1] not in ("\n", "")]
        parts, last = [], 0
        for at in self._breaks:
            parts += [self.counted[last:at], "\n"]
            last = at
        self.text = "".join([*parts, self.counted[last:]])

    def start(self, at: int) -> int:
        """The place in ``text`` of a character of ``counted``."""
        return at + bisect_right(self._breaks, at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.start(start), self.start(end - 1) + 1 if end > start else self.start(start)


def is_taguette(tables: Tables) -> bool:
    return tables.names >= TABLES


def read_taguette(tables: Tables, name: str, project: str = "") -> tuple[Project, LossReport]:
    """One project of the file. ``project``: its name, needed when there are several (SettingError T647)."""
    id, title, about, created = _choose(tables, name, project)
    report = LossReport(name, "taguette", "LibreQDA" if "collections" in tables.names else "Taguette")
    salt = (report.origin, title, created)
    codes = _codes(tables, id, salt, report)
    makers = _makers(tables, id)
    coders = _coders(tables, id, salt, makers)
    sources, texts = _sources(tables, id, salt)
    passages, codings = _highlights(tables, codes, texts, makers, salt, report)
    for table, what in (("collections", "collection"),):
        count = sum(1 for (owner,) in tables.rows(table, ("project_id",)) if owner == id)
        if count:
            report.lose("dropped", what, N_("Tanık has no room for it"), table, count=count)
    result = Project(
        name=title,
        origin=report.origin,
        description=about,
        at=moment(created),
        coders=tuple(coders),
        codes=tuple(codes.values()),
        sources=tuple(sources),
        passages=tuple(passages),
        codings=tuple(codings),
    )
    report.read = result.counts()
    return result, report


def _choose(tables: Tables, name: str, wanted: str) -> tuple[int, str, str, str]:
    found = list(tables.rows("projects", ("id", "name", "description", "created")))
    chosen = [row for row in found if wanted in ("", words(row[1]))]
    if len(chosen) != 1 or type(chosen[0][0]) is not int:
        names = ", ".join(words(row[1]) for row in found[:20])
        raise SettingError(
            "T647",
            N_("“{name}” holds {count} projects that could be meant: {projects}."),
            N_("Say which one: --project NAME."),
            name=name,
            count=len(chosen),
            projects=names or "–",
        )
    id, title, about, created = chosen[0]
    return id, words(title), words(about), words(created)


def _codes(tables: Tables, project: int, salt: tuple[str, ...], report: LossReport) -> dict[str, ProjectCode]:
    """Codes by the number of their tag; headings that only stand in a path are made, under their path."""
    rows = [
        (key(id), words(path), words(about), words(colour), key(parent))
        for id, owner, path, about, colour, parent in tables.rows(
            "tags", ("id", "project_id", "path", "description", "color", "parent_id")
        )
        if owner == project and key(id)
    ]
    uids = {id: derived_uid(*salt, "tag", id) for id, *_ in rows}
    of_path = {path: id for id, path, *_ in rows}
    codes: dict[str, ProjectCode] = {}
    for id, path, about, colour, parent in sorted(rows, key=lambda row: (row[1].count("/"), row[1])):
        above, _, last = path.rpartition("/")
        shade = colour if _COLOUR.fullmatch(colour) else ""
        if parent in uids:
            codes[id] = ProjectCode(uids[id], path or "?", uids[parent], about, shade)
            continue
        if above and above not in of_path:
            of_path[above] = f"/{above}"
            uids[f"/{above}"] = derived_uid(*salt, "path", above)
            codes[f"/{above}"] = ProjectCode(uids[f"/{above}"], above, codable=False)
            report.lose("changed", "tag", N_("the first part of its name became a code of its own"), above)
        up = uids[of_path[above]] if above else None
        codes[id] = ProjectCode(uids[id], last or path or "?", up, about, shade)
    return codes


def _coders(
    tables: Tables, project: int, salt: tuple[str, ...], makers: dict[str, tuple[str, str]]
) -> list[ProjectCoder]:
    names = {words(login): words(shown) for login, shown in tables.rows("users", ("login", "displayname"))}
    members = tables.rows("project_members", ("project_id", "user_login"))
    logins = {words(login) for owner, login in members if owner == project}
    logins |= {login for login, _ in makers.values()}
    return [ProjectCoder(derived_uid(*salt, "user", each), names.get(each) or each) for each in sorted(logins)]


def _makers(tables: Tables, project: int) -> dict[str, tuple[str, str]]:
    """Login and time of who made each highlight, by its number, from the list of commands."""
    makers = {}
    for owner, login, at, payload in tables.rows("commands", ("project_id", "user_login", "date", "payload")):
        if owner != project or '"highlight_add"' not in words(payload):
            continue
        try:
            told = json.loads(words(payload))
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict) and told.get("type") == "highlight_add" and words(login):
            makers[key(told.get("highlight_id"))] = (words(login), moment(at))
    return makers


def _sources(
    tables: Tables, project: int, salt: tuple[str, ...]
) -> tuple[list[ProjectSource], dict[str, tuple[str, DocumentText]]]:
    columns = ("id", "project_id", "name", "description", "filename", "created", "contents")
    sources: list[ProjectSource] = []
    texts: dict[str, tuple[str, DocumentText]] = {}
    for id, owner, name, about, file, created, contents in tables.rows("documents", columns):
        if owner == project and key(id) and key(id) not in texts:
            text = DocumentText(words(contents))
            uid = derived_uid(*salt, "document", key(id))
            texts[key(id)] = (uid, text)
            title = words(name) or words(file) or "?"
            sources.append(ProjectSource(uid, title, text.text, description=words(about), at=moment(created)))
    return sources, texts


def _highlights(
    tables: Tables,
    codes: dict[str, ProjectCode],
    texts: dict[str, tuple[str, DocumentText]],
    makers: dict[str, tuple[str, str]],
    salt: tuple[str, ...],
    report: LossReport,
) -> tuple[list[Passage], list[ProjectCoding]]:
    tags: dict[str, list[str]] = {}
    for highlight, tag in tables.rows("highlight_tags", ("highlight_id", "tag_id")):
        tags.setdefault(key(highlight), []).append(key(tag))
    rulers = {id: Ruler(StoredText(text.counted), Convention("utf-8")) for id, (_, text) in texts.items()}
    passages, codings = [], []
    columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
    for id, document, start, end, snippet in tables.rows("highlights", columns):
        if key(document) not in texts:
            continue
        place = f"highlights {key(id)}"
        given = selection(start, end, "", report, "highlight", place)
        span = rulers[key(document)].span(given.start, given.end) if given else None
        if span is None:
            if given:
                report.lose("dropped", "highlight", N_("its positions lie outside of the text"), place)
            continue
        source, text = texts[key(document)]
        first, last = text.span(*span)
        if _letters(text.text[first:last]) != _letters(DocumentText(words(snippet)).text):
            report.lose("changed", "highlight", N_("the words at its place are not those it was made on"), place)
        uid = derived_uid(*salt, "highlight", key(id))
        login, at = makers.get(key(id), ("", ""))
        coder = derived_uid(*salt, "user", login) if login else ""
        if not login:
            report.lose("dropped", "coder", N_("the file does not say who made a highlight"), place)
        passages.append(Passage(uid, source, first, last, coder=coder, at=at))
        for tag in tags.get(key(id), []):
            if tag in codes:
                codings.append(ProjectCoding(derived_uid(uid, tag), uid, codes[tag].uid, coder, at))
            else:
                report.lose("dropped", "highlight", N_("its tag is not in the file"), place)
    return passages, codings


def _letters(text: str) -> str:
    return "".join(text.split())
