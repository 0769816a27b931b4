from tanik.report.blocks import Figure, Heading, Note, Publication, Table, paragraph


def test_words_without_notes() -> None:
    assert paragraph("a", Note("n"), "b").text == "ab"


def test_tables_and_figures_in_order() -> None:
    table, figure = Table("t", "c", ("h",), (("x",),)), Figure("f", "c", None, "a")
    made = Publication("T", "tr", (Heading("h"), figure, paragraph("p"), table))
    assert made.tables() == (table,)
    assert made.figures() == (figure,)
