from __future__ import annotations

from pathlib import Path

import tanik
from tanik.analysis.filters import parse_filter

TEXT = "Nuri Şen, “Kâmil Tuna dürüst bir adamdır” demiştir (Öz, 1955: 12). Kâmil Tuna ise Nuri Şen'i övmüştür.\n"


def test_people_of_two_sources_are_one_and_words_lead_to_their_place(tmp_path: Path) -> None:
    for name in ("bir.txt", "iki.txt"):
        (tmp_path / name).write_text(TEXT if name == "bir.txt" else f"İkinci metin. {TEXT}", encoding="utf-8")
    with tanik.open(tmp_path / "s.tanik") as study:
        study.add(tmp_path / "bir.txt", kind="study", language="tr", title="Bir", published="1990")
        study.add(tmp_path / "iki.txt", kind="study", language="tr", title="İki", written="1991")
        study.read()
        table = study.statement_table()
        rows = study.statements().to_pylist()
    assert len(table) == len(rows) > 2
    assert table.ids == tuple(str(id) for id in sorted({row["id"] for row in rows}))
    names = {table.name(key) for key in table.holder.values}
    assert "Nuri Şen" in names
    assert len(names) == len(table.holder.values), "one key for one name in both sources"
    for at, row in enumerate(rows):
        assert table.text[at] == row["text"]
        assert (table.source.at(at), table.polarity.at(at)) == (row["source"], row["polarity"])
        assert table.name(table.holder.at(at) or "") == row["holder_name"]
        assert table.kind.at(at) == "study"
    said = parse_filter('holder="Nuri Şen" source=Bir').apply(table)
    assert said.works.members() == ("work:öz|1955",)
    assert said.published.at(0) == "1990"
    assert table.name("work:öz|1955") == "Öz 1955"


def test_a_study_without_statements_gives_an_empty_table(tmp_path: Path) -> None:
    with tanik.open(tmp_path / "s.tanik") as study:
        table = study.statement_table()
    assert (len(table), table.ids, table.statements()) == (0, (), 0)


def test_what_people_judged_counts_under_each_policy(tmp_path: Path) -> None:
    (tmp_path / "bir.txt").write_text(TEXT, encoding="utf-8")
    with tanik.open(tmp_path / "s.tanik") as study:
        study.add(tmp_path / "bir.txt", kind="study", language="tr")
        study.read()
        first, second, *_ = (int(id) for id in study.statement_table().ids)
        ayla, baris = study.coding.as_coder("Ayla"), study.coding.as_coder("Barış")
        ayla.accept([first])
        everything = study.statement_table()
        assert parse_filter("policy=accepted").apply(everything).ids_of() == (str(first),)
        assert parse_filter("policy=consensus").apply(everything).ids_of() == ()
        baris.accept([first])
        ayla.reject([second])
        table = study.statement_table()
    assert parse_filter("policy=consensus").apply(table).ids_of() == (str(first),)
    assert parse_filter("policy=accepted").apply(table).ids_of() == (str(first),)
    assert str(second) not in parse_filter("").apply(table).ids_of()
    assert str(second) in table.ids_of()
