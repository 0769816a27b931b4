"""How well and how fast quotations are found again in a text: `tanik audit` on quotations made from it.

    python -m benchmarks.audit TEXT OTHER

From TEXT (any plain text) 400 runs of 6 to 25 words are taken as they are, 400 with one word in six changed, doubled or
left out, 400 with the spelling of an old print (d for t, b for p, no dots, a parted word) and another ending of the
last word; from OTHER, a text that does not quote TEXT, 400 that must not be found. TEXT is cut into pages of 300 words;
half of the quotations name their page, half a wrong one. All by a fixed seed.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from tanik.analysis.quotation_search import Found, Wanted, find_quotations, source_words
from tanik.analysis.quoted_words import segments
from tanik.text.document import Document, Page, Paragraph

EACH = 400
_OLD = str.maketrans("tpığş", "dbigs")


def document_of(text: str) -> Document:
    """A text as a document with pages of 300 words, numbered from 1."""
    words = [match.start() for match in re.finditer(r"\S+", text)]
    edges = [*words[::300], len(text)]
    pages = tuple(Page(a, b, n) for n, (a, b) in enumerate(pairwise(edges), 1))
    return Document("x", text, "tr", pages, (Paragraph(((0, len(text)),)),), (), ())


def runs(text: str, draw: random.Random) -> list[tuple[int, str]]:
    """Runs of words with their place."""
    words = list(re.finditer(r"\S+", text))
    found = []
    for _ in range(EACH):
        size = draw.randint(6, 25)
        first = draw.randrange(len(words) - size)
        start, end = words[first].start(), words[first + size - 1].end()
        found.append((start, text[start:end]))
    return found


def changed(words: str, draw: random.Random) -> str:
    """One word in six changed, doubled or left out, one at least."""
    parts = words.split()
    for at in draw.sample(range(1, len(parts) - 1), max(len(parts) // 6, 1)):
        parts[at] = draw.choice(("başkaca", f"{parts[at]} ayrıca", ""))
    return " ".join(part for part in parts if part)


def old_print(words: str, draw: random.Random) -> str:
    """Another spelling of every third long word, one parted word, another ending of the last."""
    parts = [part.translate(_OLD) if len(part) > 6 and draw.random() < 0.33 else part for part in words.split()]
    at = next((n for n, part in enumerate(parts) if len(part) > 7), 0)
    if len(parts[at]) > 7:
        parts[at] = f"{parts[at][:4]} {parts[at][4:]}"
    return re.sub(r"\W+$", "", " ".join(parts)) + "nı"


def main() -> None:
    text, other = (Path(name).read_text(encoding="utf-8", errors="replace") for name in sys.argv[1:3])
    draw = random.Random(1)
    document = document_of(text)
    kinds = {
        "as it is": runs(text, draw),
        "changed": [(at, changed(words, draw)) for at, words in runs(text, draw)],
        "old print": [(at, old_print(words, draw)) for at, words in runs(text, draw)],
        "not in it": [(-1, words) for _, words in runs(other, draw)],
    }
    began = time.process_time()
    source = source_words(document)
    indexed = time.process_time() - began
    wanted: list[Wanted] = []
    for places in kinds.values():
        for number, (at, words) in enumerate(places):
            page = document.page_at(at if number % 2 == 0 and at >= 0 else draw.randrange(len(text)))
            spans = ((page.start, page.end),) if page else ()
            wanted.append(replace(Wanted(tuple(segments(words, 0, len(words)))), pages=spans))
    began = time.process_time()
    found = find_quotations(source, wanted)
    took = time.process_time() - began
    for position, (kind, places) in enumerate(kinds.items()):
        results = found[position * EACH : (position + 1) * EACH]
        counts = Counter(_result(at, each) for (at, _), each in zip(places, results, strict=True))
        print(f"{kind:10}", dict(sorted(counts.items())))
    print(f"{len(source.tokens):,} words read in {indexed:.2f} s, {len(wanted)} quotations searched in {took:.2f} s")


def _result(at: int, found: Found | None) -> str:
    if found is None:
        return "absent"
    if at >= 0 and abs(found.start - at) > 60:
        return "wrong place"
    return "exact" if found.exact else "altered"


if __name__ == "__main__":
    main()
