"""One measure in one process on one core; prints one JSON object. Started by ``benchmarks.speed``.

    child.py reading FILE [KIND]     the whole reading: file -> document -> annotations
    child.py lemmas FILE             Tanık's lemmas of every word
    child.py spacy FILE SECONDS      blank("tr") with the sentencizer, until the time is up
    child.py zeyrek FILE SECONDS     the first analysis of every word, until the time is up
    child.py pdf TOOL FILE SECONDS   text of every page; TOOL is tanik, pdfminer or pypdf

``cpu``: seconds of this process; ``wall``: seconds on the clock; ``peak_mb``: largest resident size (MiB).
The parts are imported inside the functions, because each runs in the environment that has it.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _timed(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": cpu, "wall": wall, "peak_mb": peak, **found}


def _until(seconds: float, steps: Iterable[int]) -> int:
    """Sum of the steps done before the time is up."""
    end, done = time.process_time() + seconds, 0
    for step in steps:
        done += step
        if time.process_time() > end:
            break
    return done


def reading(path: str, kind: str = "minutes") -> dict[str, Any]:
    from tanik.reading.reader import read_document
    from tanik.reading.settings import ReadingSettings
    from tanik.sources.catalogue import extract
    from tanik.text.build import build_document

    settings = ReadingSettings(kind=kind)
    start = time.process_time()
    # The word lists are loaded with the first reading; that is a cost of the start, not of a word.
    read_document(build_document(_first_lines(path)), settings)
    load = time.process_time() - start

    def work() -> dict[str, Any]:
        document = build_document(extract(Path(path)))
        found = read_document(document, settings)
        return {"words": len(document.text.split()), "statements": len(found.statements)}

    return {"load": load, **_timed(work)}


def _first_lines(path: str) -> Any:
    from tanik.sources.catalogue import extract

    short = Path(path).with_suffix(".start.txt")
    short.write_text("\n".join(Path(path).read_text(encoding="utf-8").splitlines()[:40]), encoding="utf-8")
    return extract(short)


def lemmas(path: str) -> dict[str, Any]:
    from tanik.text.lemmas import lemma

    words = _WORD.findall(Path(path).read_text(encoding="utf-8"))
    lemma(words[0], "tr")

    def work() -> dict[str, Any]:
        for word in words:
            lemma(word, "tr")
        return {"words": len(words)}

    return _timed(work)


def spacy(path: str, seconds: str) -> dict[str, Any]:
    import spacy as package

    nlp = package.blank("tr")
    nlp.add_pipe("sentencizer")
    paragraphs = Path(path).read_text(encoding="utf-8").splitlines()

    def steps() -> Iterable[int]:
        for paragraph, document in zip(paragraphs, nlp.pipe(paragraphs), strict=True):
            sum(1 for _ in document.sents)
            yield len(paragraph.split())

    return {"version": package.__version__, **_timed(lambda: {"words": _until(float(seconds), steps())})}


def zeyrek(path: str, seconds: str) -> dict[str, Any]:
    import logging

    from zeyrek import MorphAnalyzer

    logging.disable(logging.WARNING)
    analyzer = MorphAnalyzer()
    words = _WORD.findall(Path(path).read_text(encoding="utf-8"))

    def steps() -> Iterable[int]:
        for word in words:
            analyzer._parse(word)
            yield 1

    return _timed(lambda: {"words": _until(float(seconds), steps())})


def pdf(tool: str, path: str, seconds: str) -> dict[str, Any]:
    return _timed(lambda: {"pages": _PDF[tool](path, float(seconds))})


def _pdf_tanik(path: str, seconds: float) -> int:
    from tanik.sources.catalogue import extract

    return len(extract(Path(path)).pages)


def _pdf_pdfminer(path: str, seconds: float) -> int:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    def steps() -> Iterable[int]:
        for page in extract_pages(path):
            "".join(part.get_text() for part in page if isinstance(part, LTTextContainer))
            yield 1

    return _until(seconds, steps())


def _pdf_pypdf(path: str, seconds: float) -> int:
    from pypdf import PdfReader

    def steps() -> Iterable[int]:
        for page in PdfReader(path).pages:
            page.extract_text()
            yield 1

    return _until(seconds, steps())


_PDF = {"tanik": _pdf_tanik, "pdfminer": _pdf_pdfminer, "pypdf": _pdf_pypdf}
_MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "reading": reading,
    "lemmas": lemmas,
    "spacy": spacy,
    "zeyrek": zeyrek,
    "pdf": pdf,
}

if __name__ == "__main__":
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(json.dumps(_MEASURES[sys.argv[1]](*sys.argv[2:])))
