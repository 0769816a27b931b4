"""Coding a long text, and opening a study with many codings, beside Taguette.

    python -m benchmarks.coding_speed --peer PYTHON     # a Python that has taguette
    python -m benchmarks.coding_speed                   # without the peer

Both sides code passages of the same text one by one, each durable before the next, in a process of its own. The peer is
called below its web server, by the same steps as its JSON API takes (so without the cost of HTTP); its text is HTML,
which it needs no other program for. Opened is what its JSON API sends to the browser; drawing it is not counted.
Seconds are those of the clock, because durability is waiting. Exit code 1 when Tanık codes fewer than ``--at-least``
passages a second, or opens the study in more than a tenth of the peer's time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tanik
from tanik.coding.codebook import Code, Codebook

SENTENCE = "Heyetin ikinci kâtibi o gün limanda yalnız bir gemi gördüğünü, gerisini sonradan işittiğini yazar. "
LENGTH = 8

PEER = """
import html, json, sys, time
from datetime import datetime
from sqlalchemy.orm import defer, joinedload
from taguette import database, extract
path, text, codings, opened, many = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])

def made(where, source):
    with open(source, encoding="utf-8") as file:
        paragraphs = file.read().split("\\n\\n")
    contents = "".join("<p>" + html.escape(each) + "</p>" for each in paragraphs)
    db = database.connect("sqlite:///" + where)()
    user = database.User(login="admin")
    project = database.Project(name="p", description="")
    db.add_all([user, project])
    db.flush()
    document = database.Document(name="d", description="", filename="d.html", project_id=project.id,
                                 contents=contents, text_direction=database.TextDirection.LEFT_TO_RIGHT)
    tag = database.Tag(project_id=project.id, path="x", description="")
    db.add_all([document, tag])
    db.commit()
    return db, document, tag

def code(db, document, tag, place):
    # The steps of HighlightAdd in its web/api.py, to the commit.
    snippet = extract.extract(document.contents, place, place + 8)
    highlight = database.Highlight(document=document, start_offset=place, end_offset=place + 8, snippet=snippet)
    db.add(highlight)
    db.flush()
    db.execute(database.highlight_tags.insert(), [dict(highlight_id=highlight.id, tag_id=tag.id)])
    db.add(database.Command.highlight_add("admin", document, highlight, [tag.id]))
    db.commit()

db, document, tag = made(path, text)
start = time.perf_counter()
for number in range(codings):
    code(db, document, tag, 40 * number)
coding = time.perf_counter() - start
db.close()

db, document, tag = made(path + "-open", opened)
db.bulk_save_objects([
    database.Highlight(document_id=document.id, start_offset=400 * n, end_offset=400 * n + 8, snippet="x")
    for n in range(many)
])
ids = [id for (id,) in db.query(database.Highlight.id)]
db.execute(database.highlight_tags.insert(), [dict(highlight_id=id, tag_id=tag.id) for id in ids])
db.commit()
db.close()
start = time.perf_counter()
db = database.connect("sqlite:///" + path + "-open")()
document = db.query(database.Document).first()
contents = document.contents
rows = [(each.id, each.start_offset, each.end_offset, [one.id for one in each.tags])
        for each in db.query(database.Highlight).filter(database.Highlight.document_id == document.id)
        .options(defer(database.Highlight.snippet)).order_by(database.Highlight.start_offset)
        .options(joinedload(database.Highlight.tags).defer(database.Tag.highlights_count))]
sent = json.dumps({"contents": [{"offset": 0, "contents": contents}], "highlights": rows})
opening = time.perf_counter() - start
print(json.dumps([codings / coding, opening, len(rows)]))
"""


def text_of(size: int) -> str:
    """Paragraphs of numbered sentences, so many letters."""
    parts: list[str] = []
    written = number = 0
    while written < size:
        paragraph = "".join(f"{number + place}. {SENTENCE}" for place in range(6))
        parts.append(paragraph)
        written += len(paragraph) + 2
        number += 6
    return "\n\n".join(parts)[:size]


def begin(folder: Path, name: str, size: int) -> tuple[Path, str]:
    text, path = folder / f"{name}.txt", folder / f"{name}.tanik"
    text.write_text(text_of(size), encoding="utf-8")
    with tanik.open(path, language="tr") as study:
        source = study.add(text).id
        study.coding.codebooks.use(Codebook("book", 1, (Code("x"),)))
    return path, source


def coded_in_a_second(folder: Path, size: int, codings: int) -> float:
    """Codings a second, one act each, through the public methods."""
    path, source = begin(folder, "coded", size)
    with tanik.open(path) as study:
        coder = study.coding.as_coder("Ayşe")
        start = time.perf_counter()
        for number in range(codings):
            coder.code(source, 40 * number, 40 * number + LENGTH, "x")
        return codings / (time.perf_counter() - start)


def seconds_to_open(folder: Path, size: int, many: int) -> float:
    """Opening a study until its text and all codings, each compared with its words, are there; the best of three."""
    path, source = begin(folder, "opened", size)
    with tanik.open(path) as study:
        study.coding.code_all([(source, 400 * n, 400 * n + LENGTH) for n in range(many)], "x")
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        with tanik.open(path) as study:
            assert len(study.coding.text(source)) > 0
            assert len(study.coding.codings()) == many
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="a Python that can import taguette")
    parser.add_argument("--codings", type=int, default=2000)
    parser.add_argument("--peer-codings", type=int, default=20)
    parser.add_argument("--many", type=int, default=5000)
    parser.add_argument("--at-least", type=float, default=100.0)
    given = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="tanik-speed-") as name:
        folder = Path(name)
        speed = coded_in_a_second(folder, 1_000_000, given.codings)
        opening = seconds_to_open(folder, 3_000_000, given.many)
        print(f"Tanık: {speed:.0f} codings a second on 1 MB, each durable")
        print(f"Tanık: opened 3 MB with {given.many} codings in {opening:.3f} s")
        failed = speed < given.at_least
        if given.peer:
            words = [folder / "peer.db", folder / "coded.txt", given.peer_codings, folder / "opened.txt", given.many]
            done = subprocess.run(
                [given.peer, "-c", PEER, *map(str, words)], capture_output=True, text=True, check=True
            )
            theirs, seconds, found = json.loads(done.stdout.splitlines()[-1])
            print(f"Taguette: {theirs:.1f} codings a second; {speed / theirs:.0f} times as fast")
            print(f"Taguette: opened {found} highlights in {seconds:.3f} s; {seconds / opening:.0f} times as fast")
            failed = failed or opening * 10 > seconds
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
