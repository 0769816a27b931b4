"""Hand-made readings as training material: sheets as the reader makes them, with what the hand-made reading says.

The rules read every text first, exactly as ``tanik read`` does; the entities of the hand-made reading are paired with
the entities that the rules found (by shared names, with the scorer of the readings), so that the network learns to
choose among what it will really be offered. Words are aligned as the scorer aligns them.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality.scoring import load_scorer
from benchmarks.quality.texts import GoldText, gold_texts

from tanik.languages.pack import language
from tanik.reading.judgement import judge
from tanik.reading.neural_candidates import CandidateFinder, Choice, Span
from tanik.reading.neural_segments import CONTEXT, Segmenter
from tanik.reading.neural_sheet import Sheet, Told
from tanik.reading.neural_tokenizer import Tokenizer
from tanik.reading.reader import STEPS, Desk
from tanik.reading.settings import ReadingSettings
from tanik.reading.statements import StatementFinder
from tanik.reading.units import PassageMaker, to_local
from tanik.reading.voice import Voice
from tanik.sources.catalogue import extract
from tanik.text.build import build_document

FOLDS = 4
POLARITIES = ("positive", "negative", "mixed", "neutral")


@dataclass(slots=True)
class Wanted:
    """A statement of the hand-made reading: document offsets; ``holder``, ``targets`` by the rules' ids (or None)."""

    start: int
    end: int
    holder: str | None
    targets: dict[str, str]
    all_targets: int
    words: frozenset[int] = frozenset()


@dataclass(slots=True)
class Read:
    """One text as the rules read it and as the hand-made reading has it."""

    text: GoldText
    desk: Desk
    told: list[Told]
    wanted: list[Wanted]
    counts: list[bool]
    """Per paragraph: whether the hand-made reading covers it."""
    cited: dict[int, str | None]
    facts: dict[str, tuple[str, int]]
    """Kind and number of mentions by entity."""
    numbers: list[int] = field(default_factory=list)
    """Per paragraph: its number in the hand-made reading, -1 without one."""

    def known(self, entity: str) -> tuple[str, int]:
        return self.facts.get(entity, ("", 0))


@dataclass(slots=True)
class Lesson:
    """A sheet with its labels. ``tags``: 0 outside, 1 begins, 2 inside, -100 unknown."""

    sheet: Sheet
    tags: list[int]
    items: list[Item] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """Per piece: which fold leaves its paragraph out, -1 where the text as a whole belongs to a fold."""


@dataclass(slots=True)
class Item:
    """A span to judge. ``keep``: 1 a statement, 0 none; the rest only where it is one."""

    choice: Choice
    keep: int
    wanted: Wanted | None = None
    part: int = -1


