from __future__ import annotations

from pathlib import Path

from tanik.coding.acts import Coder
from tanik.store import Store, exchange_rows


def test_an_import_is_kept_with_its_files_and_has_an_event_of_its_own(tmp_path: Path) -> None:
    row = exchange_rows.Imported(
        "a" * 32, "n", "qdpx", "o", "", "2026-01-01T00:00:00Z", {"x": 1}, {"taken": []}, {"y": "ş"}
    )
    with Store.open(tmp_path / "a.tanik") as store:
        with store.desk.acting(Coder("Ayşe", "person"), "project.import") as act:
            exchange_rows.write_import(act.connection, row, iter([("a.pdf", b"%PDF")]))
            exchange_rows.tell(act, "import:1", {"import": row.uid})
            assert not exchange_rows.has(act, "coding", "b" * 32)
            assert not exchange_rows.has_statement(act, "b" * 32)
        assert list(exchange_rows.read_imports(store.desk.connection)) == [row]
        assert exchange_rows.read_files(store.desk.connection, row.uid) == [("a.pdf", b"%PDF")]
        assert [event.act for event in store.events()][-1] == "project.import"
