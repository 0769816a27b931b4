"""Two copies of a study made one: ``study.merge(path)``, and into a new file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tanik.coding.acts import Coder
from tanik.errors import UsageError
from tanik.store import Store
from tanik.store.copying import copy_study
from tanik.store.merging import Merged, conflicts, merge
from tanik.translation import N_


def merge_into(store: Store, other: Path, coder: Coder) -> Merged:
    """Bring the work of the copy ``other`` in; one transaction. The copy itself is not changed, not even migrated."""
    if other.exists() and store.path.exists() and other.samefile(store.path):
        raise UsageError(
            "T584",
            N_("{path} cannot be merged with itself."),
            N_("Name two copies of the study: tanik merge MINE.tanik COLLEAGUE.tanik"),
            path=str(other),
        )
    with _copied(other) as copy:
        return merge(store.desk, copy.desk, coder)


def merge_to(one: Path, other: Path, out: Path, coder: Coder) -> Merged:
    """Merge two copies into a new file. It appears under its name when it is whole, or not at all.

    UsageError T585 when there is a file of this name.
    """
    if out.exists():
        raise UsageError(
            "T585",
            N_("{path} is there already; Tanık does not write over it."),
            N_("Give the merged study another name."),
            path=str(out),
        )
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", suffix=".tanik", dir=out.absolute().parent)
    os.close(handle)
    place = Path(name)
    try:
        copy_study(one, place)
        with Store.open(place, create=False) as made:
            merged = merge_into(made, other, coder)
        # Closing the last connection has put everything into the one file.
        _appear(place, out)
    finally:
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{place}{end}").unlink()
    return merged


def _appear(place: Path, out: Path) -> None:
    try:
        os.link(place, out)  # never takes the place of another file
    except FileExistsError:
        raise
    except OSError:
        place.rename(out)  # a disk without links, such as a memory stick


@contextmanager
def _copied(path: Path) -> Iterator[Store]:
    """A copy of a study in a temporary folder, at the present schema."""
    with tempfile.TemporaryDirectory(prefix="tanik-") as folder:
        place = Path(folder) / path.name
        copy_study(path, place)
        with Store.open(place, create=False) as copy:
            yield copy


def conflicts_of(path: Path) -> list[dict[str, Any]]:
    """All conflicts of a study as plain values, coders by name: uid, kind, key, ours, theirs, at."""
    with Store.open(path, create=False) as store:
        desk = store.desk
        found = []
        for each in conflicts(desk.connection):
            sides: dict[str, Any] = {}
            for name, row in (("ours", each.ours), ("theirs", each.theirs)):
                named = {"coder": desk.coder(row["coder"]).name} if row is not None and "coder" in row else {}
                sides[name] = None if row is None else row | named
            found.append({"uid": each.uid, "kind": each.kind, "key": each.key, **sides, "at": each.at})
    return found
