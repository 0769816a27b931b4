"""The codebooks of a study: every change is a version, an act in the log, and loses no coding."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tanik.coding import codebook as changes
from tanik.coding.acts import Act, Coder
from tanik.coding.codebook import Change, Code, Codebook
from tanik.coding.codebook_files import SHIPPED, read_codebook, shipped, write_codebook
from tanik.errors import UsageError
from tanik.store.act_errors import no_codebook
from tanik.store.acting import Acting
from tanik.store.desk import Desk
from tanik.translation import N_


class Codebooks:
    """The codebooks by name, and what a coder does with them. With one codebook its name need not be said."""

    def __init__(self, desk: Desk, coder: Coder) -> None:
        self._desk = desk
        self._coder = coder

    def __iter__(self) -> Iterator[Codebook]:
        return iter(self._desk.codebooks().values())

    def __len__(self) -> int:
        return len(self._desk.codebooks())

    def get(self, name: str | None = None, version: int | None = None) -> Codebook:
        """A codebook of the study, or the only one; an earlier ``version``. StudyError T541, T550; UsageError T553."""
        books = self._desk.codebooks()
        if name is None:
            if len(books) > 1:
                raise UsageError(
                    "T553",
                    N_("The study has several codebooks: {books}."),
                    N_("Say which one, with --codebook."),
                    books=", ".join(books),
                )
            name = next(iter(books), None)
        if name is None or name not in books:
            raise no_codebook(name)
        return books[name] if version is None else self._desk.book_version(name, version)

    def use(self, what: str | os.PathLike[str] | Codebook) -> Act:
        """Take a codebook into the study: a file, ``"viewpoints"`` or ``"theory"`` (which come with Tanık), or a value.

        When the study has one of this name, the new one is its next version: a code that is missing now is kept as
        retired. Raises SettingError T480 to T489; the study is then as it was.
        """
        book = what if isinstance(what, Codebook) else _found(what)
        with self._act("codebook.use") as act:
            present = self._desk.codebooks().get(book.name)
            if present is None:
                last = self._desk.last_version(book.name)
                version = book.version if book.version > last else last + 1
                self._desk.put_codebook(act, _at(book, version))
            elif _at(book, present.version) != present:
                self._apply(act, changes.take_over(present, book))
        return act.done

    def export(self, path: str | os.PathLike[str], name: str | None = None) -> None:
        """Write a codebook as YAML."""
        write_codebook(self.get(name), Path(path))

    def add(self, code: Code, *, codebook: str | None = None, after: str | None = None) -> Act:
        """Add a code."""
        return self._change("add", codebook, lambda book: changes.add(book, code, after=after))

    def edit(self, code: Code, *, codebook: str | None = None) -> Act:
        """Change the definition, rule, examples, colour ... of the code with this id."""
        return self._change("edit", codebook, lambda book: changes.edit(book, code))

    def rename(
        self, id: str, names: Mapping[str, str] | None = None, *, new_id: str | None = None, codebook: str | None = None
    ) -> Act:
        """Give a code other names, or another id."""
        return self._change("rename", codebook, lambda book: changes.rename(book, id, names, new_id=new_id))

    def move(self, id: str, parent: str | None, *, codebook: str | None = None) -> Act:
        """Hang a code under another one, or at the top (None)."""
        return self._change("move", codebook, lambda book: changes.move(book, id, parent))

    def merge(self, ids: Sequence[str], into: str, *, codebook: str | None = None) -> Act:
        """Make one code of several; their codings become codings with ``into``."""
        return self._change("merge", codebook, lambda book: changes.merge(book, ids, into))

    def split(
        self,
        id: str,
        parts: Sequence[Code],
        *,
        codings: Mapping[str, str] | None = None,
        rest: str | None = None,
        codebook: str | None = None,
    ) -> Act:
        """Divide a code into ``parts``. ``codings``: the part by uid of a coding; ``rest``: the part of all others
        (without it they stay with the code, which stands above its parts).
        """
        chosen = {self._desk.full_uids("coding", uid)[0]: part for uid, part in (codings or {}).items()}
        parts_of = {part.id for part in parts}
        for part in chosen.values():
            if part not in parts_of:
                raise UsageError(
                    "T544",
                    N_("“{value}” cannot be the {field} of a coding."),
                    N_("Write one of: {allowed}."),
                    value=part,
                    field="code",
                    allowed=", ".join(sorted(parts_of)),
                )
        return self._change("split", codebook, lambda book: changes.split(book, id, parts, rest=rest), chosen)

    def remove(self, id: str, *, into: str | None = None, codebook: str | None = None) -> Act:
        """Take a code away: its codings go to ``into``; without that, they keep the code, which is offered no more."""
        return self._change("remove", codebook, lambda book: changes.remove(book, id, into=into))

    def _change(
        self,
        verb: str,
        codebook: str | None,
        change: Callable[[Codebook], Change],
        codings: Mapping[str, str] | None = None,
    ) -> Act:
        with self._act(f"codebook.{verb}") as act:
            self._apply(act, change(self.get(codebook)), codings or {})
        return act.done

    def _act(self, name: str) -> Acting:
        return self._desk.acting(self._coder, name)

    def _apply(self, act: Acting, change: Change, codings: Mapping[str, str] | None = None) -> None:
        """Make the new version present, and lead the codings to their codes."""
        book = change.book
        # An undone version is never given twice: codings may know it.
        self._desk.put_codebook(act, _at(book, max(book.version, self._desk.last_version(book.name) + 1)))
        for uid, part in (codings or {}).items():
            act.change("coding", uid, {"code": part})
        for old, new in change.moved.items():
            for uid in self._desk.coded_with(book.name, old):
                act.change("coding", uid, {"code": new})


def _found(what: str | os.PathLike[str]) -> Codebook:
    name = os.fspath(what)
    path = Path(name)
    if name in SHIPPED and not path.exists():
        return shipped(name)
    return read_codebook(path)


def _at(book: Codebook, version: int) -> Codebook:
    values: dict[str, Any] = {"titles": book.titles, "literature": book.literature}
    return Codebook(book.name, version, book.codes, **values)
