from __future__ import annotations

from tanik.text.layout import Line
from tanik.text.page_starts import shown_pages


def lines_with_starts(starts: list[int], count: int) -> list[Line]:
    lines = []
    for i in range(count):
        line = Line("kelime", i * 10, 1)
        if i in starts:
            line.gap, line.indent = 0, 1
        lines.append(line)
    return lines


def test_steady_starts_are_pages() -> None:
    pages = shown_pages(lines_with_starts([30, 61, 90, 121, 150], 180), 1, 1800)
    assert [(p.start, p.end) for p in pages] == [
        (0, 300),
        (300, 610),
        (610, 900),
        (900, 1210),
        (1210, 1500),
        (1500, 1800),
    ]
    assert all(p.label is None for p in pages)


def test_unsteady_few_or_near_starts_are_not() -> None:
    assert shown_pages(lines_with_starts([10, 50, 55, 130, 150], 180), 1, 1800) == []
    assert shown_pages(lines_with_starts([40, 80], 180), 1, 1800) == []
    assert shown_pages(lines_with_starts(list(range(4, 100, 4)), 180), 1, 1800) == []


def test_indents_of_a_single_spaced_text_are_not() -> None:
    lines = lines_with_starts([30, 60, 90, 120, 150], 180)
    for line in lines:
        line.gap = 0
    for i in range(7, 180, 20):
        lines[i].indent = 4
    assert shown_pages(lines, 0, 1800) == []
