from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from strategies import read_documents
from tanik.errors import SettingError
from tanik.exchange.reading_jsonl import read_reading_jsonl, write_reading_jsonl
from tanik.reading.annotations import (
    Citation,
    CitationItem,
    DateExpression,
    Doubt,
    Entity,
    Mention,
    Quotation,
    Reading,
    Statement,
    Target,
)
from tanik.text.document import Document, Paragraph

TEXT = "Elçi Rıza Bey, “yol uzundu” der (Tan, 1960a: 12). 3 Mayıs 1921’de döndü."


@pytest.fixture
def document() -> Document:
    id = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    return Document(id, TEXT, "tr", (), (Paragraph(((0, len(TEXT)),)),), ((0, len(TEXT)),), (0,))


@pytest.fixture
def reading(document: Document) -> Reading:
    quoted = TEXT.index("yol uzundu")
    cited = TEXT.index("(Tan")
    date = TEXT.index("3 Mayıs 1921")
    return Reading(
        document=document.id,
        maker="tanik.reading 0.1.0",
        language="tr",
        kind="study",
        citations=[Citation(cited, cited + 16, (CitationItem("Tan", "1960", "a", "12"),))],
        quotations=[Quotation(quoted, quoted + 10, quoted - 1, quoted + 11, speaker="riza", citation=0)],
        dates=[DateExpression(date, date + 12, "1921-05-03")],
        entities=[
            Entity("riza", "person", "Rıza Bey", ("Rıza Bey",), ("Elçi",)),
            Entity("tan", "person", "Tan"),
            Entity("yol", "place", "yol"),
            Entity("nobody", "person", "Hiç"),
            Entity("named", "person", "Elçi"),
        ],
        mentions=[Mention(0, 4, 4, "named")],
        statements=[
            Statement(
                quoted,
                quoted + 10,
                "quote",
                "riza",
                (Target("yol", "negative"),),
                ("geography",),
                citation=0,
                relay=("tan",),
                evidence=((quoted, quoted + 10),),
            )
        ],
        doubts=[Doubt(cited, cited + 16, "citation.letter", ("1960a", "1960b"), {"author": "Tan"})],
    )


def lines(document: Document, reading: Reading) -> list[dict[str, object]]:
    stream = io.StringIO()
    write_reading_jsonl(document, reading, stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_the_first_line_is_the_text(document: Document, reading: Reading) -> None:
    first = lines(document, reading)[0]
    assert first["type"] == "document"
    assert first["text"] == TEXT


def test_every_place_is_the_place_of_its_words(document: Document, reading: Reading) -> None:
    placed = [line for line in lines(document, reading) if "start" in line]
    assert [line["type"] for line in placed] == ["citation", "quote", "date", "statement", "doubt"]
    assert all(TEXT[line["start"] : line["end"]] == line["text"] for line in placed)  # type: ignore[misc]


def test_a_quotation_names_its_speaker_and_its_source(document: Document, reading: Reading) -> None:
    (quote,) = [line for line in lines(document, reading) if line["type"] == "quote"]
    assert (quote["text"], quote["kind"], quote["speaker"], quote["source"]) == (
        "yol uzundu",
        "direct",
        "riza",
        "Tan 1960a:12",
    )


def test_a_statement_names_holder_targets_source_and_the_first_relay(document: Document, reading: Reading) -> None:
    (statement,) = [line for line in lines(document, reading) if line["type"] == "statement"]
    assert statement["holder"] == "riza"
    assert statement["targets"] == [{"id": "yol", "polarity": "negative", "strength": 0.0}]
    assert statement["source"] == "Tan 1960a:12"
    assert statement["relayed_by"] == "tan"
    assert statement["said"] is None


def test_a_source_without_pages_is_author_and_year(document: Document, reading: Reading) -> None:
    reading.citations[0] = replace(reading.citations[0], items=(CitationItem("Tan", "1960"),))
    assert [line["source"] for line in lines(document, reading) if line["type"] == "quote"] == ["Tan 1960"]


def test_only_entities_that_are_mentioned_or_named_are_written(document: Document, reading: Reading) -> None:
    ids = [line["id"] for line in lines(document, reading) if line["type"] == "entity"]
    assert ids == ["riza", "tan", "yol", "named"]


@given(read_documents())
def test_what_is_written_is_read_back(pair: tuple[Document, Reading]) -> None:
    document, reading = pair
    stream = io.StringIO()
    write_reading_jsonl(document, reading, stream)
    again = io.StringIO()
    path = Path("reading.jsonl")
    written = stream.getvalue()
    text, back = read_from(written, path)
    assert text == document.text
    write_reading_jsonl(document, replace(back, mentions=reading.mentions), again)
    assert again.getvalue() == written
    assert (back.quotations, back.dates, back.statements, back.doubts) == (
        reading.quotations,
        reading.dates,
        reading.statements,
        reading.doubts,
    )


def read_from(written: str, path: Path) -> tuple[str, Reading]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path
        place.write_text(written, encoding="utf-8", newline="")
        return read_reading_jsonl(place)


def test_a_lone_surrogate_is_written_as_an_escape(document: Document, reading: Reading, tmp_path: Path) -> None:
    odd = replace(document, text=TEXT + "\ud800")
    write_reading_jsonl(odd, reading, tmp_path / "r.jsonl")
    assert read_reading_jsonl(tmp_path / "r.jsonl")[0] == TEXT + "\ud800"


def test_a_file_that_cannot_be_finished_leaves_the_one_before(
    document: Document, reading: Reading, tmp_path: Path
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("before", encoding="utf-8")
    reading.quotations[0].citation = 7
    with pytest.raises(IndexError):
        write_reading_jsonl(document, reading, path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["r.jsonl"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("not json\n", 1),
        ('{"type": "quote"}\n', 1),
        ('{"document": "a", "maker": "m", "language": "tr", "kind": "study", "text": "b"}\n{"type": "odd"}\n', 2),
    ],
)
def test_a_file_of_another_format_is_named_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        read_reading_jsonl(path)
    assert caught.value.id == "T602"
    assert caught.value.values["line"] == line


def test_cited_author_is_written_even_if_nothing_else_names_him(document: Document, reading: Reading) -> None:
    reading.entities.append(Entity("cited", "person", "Ayşe Tan", ("Tan",)))
    assert "cited" in [line["id"] for line in lines(document, reading) if line["type"] == "entity"]


def test_a_folder_refuses_and_a_device_is_not_replaced(document: Document, reading: Reading, tmp_path: Path) -> None:
    for folder in (tmp_path, Path()):
        with pytest.raises(IsADirectoryError):
            write_reading_jsonl(document, reading, folder)
    device = tmp_path / "device"
    device.symlink_to("/dev/null")
    write_reading_jsonl(document, reading, device)
    assert device.is_symlink()
    assert list(tmp_path.iterdir()) == [device]
