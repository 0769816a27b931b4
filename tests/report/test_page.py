from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from lxml import html

from sample_study import Writer, memoir, study
from tanik.analysis.perspectives import perspectives
from tanik.analysis.table import rows_from
from tanik.errors import StudyNotWritableError
from tanik.report.items import ReportItem
from tanik.report.page import CONTENTS, render_report, write_report
from tanik.sources.source import Source

HOSTILE = "<script>alert(1)</script>\u202e\x00\"'&\ud800"


@pytest.fixture(scope="module")
def items() -> list[ReportItem]:
    return [study(), memoir()]


@pytest.fixture(scope="module")
def page(items: list[ReportItem]) -> html.HtmlElement:
    return html.document_fromstring(render_report(items, language="en", title="North").encode())


def _hostile() -> ReportItem:
    made = Writer([(1, "heading", HOSTILE[:-1]), (1, "body", f"{HOSTILE} dedi, öyle")], "tr", "study")
    made.entity("a", "person", HOSTILE, "</style>")
    made.says("dedi", "a", {"<b>": "positive"}, topics=("<i>",), relay=("<u>",), rule="<s>")
    made.quotes("dedi", "a", 0)
    made.dates("dedi", "</time><script>", calendar="<s>", alternatives=("<q>",))
    made.doubts("öyle", "</details><script>", "<script>x</script>", key="<img src=x onerror=y>")
    made.reading.maker = "<script>maker</script>"
    source = Source("s", "<img src=x>.txt", "memoir", HOSTILE, (HOSTILE,), "<b>", "1990", "tr")
    return ReportItem(source, made.document, made.reading)


def test_every_link_leads_to_its_place(page: html.HtmlElement) -> None:
    ids = Counter(page.xpath("//@id"))
    assert [id for id, count in ids.items() if count > 1] == []
    links = page.xpath("//@href")
    assert len(links) > 100
    assert [link for link in links if link[0] != "#" or link[1:] not in ids] == []


def test_every_statement_has_a_row_and_a_passage_that_lead_to_each_other(
    page: html.HtmlElement, items: list[ReportItem]
) -> None:
    for item, one in enumerate(items, 1):
        for index, statement in enumerate(one.reading.statements, 1):
            (row,) = page.xpath(f"//li[@id='st{item}-{index}']")
            assert f"#ps{item}-{index}" in row.xpath(".//@href")
            words = one.document.text[statement.start : statement.end]
            assert row.xpath("string(.//blockquote)") == words
            (passage,) = page.xpath(f"//a[@id='ps{item}-{index}']")
            assert passage.get("href") == f"#st{item}-{index}"
            following = "".join(passage.xpath("./following::text()[not(parent::a[@class='ref'])]"))
            assert following.startswith(words[:20])


def test_the_whole_text_is_there(page: html.HtmlElement, items: list[ReportItem]) -> None:
    for item, one in enumerate(items, 1):
        for index, paragraph in enumerate(one.document.paragraphs, 1):
            (shown,) = page.xpath(f"//*[@id='pa{item}-{index}']")
            for mark in shown.xpath(".//a[@class='ref' or @class='notemark'] | .//span[@class='page']"):
                mark.text = ""
            assert shown.text_content() == paragraph.text(one.document.text)


def test_the_numbers_of_the_matrix_are_those_of_the_rows(page: html.HtmlElement, items: list[ReportItem]) -> None:
    found = perspectives(rows_from(items))
    rows = page.xpath("//table[@id='pairs']/tbody/tr")
    assert len(rows) == len(found.cells)
    shown = {}
    for row in rows:
        holder, target = row.xpath("string(./th)"), row.xpath("string(./td[1])")
        counts = tuple(int(cell.text_content() or 0) for cell in row.xpath("./td")[1:6])
        shown[holder, target] = (*counts, len(row.xpath("./td[last()]/a")))
    names = {margin.key: margin.name for margin in (*found.holders, *found.targets)}
    assert shown == {
        (names[holder], names[target]): (cell.n, cell.positive, cell.negative, cell.mixed, cell.neutral, cell.n)
        for (holder, target), cell in found.cells.items()
    }
    grid = page.xpath("//table[@class='grid']/tbody//td/a")
    assert Counter(cell.text for cell in grid)["+1 −2"] == 1
    assert len(grid) == len(found.cells)


