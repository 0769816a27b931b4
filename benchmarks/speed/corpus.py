"""Running text for the measures: the first words of a folder of plain text files."""

from __future__ import annotations

from pathlib import Path


def first_words(folder: Path, words: int) -> str:
    """The first ``words`` words (parted by blanks) of the ``*.txt`` files of ``folder`` by name, whole lines only."""
    lines: list[str] = []
    left = words
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            lines.append(line)
            left -= len(line.split())
            if left <= 0:
                return "\n".join(lines) + "\n"
    return "\n".join(lines) + "\n"


def sizes(folder: Path, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The wanted sizes that the folder can fill; the largest is cut to what is there."""
    total = sum(len(path.read_text(encoding="utf-8").split()) for path in folder.glob("*.txt"))
    possible = tuple(size for size in wanted if size <= total)
    cut = any(size > total for size in wanted)
    return (*possible, total) if cut and total not in possible else possible
