"""What people do in a study: ``study.coding``, and ``study.coding.as_coder("Ayşe")`` for another pair of hands.

Every method that writes is one act: one event in the log, on the disk when the method returns, taken back by one
:meth:`StudyCoding.undo` of the same coder, in this session or a later one. Statements are named by their ``uid`` (the
column of that name in ``study.statements()``), by its first letters (six or more), or by their ``id``.

In a round (``as_coder(name, round=2)``) a coder sees nobody else's work; see :mod:`tanik.study.rounds`. What was
judged in a round that is still open does not show in the tables of the study.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import (
    LINKS,
    Act,
    Blame,
    Coder,
    CoderKind,
    Coding,
    EntityDecision,
    Judgement,
    Link,
    LinkKind,
    LoggedAct,
    Memo,
    Policy,
    StatementValues,
    Status,
    Unmoved,
    new_uid,
)
from tanik.errors import Phrase, StudyError, UsageError
from tanik.store import Store
from tanik.store.act_errors import no_such
from tanik.store.acting import Acting
from tanik.store.desk import Desk
from tanik.study import entity_edits
from tanik.study.codebooks import Codebooks
from tanik.study.statement_edits import Edits
from tanik.study.statement_filters import Filter
from tanik.study.views import View, view_of
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.study.rounds import Rounds

Ids = str | int | Iterable[str | int]
Hits = Iterable[tuple[str, int, int]]


class StudyCoding:
    """The work of one coder in one study. Times are UTC, ISO 8601; offsets are code points, half-open."""

    def __init__(self, store: Store, coder: Coder | None = None, round: int | None = None) -> None:
        self._store = store
        self._desk: Desk = store.desk
        self._coder = coder
        self.round = round

    @property
    def coder(self) -> Coder:
        """Who acts: as given, else the setting ``coder`` (TANIK_CODER), else the login name."""
        if self._coder is None:
            from tanik.settings import setting

            self._coder = Coder(setting("coder"), "person")
        return self._coder

    def as_coder(
        self, name: str, *, kind: CoderKind = "person", version: str = "", round: int | None = None
    ) -> StudyCoding:
        """The same study in other hands; ``round``: everything done belongs to this round. UsageError T540: no name."""
        if not name.strip():
            raise UsageError("T540", N_("A coder needs a name."), N_("Write --coder NAME."))
        return StudyCoding(self._store, Coder(name.strip(), kind, version), round)

    @property
    def codebooks(self) -> Codebooks:
        """The codebooks of the study, and their changes, in the hands of this coder."""
        return Codebooks(self._desk, self.coder)

    @property
    def rounds(self) -> Rounds:
        """Rounds of coding, agreement and adjudication, in the hands of this coder."""
        from tanik.study.rounds import Rounds

        return Rounds(self._store, self.coder)

    def _act(self, name: str) -> Acting:
        return self._desk.acting(self.coder, name, self.round)

    # Judgements on statements

    def accept(self, ids: Ids, *, note: str = "") -> Act:
        """Say that statements are right as they are. Several are one act. StudyError T541: no such statement."""
        return self._judge("accept", "accepted", ids, note)

    def reject(self, ids: Ids, *, note: str = "") -> Act:
        """Say that statements are wrong; they are never proposed again, and count in no analysis."""
        return self._judge("reject", "rejected", ids, note)

    def withdraw(self, ids: Ids) -> Act:
        """Take the coder's own judgement on statements away; a statement that the coder added goes with it."""
        with self._act("statement.withdraw") as act:
            for uid in self._desk.statement_uids(ids):
                act.withdraw(uid)
        return act.done

    def _judge(self, verb: str, status: Status, ids: Ids, note: str) -> Act:
        with self._act(f"statement.{verb}") as act:
            for uid in self._desk.statement_uids(ids):
                act.judge(uid, status, None, note)
        return act.done

    def correct(self, id: str | int, *, note: str = "", new_entities: bool = False, **fields: Any) -> Act:
        """Say how a statement should read; what is not named stays as this coder sees it now.

        ``fields``: ``start``, ``end``; ``holder``: an id or a name; ``targets``: a mapping from name to polarity, or
        pairs, or :class:`TargetValues`; ``polarity``: one for all targets, or a mapping from name to polarity;
        ``topics``: ids of codes; ``mode``: quote or reported; ``said``, ``refers_to``, ``written``: EDTF or None;
        ``relay``: names, nearest to the page first; ``citation``: its words as printed, or None.
        ``new_entities``: a name that nobody has becomes a new entity; without it, it is an error (T543).
        Raises UsageError T544 for a field or value that cannot be, StudyError T545 for a place outside the text.
        """
        with self._act("statement.correct") as act:
            (uid,) = self._desk.statement_uids(id)
            edits = Edits(self._desk, act, new_entities)
            values, source = edits.corrected(uid, fields)
            act.judge(uid, "corrected", values, note, source=source)
            act.about = [uid]
        return act.done

    def add_statement(
        self, source: str, start: int, end: int, *, new_entities: bool = False, note: str = "", **fields: Any
    ) -> Act:
        """Add a statement that no reading found. ``holder`` is needed; ``fields`` as in :meth:`correct`.

        The act's ``uid`` is that of the new statement; ``uid=`` among the fields gives it one (for exchange).
        """
        with self._act("statement.add") as act:
            uid = fields.pop("uid", None) or new_uid()
            values = Edits(self._desk, act, new_entities).added(source, start, end, fields)
            act.add_statement(uid, source, values, note)
        return act.done

    def judge(
        self,
        id: str | int,
        status: Status,
        values: StatementValues | None = None,
        *,
        note: str = "",
        layer: str = "own",
    ) -> Act:
        """Record a judgement as it is, for merging, exchange and adjudication.

        ``layer="consensus"``: the decision of an adjudication, which wins in every table. ``values`` are checked
        against the text (StudyError T545).
        """
        with self._act(f"statement.{'decide' if layer == 'consensus' else status}") as act:
            (uid,) = self._desk.statement_uids(id)
            act.judge(uid, status, values, note, layer=layer)
        return act.done

    def judgements(self, id: str | int | None = None) -> list[Judgement]:
        """The judgements of all, or those on one statement, oldest first; blind as :meth:`codings`."""
        uid = None if id is None else self._desk.statement_uids(id)[0]
        return [each for each in self._desk.judgements(uid) if self._may_see(each.round, each.coder)]

    def _may_see(self, round: int | None, coder: Coder) -> bool:
        """What others do in a round shows when the round is closed."""
        return round is None or coder == self.coder or round not in self._desk.open_rounds()

    def find(self, **filters: Any) -> list[str]:
        """The uids of the statements that a filter leaves, in text order.

        ``holder``, ``target``: beginnings of words of the name; ``topic``; ``source``: id or name; ``polarity``;
        ``page``; ``confidence``: at least; ``status``. As this coder sees them.
        """
        chosen = Filter(**filters)
        source = None if chosen.source is None else self.source(chosen.source)
        rows = self._desk.statement_rows(coder=self.coder if self.round else None, round=self.round)
        return list(dict.fromkeys(row["uid"] for row in rows if chosen.lets(row, source)))

    # Codes on spans and statements

    def code(
        self,
        source: str,
        start: int,
        end: int,
        code: str,
        *,
        codebook: str | None = None,
        uid: str | None = None,
        quote: str | None = None,
    ) -> Act:
        """Mark a span with a code. The act's ``uid`` is that of the coding.

        ``source``: its id; ``codebook``: needed only when several have such a code; ``quote``: if given, compared with
        the text. SettingError T488: no such code; StudyError T545: no such place, T546: other words.
        """
        with self._act("span.code") as act:
            book, version, present = self._desk.code(code, codebook, "span")
            place = act.place(source, start, end, quote)
            act.put_coding(uid or new_uid(), place, present, book, version)
        return act.done

    def code_all(self, hits: Hits, code: str, *, codebook: str | None = None) -> Act:
        """Mark many spans (source, start, end) with one code, such as every hit of a search: one act, one undo."""
        with self._act("span.code") as act:
            book, version, present = self._desk.code(code, codebook, "span")
            for source, start, end in hits:
                act.put_coding(new_uid(), act.place(source, start, end), present, book, version)
        return act.done

    def code_statements(self, ids: Ids, code: str, *, codebook: str | None = None) -> Act:
        """Put a code on statements, beside their topics."""
        with self._act("statement.code") as act:
            book, version, present = self._desk.code(code, codebook, "statement")
            for uid in self._desk.statement_uids(ids):
                act.put_coding(new_uid(), act.place_of("statement", uid), present, book, version, statement=uid)
        return act.done

    def recode(self, uids: str | Iterable[str], code: str, *, codebook: str | None = None) -> Act:
        """Give codings another code."""
        with self._act("coding.change") as act:
            book, version, present = self._desk.code(code, codebook)
            for uid in self._desk.full_uids("coding", uids):
                act.change("coding", uid, {"code": present, "codebook": book, "version": version}, own=True)
        return act.done

    def uncode(self, uids: str | Iterable[str]) -> Act:
        """Take codings of this coder away. StudyError T541: no such coding, T547: somebody else's."""
        return self._remove("coding", "span.uncode", uids)

    def _remove(self, table: str, name: str, uids: str | Iterable[str]) -> Act:
        with self._act(name) as act:
            for uid in self._desk.full_uids(table, uids):
                act.remove(table, uid)
        return act.done

    def codings(
        self,
        *,
        source: str | None = None,
        code: str | None = None,
        coder: str | None = None,
        statement: str | None = None,
        hidden: bool = False,
        policy: Policy = "all",
    ) -> list[Coding]:
        """The codings in text order; every quote was compared with the text.

        Without ``hidden`` those of other coders in open rounds are left out. ``policy="consensus"``: only those on
        passages that an adjudication let stand, or that all coders of a closed round made alike.
        """
        found = self._desk.codings(source)
        if policy == "consensus":
            from tanik.study.settling import consensus_codings

            stands = {each.uid for each in consensus_codings(self._store)}
            found = [each for each in found if each.uid in stands]
        blind = frozenset() if hidden else self._desk.open_rounds()
        return [
            each
            for each in found
            if (code is None or each.code == code)
            and (coder is None or each.coder.name == coder)
            and (statement is None or each.statement == statement)
            and (each.round not in blind or each.coder == self.coder)
        ]

    # Memos and links

    def memo(self, subject: str, text: str, *, span: tuple[str, int, int] | None = None, uid: str | None = None) -> Act:
        """Write a note on anything: ``statement:UID``, ``coding:UID``, ``link:UID``, ``source:ID``, ``code:ID``,
        ``entity:ID``, ``study``, or ``span`` with ``span=(source, start, end)``. StudyError T541: no such thing.
        """
        with self._act("memo.add") as act:
            act.put_memo(uid or new_uid(), self._desk.subject(subject), text, span)
        return act.done

    def edit_memo(self, uid: str, text: str) -> Act:
        """Change the words of one's own memo."""
        with self._act("memo.change") as act:
            (full,) = self._desk.full_uids("memo", uid)
            act.change("memo", full, {"text": text}, own=True)
        return act.done

    def remove_memo(self, uids: str | Iterable[str]) -> Act:
        return self._remove("memo", "memo.remove", uids)

    def memos(self, subject: str | None = None) -> list[Memo]:
        """All memos, or those on one subject, oldest first."""
        found = self._desk.memos(None if subject is None else self._desk.subject(subject))
        return [each for each in found if self._may_see(each.round, each.coder)]

    def link(self, kind: LinkKind, one: str, other: str, note: str = "", *, uid: str | None = None) -> Act:
        """Say that ``one`` supports, contradicts, repeats or answers ``other``: subjects as in :meth:`memo`.

        UsageError T567: both are the same.
        """
        if kind not in LINKS:
            raise UsageError(
                "T544",
                N_("“{value}” cannot be the {field} of a link."),
                N_("Write one of: {allowed}."),
                value=kind,
                field="kind",
                allowed=", ".join(LINKS),
            )
        with self._act("link.add") as act:
            ends = self._desk.subject(one), self._desk.subject(other)
            if ends[0] == ends[1]:
                raise UsageError(
                    "T567",
                    N_("A link needs two different ends; “{subject}” is both."),
                    N_("Name two statements, codings or sources."),
                    subject=one,
                )
            act.put_link(uid or new_uid(), kind, *ends, note)
        return act.done

    def unlink(self, uids: str | Iterable[str]) -> Act:
        return self._remove("link", "link.remove", uids)

    def links(self, subject: str | None = None) -> list[Link]:
        """All links, or those that lead from or to one subject, oldest first."""
        found = self._desk.links(None if subject is None else self._desk.subject(subject))
        return [each for each in found if self._may_see(each.round, each.coder)]

    # People and things

    def add_entity(self, name: str, kind: str = "person", aliases: Sequence[str] = ()) -> Act:
        """A person or thing that no reading found, for the whole study. The act's ``uid`` is ``/id``."""
        with self._act("entity.add") as act:
            entity_edits.add(self._desk, act, name, kind, aliases)
        return act.done

    def rename_entity(self, entity: str, name: str, *, source: str | None = None) -> Act:
        """Another name for an entity (its id or name), in every source where kind and name are the same, or in one."""
        with self._act("entity.rename") as act:
            entity_edits.rename(self._desk, act, entity, name, source)
        return act.done

    def alias_entity(self, entity: str, aliases: Sequence[str], *, source: str | None = None) -> Act:
        """More forms of an entity's name."""
        with self._act("entity.alias") as act:
            entity_edits.alias(self._desk, act, entity, aliases, source)
        return act.done

    def merge_entities(self, entities: Sequence[str], into: str) -> Act:
        """Several entities are one: ``into``."""
        with self._act("entity.merge") as act:
            entity_edits.merge(self._desk, act, entities, into)
        return act.done

    def split_entity(self, entity: str, name: str, ids: Ids, *, kind: str | None = None) -> Act:
        """In the statements ``ids`` the entity is another one, called ``name``: holder, target and relay."""
        with self._act("entity.split") as act:
            uids = self._desk.statement_uids(ids)
            entity_edits.split(self._desk, act, entity, name, uids, kind)
        return act.done

    def entities(self) -> list[EntityDecision]:
        """What people decided about entities, by id."""
        return self._desk.entity_decisions()

    # The log

    def undo(self, steps: int = 1) -> list[LoggedAct]:
        """Take back the last acts of this coder; fewer when there are no more. A new event names each of them.

        StudyError T548: somebody else has built on it since.
        """
        return self._repeat(self._desk.undo, steps)

    def redo(self, steps: int = 1) -> list[LoggedAct]:
        """Do again what was undone, in order, unless something else was done since."""
        return self._repeat(self._desk.redo, steps)

    def _repeat(self, step: Callable[[Coder], LoggedAct | None], steps: int) -> list[LoggedAct]:
        done: list[LoggedAct] = []
        while len(done) < steps and (one := step(self.coder)) is not None:
            done.append(one)
        return done

    def log(self, *, coder: str | None = None, last: int | None = None, acts_only: bool = False) -> list[LoggedAct]:
        """What happened, oldest first: of one coder, the ``last`` so many, only what can be undone (``acts_only``)."""
        found = self._desk.log(coder, None, acts_only)
        shown = [each for each in found if self._may_see(each.details.get("round"), each.coder)]
        return shown if last is None else shown[-last:] if last else []

    def blame(self, id: str | int) -> list[Blame]:
        """For every field of a statement: its present value, who gave it, when, in which event."""
        (uid,) = self._desk.statement_uids(id)
        return self._desk.blame(uid)

    def view(self, coder: Coder | str | None = None, round: int | None = None) -> View:
        """Statements and codings as one coder left them in a round (None: outside of rounds).

        StudyError T575: somebody else's, in a round that is still open.
        """
        who = self.coder if coder is None else Coder(coder, "person") if isinstance(coder, str) else coder
        if round is not None and not self._may_see(round, who):
            self.rounds.closed(round)
        return view_of(self._desk, who, round)

    def coders(self) -> list[Coder]:
        """Everybody who ever acted in the study."""
        return self._desk.coders()

    def unmoved(self) -> list[Unmoved]:
        """What could not follow its text into the newest version of a document."""
        return self._desk.unmoved()

    def text(self, source: str) -> str:
        """The text of a source's newest document. StudyError T541: no such source."""
        return self._desk.texts.of_source(source).text

    def place_of_words(self, source: str, words: str) -> tuple[int, int]:
        """Where words stand in a text that has them once, blanks and line ends alike. StudyError T565: not once."""
        text = self.text(source)
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = [match.span() for match in islice(re.finditer(pattern, text), 2)] if pattern else []
        if len(found) != 1:
            raise StudyError(
                "T565",
                N_("“{words}” does not stand exactly once in the text of the source ({times})."),
                N_("Write more of the words, exactly as they are printed, or give the place in characters."),
                words=words[:80],
                times=Phrase(N_("more than once") if found else N_("nowhere")),
            )
        return found[0]

    def source(self, name: str) -> str:
        """The id of a source by its id, the beginning of it, its file name or its title."""
        found = self._desk.source(name)
        if found is None:
            raise no_such("source", name)
        return found
