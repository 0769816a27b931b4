"""A publication made by hand, with every kind of block, and hostile words in each."""

from __future__ import annotations

from typing import Any

from tanik.report.blocks import Figure, Heading, Note, Publication, Table, paragraph

HOSTILE = '<script>alert("ş")</script> &amp; \x00\u202e'


def chart() -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=[{"x": 1, "y": HOSTILE}])).mark_point().encode(x="x:Q", y="y:N")


def made(language: str = "tr") -> Publication:
    note = Note(f"Ayşe Tan, s. 12: “{HOSTILE}”", ("s", 3, 9))
    rows = ((HOSTILE, "1", note), ("=1+1", "2", "–"))
    return Publication(
        f"Başlık {HOSTILE}",
        language,
        (
            Heading("Bulgular", id="findings"),
            paragraph("Bir cümle", note, " ve sonu.", style="lead"),
            Heading("Alt başlık", 2),
            Table(
                "t",
                "Bir tablo",
                ("kim", "n", "nerede"),
                rows,
                frozenset((1,)),
                "not",
                raw=[{"kim": "=1", "n": 1.5, "ids": ["a", "b"]}],
            ),
            Figure("f", "Bir resim", chart(), "nokta"),
            Heading("Yöntem", id="method"),
            paragraph("Alıntı", style="quote"),
        ),
    )
