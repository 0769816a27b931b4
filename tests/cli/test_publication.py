import csv
from pathlib import Path

import pyarrow.parquet as pq
from docx import Document
from lxml import html
from openpyxl import load_workbook

from command_line import Tanik


def test_a_text_document_in_both_languages(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    heads = []
    for code in ("tr", "en"):
        out = tmp_path / f"{code}.docx"
        assert tanik("report", study.name, "-o", str(out), "--language", code).code == 0
        heads.append([line.text for line in Document(out).paragraphs if line.style.name == "Heading 1"])
    assert len(heads[0]) == len(heads[1]) >= 4
    assert heads[0] != heads[1]


def test_figures_and_tables(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    figures, tables = tmp_path / "figures", tmp_path / "tables"
    out = tmp_path / "r.docx"
    answer = tanik("report", study.name, "-o", str(out), "--figures", str(figures), "--tables", str(tables))
    assert answer.code == 0
    endings = {path.suffix for path in figures.iterdir()}
    assert endings == {".svg", ".png", ".pdf"}
    with (tables / "perspectives.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert rows[0]["statements"]
    assert pq.read_table(tables / "perspectives.parquet").num_rows == len(rows)
    assert load_workbook(tables / "perspectives.xlsx").active.max_row == len(rows) + 1


def test_the_page_has_the_answers_with_links_to_passages(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert tanik("report", study.name, "-o", str(out)).code == 0
    page = html.parse(out).getroot()
    assert {"perspectives", "hindsight", "method"} <= set(page.xpath("//section/@id"))
    ids = set(page.xpath("//@id"))
    links = page.xpath("//a[@class='note']/@href")
    assert links
    assert all(link[1:] in ids for link in links)
    assert page.xpath("//@style") == []


def test_the_policy_is_named(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert tanik("report", study.name, "-o", str(out), "--language", "en", "--policy", "accepted").code == 0
    assert "policy: accepted" in out.read_text(encoding="utf-8")


def test_the_findings_of_a_study_are_in_its_report(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(
        "findings:\n  - id: nuri\n    claim: {tr: Nuri konuşur., en: Nuri speaks.}\n    query: holder=Nuri\n"
        "    expect: presence\n",
        encoding="utf-8",
    )
    tanik("verify", study.name, "--findings", str(tmp_path / "f.yaml"))
    out = tmp_path / "r.html"
    assert tanik("report", study.name, "-o", str(out), "--language", "en").code == 0
    page = html.parse(out).getroot()
    assert "Nuri speaks." in page.xpath("//section[@id='findings']")[0].text_content()