def test_the_page_asks_for_nothing_and_runs_only_its_own_script(items: list[ReportItem]) -> None:
    text = render_report(items, language="en", title="North")
    assert re.findall(r"https?:|//[a-z]|@import|url\(|<link|<img|<iframe|\bstyle=|\son[a-z]+=", text) == []
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        assert f"'sha256-{b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_hostile_words_stay_words() -> None:
    text = render_report([_hostile()], language="tr", title=HOSTILE)
    made = html.document_fromstring(text.encode())
    assert len(made.xpath("//script")) == 1
    assert made.xpath("//img | //iframe | //b/script | //u | //s | //q") == []
    assert made.xpath("string(//h1)") == "<script>alert(1)</script>\ufffd\ufffd\"'&\ufffd"
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    ids = set(made.xpath("//@id"))
    assert [link for link in made.xpath("//@href") if link[1:] not in ids] == []


@pytest.mark.parametrize(("language", "share"), [("tr", "%33"), ("en", "33%")])
def test_both_languages(items: list[ReportItem], language: str, share: str) -> None:
    made = html.document_fromstring(render_report(items, language=language, title="X").encode())
    assert made.get("lang") == language
    assert share in made.xpath("string(//table[@id='pairs'])")
    assert [made.xpath(f"string(//article[{at}]/@lang)") for at in (1, 2)] == ["tr", "en"]


def test_the_page_can_be_used_by_keyboard_and_ear(page: html.HtmlElement) -> None:
    assert page.xpath("//body/*[1]")[0].get("href") == "#main"
    assert [section.get("id") for section in page.xpath("//main/section")] == [id for id, _ in CONTENTS]
    for table in page.xpath("//table"):
        assert table.xpath("string(./caption)")
        assert {cell.get("scope") for cell in table.xpath("./thead//th")} == {"col"}
        assert {cell.get("scope") for cell in table.xpath("./tbody//th")} == {"row"}
    for field in page.xpath("//input | //select"):
        assert field.xpath("ancestor::label")
    for drawing in page.xpath("//*[local-name()='svg']"):
        assert drawing.get("aria-hidden") == "true"
        assert {link.get("tabindex") for link in drawing.xpath(".//*[local-name()='a']")} <= {"-1"}


def test_nothing_to_show_is_said_in_words() -> None:
    empty = html.document_fromstring(render_report([], language="en", title="Empty").encode())
    assert len(empty.xpath("//p[@class='none']")) == len(CONTENTS)
    bare = study()
    bare.reading.statements.clear()
    made = html.document_fromstring(render_report([bare], language="en", title="Bare").encode())
    assert made.xpath("count(//section[@id='matrix']//*[local-name()='svg'])") == 0
    assert "nothing to compare" in made.xpath("string(//section[@id='matrix'])")
    assert made.xpath("string(//section[@id='statements']/p[@class='none'])")


def test_the_same_items_give_the_same_bytes(items: list[ReportItem], tmp_path: Path) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    write_report(items, first, language="tr", title="X")
    write_report([study(), memoir()], second, language="tr", title="X")
    assert first.read_bytes() == second.read_bytes()


def test_a_place_that_cannot_be_written_is_told(items: list[ReportItem], tmp_path: Path) -> None:
    with pytest.raises(StudyNotWritableError, match="T601"):
        write_report(items, tmp_path / "missing" / "x.html", language="en", title="X")


def test_long_sources_are_shown_around_statements_only(
    items: list[ReportItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tanik.report.plan.WHOLE_TEXT_WORDS", 100)
    long = study()
    filler = Writer([(1, "body", f"Paragraf {at}.") for at in range(20)], "tr", "study")
    filler.says("Paragraf 7.", "a", {"b": "neutral"})
    filler.dates("Paragraf 15", "1921")
    filler.doubts("Paragraf 3", "date.no_year")
    short = ReportItem(replace(long.source, id="f"), filler.document, filler.reading)
    made = html.document_fromstring(render_report([long, short], language="en", title="X").encode())
    assert [one.get("id") for one in made.xpath("//article[@id='tx2']/p[@id]")] == ["pa2-7", "pa2-8", "pa2-9"]
    assert "too long" in made.xpath("string(//section[@id='text'])")
    ids = set(made.xpath("//@id"))
    assert [link for link in made.xpath("//@href") if link[1:] not in ids] == []


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_can_be_told_from_the_paper_in_light_and_dark() -> None:
    style = resources.files("tanik.report").joinpath("page.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)
    assert len(schemes) == 3
    written = [(word, "paper") for word in ("ink", "soft", "link", "for", "against", "both", "none")]
    written += [(word, ground) for word in ("ink", "link") for ground in ("m1", "m2", "m3", "here")]
    written += [("for", "for-tint"), ("against", "against-tint")]
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]+)", scheme))
        colours = {
            key: "#" + "".join(2 * one for one in value[1:]) if len(value) == 4 else value
            for key, value in colours.items()
        }
        for word, ground in written:
            dark, light = sorted((_luminance(colours[word]), _luminance(colours[ground])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (word, ground)
