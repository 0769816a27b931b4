from __future__ import annotations

from exchange_samples import given, packed, project_xml, selection
from tanik.exchange.refi_reading import read_project


def test_a_text_in_another_encoding_is_read_as_such() -> None:
    text = "Şükrü Bey geldi, ağır ağır yürüdü; çünkü yolcu çoktu."
    xml = project_xml(selection(1, 0, 5))
    project, _ = read_project(given(packed(xml, {"sources/liman.txt": text.encode("windows-1254")})))
    assert project.sources[0].text == text


def test_inline_text_needs_no_file() -> None:
    xml = project_xml().replace(
        ' plainTextPath="internal://liman.txt">', "><PlainTextContent>Vali\r\ngeldi</PlainTextContent>"
    )
    project, _ = read_project(given(packed(xml, {})))
    assert project.sources[0].text == "Vali\ngeldi"


def test_a_source_outside_of_the_file_is_told_not_looked_for() -> None:
    project, report = read_project(given(packed(project_xml(path="absolute:///etc/passwd"), {})))
    assert project.sources[0].text is None
    assert [loss["what"] for loss in report.as_json()["dropped"]] == ["TextSource/@plainTextPath"]