def read_rules(text: GoldText, gold: Path, scorer: ModuleType) -> Read:
    """Let the rules read one text and bring its hand-made reading onto the same words."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "text.txt"
        source.write_bytes(text.input_text())
        document = build_document(extract(source))
    settings = ReadingSettings(kind=text.kind, authors=text.authors, written=text.written)
    pack = language(document.language)
    desk = Desk(document, pack, settings)
    for step in STEPS[:-1]:
        step.run(desk)
    assert desk.people is not None and STEPS[-1].name == "statements"
    people = desk.people
    voice = Voice(desk.kind, people.authors[0] if people.authors else None, pack, people)
    finder = StatementFinder(pack, people, desk.citations, desk.dates, settings, voice)
    maker = PassageMaker(document, pack, people, desk.citations, desk.quotations)
    told = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind != "bibliography":
            passage = maker.make(index)
            statements, _ = finder.of_passage(passage)
            desk.statements += statements
            told.append(Told(passage, tuple(statements), voice.author))
    cited = {
        i: people.named(c.items[-1].author) if c.items and c.items[-1].author else None
        for i, c in enumerate(desk.citations)
    }
    mentions = Counter(mention.entity for mention in people.mentions)
    read = Read(text, desk, told, [], [], cited, {e.id: (e.kind, mentions[e.id]) for e in people.entities})
    _align(read, scorer)
    return read


def _align(read: Read, scorer: ModuleType) -> None:
    assert read.desk.people is not None
    document = read.desk.document
    records = [json.loads(line) for line in read.text.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    article = scorer.Article(str(read.text.article))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reading.jsonl"
        path.write_text(json.dumps({"type": "document", "text": document.text}) + "\n", encoding="utf-8")
        mine = scorer.words(document.text)
        blocks = scorer.SequenceMatcher(None, [w for w, _, _ in mine], article.tokens, autojunk=False)
    to_mine = {}
    for a, b, size in blocks.get_matching_blocks():
        for k in range(size):
            to_mine[b + k] = a + k
    entities = [r for r in records if r["type"] == "entity"]
    found = [
        {"id": e.id, "kind": e.kind, "name": e.name, "aliases": list(e.aliases)} for e in read.desk.people.entities
    ]
    back = {gold: machine for machine, gold in scorer.pair_entities(entities, found).items()}
    for record in records:
        if record["type"] != "statement":
            continue
        words = [to_mine[i] for i in sorted(article.span(record)) if i in to_mine]
        if not words:
            continue
        targets = {back[t["id"]]: t["polarity"] for t in record["targets"] if t["id"] in back}
        start, end = mine[words[0]][1], mine[words[-1]][2]
        read.wanted.append(
            Wanted(start, end, back.get(record["holder"]), targets, len(record["targets"]), frozenset(words))
        )
    keep = {n for n in article.paras if {"even": n % 2 == 0, "odd": n % 2 == 1}.get(read.text.paras, True)}
    number = {to_mine[i]: para for i, para in enumerate(article.para_of) if i in to_mine}
    covered = {to_mine[i] for i, para in enumerate(article.para_of) if para in keep and i in to_mine}
    place = 0
    for told in read.told:
        here = told.passage.paragraph
        inside, numbers = [], Counter[int]()
        while place < len(mine) and mine[place][1] < here.start:
            place += 1
        at = place
        while at < len(mine) and mine[at][1] < here.end:
            inside.append(at in covered)
            numbers[number.get(at, -1)] += 1
            at += 1
        read.numbers.append(min(numbers, key=lambda n: (-numbers[n], n)) if numbers else -1)
        read.counts.append(bool(inside) and sum(inside) * 2 > len(inside))


def sheets_of(read: Read, tokenizer: Tokenizer, own: int, first: int = 0, context: int = CONTEXT) -> list[Sheet]:
    """The sheets of a text; ``first``: size of the first one, so that the cuts fall elsewhere."""
    judged = judge(read.desk.pack.code)
    segmenter = Segmenter(read.desk.kind, tokenizer, judged, own, context)
    found = []
    begun = 0
    for told in read.told:
        sheet = segmenter.add(told)
        begun += segmenter.count(told)
        if sheet is None and first and begun >= first:
            sheet, first = segmenter.finish(), 0
        if sheet is not None:
            found.append(sheet)
    last = segmenter.finish()
    return [*found, last] if last else found


def lesson_of(read: Read, sheet: Sheet, number_of: dict[int, int]) -> Lesson:
    """The labels of a sheet. ``number_of``: paragraph number in ``read.told`` by paragraph index."""
    tags = [0] * len(sheet.ids)
    counts = [read.counts[number_of[told.passage.index]] for told in sheet.told]
    for at, paragraph in enumerate(sheet.paragraph):
        if not counts[paragraph]:
            tags[at] = -100
    lesson = Lesson(sheet, tags)
    parts = [part_of(read, number_of[told.passage.index]) for told in sheet.told]
    lesson.parts = [parts[paragraph] for paragraph in sheet.paragraph]
    finder = CandidateFinder(sheet, judge(read.desk.pack.code), read.known, read.cited)
    gold = []
    for number, told in enumerate(sheet.told):
        here = told.passage.paragraph
        if not counts[number]:
            continue
        for wanted in read.wanted:
            if not (here.start <= wanted.start < here.end and here.holds(wanted.start)):
                continue
            a = to_local(here, wanted.start)
            b = to_local(here, min(wanted.end, here.end))
            first, last = sheet.pieces(number, a, b)
            gold.append((first, last, number, a, b, wanted))
    for first, last, *_ in sorted(gold, key=lambda g: (g[0] - g[1], g[0])):
        if any(tags[first:last]):
            continue
        tags[first] = 1
        tags[first + 1 : last] = [2] * (last - first - 1)
    _items(lesson, finder, gold, counts)
    for item in lesson.items:
        item.part = parts[item.choice.span.paragraph]
    return lesson


def part_of(read: Read, paragraph: int) -> int:
    """The text of which the other half is kept back is cut by paragraphs, so that each fold learns from the rest."""
    return read.numbers[paragraph] // 2 % FOLDS if read.text.paras != "all" else -1


def _items(lesson: Lesson, finder: CandidateFinder, gold: list[Any], counts: list[bool]) -> None:
    sheet = lesson.sheet
    spans: list[tuple[Span, int, Wanted | None]] = []
    taken: list[tuple[int, int]] = [(g[0], g[1]) for g in gold]
    for first, last, number, a, b, wanted in gold:
        if number >= sheet.own:
            spans.append((Span(first, last, number, a, b), 1, wanted))
    for ruled in sheet.ruled:
        if ruled.paragraph < sheet.own or not counts[ruled.paragraph]:
            continue
        best = max(gold, key=lambda g: _overlap(g[:2], (ruled.first, ruled.last)), default=None)
        same = _overlap(best[:2], (ruled.first, ruled.last)) if best else 0.0
        span = Span(ruled.first, ruled.last, ruled.paragraph, ruled.start, ruled.end)
        taken.append((ruled.first, ruled.last))
        if same >= 0.3 and best is not None:
            if same < 0.95:
                spans.append((span, 1, best[5]))
        else:
            spans.append((span, 0, None))
    for number, a, b in sheet.sentences:
        if number < sheet.own or not counts[number]:
            continue
        first, last = sheet.pieces(number, a, b)
        if last - first >= 6 and not any(_overlap(each, (first, last)) > 0.1 for each in taken):
            spans.append((Span(first, last, number, a, b), 0, None))
    for span, keep, wanted in spans:
        lesson.items.append(Item(finder.choice(span), keep, wanted))


def _overlap(a: Any, b: Any) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def readings(gold: Path) -> list[Read]:
    """Every text with a hand-made reading in a folder."""
    scorer = load_scorer(gold)
    return [read_rules(text, gold, scorer) for text in gold_texts(gold)]
