from __future__ import annotations

from dataclasses import replace

from tanik.coding.acts import Coder
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.document_rows import text_id
from tanik.store.moving import carried_values
from tanik.text.document import Document, Paragraph

AYLA = Coder("Ayla", "person")


def with_text(document: Document, text: str) -> Document:
    whole = (Paragraph(((0, len(text)),)),)
    bare = {"pages": (), "paragraphs": whole, "sentences": (), "sentence_paragraph": (), "doubts": ()}
    return replace(document, id=text_id(text), text=text, **bare)


def test_every_touched_row_follows_its_text(filled: Store, source: Source, document: Document) -> None:
    for table in ("quotation", "citation", "date", "mention", "doubt"):
        filled.accept(table, 1, "Ayla")
    uid = filled.desk.statement_uids(1)[0]
    with filled.desk.acting(AYLA, "statement.accept") as act:
        act.judge(uid, "accepted", None)
    filled.save_document(source, with_text(document, "Baştan bir söz. " + document.text))
    event = list(filled.events())[-1]
    assert event.payload["unmoved"] == []
    assert {each.partition(":")[0] for each in event.payload["moved"]} == {
        *("quotation", "citation", "date", "mention", "doubt", "statement")
    }
    row = filled.desk.statement_rows()[0]
    text = filled.load_document("abcd").text
    assert text[row["start"] : row["end"]] == row["text"] == "küçük ama güvenli"
    filled.check()


def test_what_is_gone_is_named_and_stays(filled: Store, source: Source, document: Document) -> None:
    with filled.desk.acting(AYLA, "span.code") as act:
        act.put_coding("a" * 32, act.place("abcd", 0, 4), "hava", "k", 1)
    filled.save_document(source, with_text(document, "Bambaşka bir şey."))
    (lost,) = filled.desk.unmoved()
    assert (lost.table, lost.uid, lost.span.quote) == ("coding", "a" * 32, "Elçi")
    filled.save_document(source, with_text(document, "Yine " + document.text))
    assert filled.desk.unmoved() == []
    assert filled.desk.codings()[0].start == 5


def test_values_follow_too(filled: Store, source: Source, document: Document) -> None:
    desk = filled.desk
    uid = desk.statement_uids(1)[0]
    values = desk.values_of(desk.statement_rows(uid=uid))
    packed = desk.pack_values("abcd", values)
    assert carried_values(desk.texts, packed) == packed
    assert carried_values(desk.texts, None) is None
    filled.save_document(source, with_text(document, "Yine " + document.text))
    moved = carried_values(desk.texts, packed)
    assert moved is not None
    found = desk.unpack_values(moved, "x")
    assert (found.start, found.quote) == (values.start + 5, values.quote)
    assert found.citation is not None
    assert found.citation.text == "(Tan, 1960a: 12)"
