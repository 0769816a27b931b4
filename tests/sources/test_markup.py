from __future__ import annotations

import time

import pytest

from tanik.errors import DamagedSourceError, HostileSourceError
from tanik.sources.given import Given
from tanik.sources.markup import attribute, local, parse, words

HERE = Given(b"", "belge.docx")
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>"""
PARAMETER = b"""<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><x/>"""


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER, b"<!DOCTYPE html><x/>", LAUGHS.decode().encode("utf-16")])
def test_entities_and_document_types_are_refused(data: bytes) -> None:
    with pytest.raises((HostileSourceError, DamagedSourceError)):
        parse(data, HERE, "word/document.xml")


def test_refusal_names_file_and_part() -> None:
    with pytest.raises(HostileSourceError) as caught:
        parse(LAUGHS, HERE, "word/document.xml")
    assert "belge.docx" in str(caught.value)
    assert "word/document.xml" in str(caught.value)


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        "<!doctype HTML>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
        "<!DOCTYPE html SYSTEM 'about:legacy-compat'>",
    ],
)
def test_books_may_have_a_plain_html_type(doctype: str) -> None:
    data = f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html><p>A&nbsp;B &amp; C&hellip;</p></html>'.encode()
    assert "".join(parse(data, HERE, "a.xhtml", html_doctype=True).itertext()) == "A\u00a0B & C…"


def test_books_may_not_declare_entities() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x "y">]><html>&x;</html>'
    with pytest.raises(HostileSourceError):
        parse(data, HERE, "a.xhtml", html_doctype=True)


@pytest.mark.parametrize("data", [b"<a><b></a>", b"", b"no markup", b"<a>" * 50_000 + b"</a>" * 50_000])
def test_not_well_formed_or_too_deep(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(DamagedSourceError):
        parse(data, HERE, "a.xml")
    assert time.process_time() - start < 5


def test_helpers() -> None:
    root = parse(b'<w:p xmlns:w="u" w:val="7"><w:t> bir\n iki </w:t></w:p>', HERE, "a.xml")
    assert local(root) == "p"
    assert attribute(root, "val") == "7"
    assert attribute(root, "none") is None
    assert words(root) == "bir iki"
