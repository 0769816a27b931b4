"""Learn the weights of the rules from hand-made readings: targets, polarity, and the author's views.

    python -m training.weights --gold FOLDER [--language en] [--check] [--write]

Three log-linear models, each a table that people can read (``target_weights.tsv``, ``polarity_weights.tsv``,
``voice_weights.tsv`` of the language pack): full-batch gradient steps with a quadratic penalty, no chance in them, the
same tables from the same readings. ``--check`` leaves one text out after the other and prints what the others teach
about it; ``--write`` writes the tables. Half a minute on one core.

Material: all readings of the language in the folder (``texts.toml`` of ``benchmarks/quality``): of the study only the
even paragraphs, and what is written leaves ``memoir-tr`` out. Texts whose reader used *neutral* too rarely (their
``train/README.md``) have their neutrals count 1.5 times. No feature holds a name: capital words are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from benchmarks.quality.scoring import load_scorer
from benchmarks.quality.texts import GoldText, gold_texts

from tanik.languages.pack import FOLDERS, language
from tanik.reading.enclosures import Enclosures
from tanik.reading.judgement import judge
from tanik.reading.polarity import CLASSES, PolarityModel
from tanik.reading.reader import STEPS, Desk
from tanik.reading.settings import ReadingSettings
from tanik.reading.targets import PHRASE, Reach, Scope, TargetRanker
from tanik.reading.units import Passage, PassageMaker
from tanik.reading.voice import FIRST_PERSON_KINDS, Voice
from tanik.text.document import Document, Paragraph
from tanik.text.sentences import split_sentences

PACKS = Path(__file__).resolve().parents[1] / "src" / "tanik" / "languages"
ENGLISH = frozenset({"reportage-en", "ransome", "dispatches"})
RARE_NEUTRAL = ("speech", "study")
"""Beginnings of the names of texts whose reader used *neutral* too rarely; study-tr is none of them."""
KEPT_BACK = frozenset({"memoir-tr"})
"""Texts that the shipped tables never see, so that their score in the benchmark is honest."""
Table = dict[str, tuple[float, ...]]


@dataclass(slots=True)
class Example:
    """Features of one thing and its class; ``weight``: how much it counts; ``text``: where it comes from."""

    features: Iterable[str]
    label: int
    text: str
    weight: float = 1.0


@dataclass(slots=True)
class Lesson:
    """One text: the rules' desk and passages, the hand-made statements with their passage and offsets in it."""

    name: str
    desk: Desk
    passages: list[Passage]
    statements: list[tuple[int, int, int, dict[str, Any]]]
    ids: dict[str, str]
    """Id of the hand-made reading -> id of the rules."""
    names: dict[str, set[str]] = field(default_factory=dict)
    """Squeezed names of the entities of the hand-made reading."""


def load(text: GoldText, scorer: ModuleType, code: str) -> Lesson:
    """One text with everything but statements read by the rules."""
    article = scorer.Article(str(text.article))
    numbers = sorted(article.paras)
    document = _document([article.paras[n] for n in numbers], code)
    settings = ReadingSettings(kind=text.kind, authors=text.authors, written=text.written)
    desk = Desk(document, language(code), settings)
    for step in STEPS:
        if step.name != "statements":
            step.run(desk)
    assert desk.people is not None
    maker = PassageMaker(document, desk.pack, desk.people, desk.citations, desk.quotations)
    passages = [maker.make(i) for i in range(len(document.paragraphs))]
    records = [json.loads(line) for line in text.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    entities = [record for record in records if record["type"] == "entity"]
    mine = [{"id": e.id, "kind": e.kind, "name": e.name, "aliases": list(e.aliases)} for e in desk.people.entities]
    paired = {gold: own for own, gold in scorer.pair_entities(entities, mine).items()}
    names = {e["id"]: {scorer.squeeze(form) for form in (e["name"], *e.get("aliases", []))} for e in entities}
    wanted = {"even": (0,), "odd": (1,)}.get(text.paras, (0, 1))
    statements = []
    for record in records:
        if record["type"] == "statement" and record["para"] % 2 in wanted:
            index = numbers.index(record["para"])
            at = -1
            for _ in range(record.get("nth", 0) + 1):
                at = passages[index].text.find(record["text"], at + 1)
            statements.append((index, at, at + len(record["text"]), record))
    statements.sort(key=lambda one: one[:3])
    return Lesson(text.name.rsplit("/", 1)[-1], desk, passages, statements, paired, names)


def _document(paragraphs: Sequence[str], code: str) -> Document:
    made, sentences, owners, at = [], [], [], 0
    for index, text in enumerate(paragraphs):
        made.append(Paragraph(((at, at + len(text)),)))
        for start, end in split_sentences(text, language(code)):
            sentences.append((at + start, at + end))
            owners.append(index)
        at += len(text) + 1
    return Document("training", "\n".join(paragraphs), code, (), tuple(made), tuple(sentences), owners)


def _voice(lesson: Lesson) -> Voice:
    desk = lesson.desk
    assert desk.people is not None
    author = desk.people.authors[0] if desk.people.authors else None
    voice = Voice(desk.kind, author, desk.pack, desk.people)
    if desk.kind in FIRST_PERSON_KINDS:
        voice.enclose(Enclosures(desk.document, desk.people, desk.pack, author).senders)
    return voice


def target_examples(lesson: Lesson, scorer: ModuleType, weights: dict[str, float]) -> list[list[Example]]:
    """For each statement its candidates; ``weights`` give the targets of the views before, none: the true ones."""
    people = lesson.desk.people
    assert people is not None
    ranker, reach, voice = TargetRanker(lesson.desk.pack, people, weights), Reach(), _voice(lesson)
    found, entered = [], -1
    for index, start, end, record in lesson.statements:
        while entered < index:
            if entered >= 0:
                reach.leave(lesson.passages[entered].places)
            entered += 1
            voice.enter(lesson.passages[entered])
        passage = lesson.passages[index]
        units = [unit for unit in passage.units if unit.start < end and unit.end > start]
        sentence = (units[0].start, units[-1].end) if units else (start, end)
        values = judge(lesson.desk.pack.code).values(passage.folded, start, end)
        holder, quoted = lesson.ids.get(record["holder"], "?"), record["mode"] == "quote"
        scope = Scope(passage, start, end, sentence, holder, voice.author, quoted, reach, values)
        candidates = ranker.candidates(scope)
        wanted = _wanted(lesson, scorer, record, candidates, ranker)
        found.append([Example(features, key in wanted, lesson.name) for key, features in candidates.items()])
        reach.judged(tuple(key for _, key in ranker.ranked(scope)[:1]) if weights else tuple(sorted(wanted)))
    return found


def _wanted(
    lesson: Lesson, scorer: ModuleType, record: dict[str, Any], candidates: Iterable[str], ranker: TargetRanker
) -> set[str]:
    wanted = set()
    for target in record["targets"]:
        if target["id"] in lesson.ids:
            wanted.add(lesson.ids[target["id"]])
            continue
        names = lesson.names.get(target["id"], set())
        for key in candidates:
            forms = [form for p in ranker.phrases.get(key, ()) for form in (p.name, p.short, p.core)]
            if key.startswith(PHRASE) and any(scorer.squeeze(form) in names for form in forms):
                wanted.add(key)
                break
    return wanted


def polarity_examples(lesson: Lesson) -> list[Example]:
    """A statement counts once, shared out among the polarities of its targets."""
    model, voice, found, entered = PolarityModel(lesson.desk.pack, {}), _voice(lesson), [], -1
    rare = lesson.name.startswith(RARE_NEUTRAL) and lesson.name != "study-tr"
    for index, start, end, record in lesson.statements:
        while entered < index:
            entered += 1
            voice.enter(lesson.passages[entered])
        own = lesson.ids.get(record["holder"], "?") == voice.author
        features = model.features(lesson.passages[index], start, end, record["mode"] == "quote", own)
        counts = Counter(target["polarity"] for target in record["targets"])
        for polarity, count in sorted(counts.items()):
            weight = count / sum(counts.values()) * (1.5 if rare and polarity == "neutral" else 1.0)
            found.append(Example(features, CLASSES.index(polarity), lesson.name, weight))
    return found


def voice_examples(lesson: Lesson) -> list[Example]:
    """Every sentence of a text with a voice: is it a view (it overlaps one by .3 of both together)?"""
    if lesson.name.startswith("study"):
        return []
    voice, found = _voice(lesson), []
    for passage in lesson.passages:
        voice.enter(passage)
        spans = [(a, b) for index, a, b, _ in lesson.statements if index == passage.index]
        for unit in passage.units:
            start, end = voice.trimmed(passage, unit)
            if end <= start:
                continue
            share = max(((min(b, end) - max(a, start)) / (max(b, end) - min(a, start)) for a, b in spans), default=0.0)
            found.append(Example(voice.features(passage, unit, start, end), share >= 0.3, lesson.name))
    return found


def fit(examples: Sequence[Example], classes: int, penalty: float, least: tuple[int, int]) -> Table:
    """Weights by feature, one for each class (one for two classes); ``least``: times met and texts it stands in."""
    index = _index(examples, least)
    many = classes if classes > 2 else 1
    rows, columns = [], []
    for row, example in enumerate(examples):
        for feature in ("bias", *sorted(set(example.features))):
            if feature in index:
                rows.append(row)
                columns.append(index[feature])
    row, column = np.array(rows), np.array(columns)
    labels = np.array([int(example.label) for example in examples])
    true = np.eye(classes)[labels] if many > 1 else labels[:, None].astype(float)
    counts = np.array([example.weight for example in examples])[:, None]
    held = penalty * (np.arange(len(index)) > 0)[:, None]
    weights, first, second = (np.zeros((len(index), many)) for _ in range(3))
    steps = 120
    for step in range(1, steps + 1):
        sums = np.stack([np.bincount(row, weights[column, c], len(examples)) for c in range(many)], 1)
        sums -= sums.max(1, keepdims=True) if many > 1 else 0
        shares = np.exp(sums) / np.exp(sums).sum(1, keepdims=True) if many > 1 else 1 / (1 + np.exp(-sums))
        error = (shares - true) * counts
        slope = np.stack([np.bincount(column, error[row, c], len(index)) for c in range(many)], 1) + held * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.12 * (1 - 0.8 * step / steps)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {feature: tuple(round(float(x), 2) for x in weights[i]) for feature, i in index.items()}


def _index(examples: Sequence[Example], least: tuple[int, int]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    texts: dict[str, set[str]] = {}
    for example in examples:
        for feature in set(example.features):
            counts[feature] += 1
            texts.setdefault(feature, set()).add(example.text)
    kept = [f for f in sorted(counts) if counts[f] >= least[0] and len(texts[f]) >= least[1]]
    return {"bias": 0} | {feature: i for i, feature in enumerate(kept, 1)}


def total(table: Table, features: Iterable[str], c: int = 0) -> float:
    return table["bias"][c] + sum(table[f][c] for f in sorted(set(features)) if f in table)


def write(path: Path, table: Table, what: str, columns: str) -> None:
    """A table without the features that hardly weigh anything, in the order of their names."""
    lines = [
        f"# Weights of {what} (log-linear), learned from hand-made readings by training/weights.py.",
        f"# {columns}",
    ]
    lines += [
        "\t".join((f, *(f"{x:.2f}" for x in row))) for f, row in sorted(table.items()) if max(map(abs, row)) >= 0.05
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn(lessons: Sequence[Lesson], scorer: ModuleType) -> tuple[Table, Table, Table]:
    """The three tables; a content word has to stand in three texts, in two where there are no more than three."""
    least = (5, min(3, max(1, len(lessons) - 1)))
    plain = [e for lesson in lessons for one in target_examples(lesson, scorer, {}) for e in one]
    first = {feature: row[0] for feature, row in fit(plain, 2, 1.0, least).items()}
    chained = [e for lesson in lessons for one in target_examples(lesson, scorer, first) for e in one]
    polarity = [e for lesson in lessons for e in polarity_examples(lesson)]
    voice = [e for lesson in lessons for e in voice_examples(lesson)]
    return fit(chained, 2, 1.0, least), fit(polarity, len(CLASSES), 16.0, least), fit(voice, 2, 12.0, least)


def check(lessons: Sequence[Lesson], scorer: ModuleType) -> None:
    """What the other texts teach about each text: first target right, polarity right, views found (F1)."""
    for lesson in lessons:
        targets, polarity, voice = learn([other for other in lessons if other is not lesson], scorer)
        weights = {feature: row[0] for feature, row in targets.items()}
        best = [
            max(one, key=lambda e: total(targets, e.features))
            for one in target_examples(lesson, scorer, weights)
            if one
        ]
        told = polarity_examples(lesson)
        right = sum(
            e.weight for e in told if max(range(len(CLASSES)), key=lambda c: total(polarity, e.features, c)) == e.label
        )
        seen = voice_examples(lesson)
        taken = [e for e in seen if total(voice, e.features) >= -0.4]
        hits = sum(e.label for e in taken)
        f1 = 2 * hits / (len(taken) + sum(e.label for e in seen)) if seen else 0.0
        print(
            f"{lesson.name:12s} first target {sum(e.label for e in best) / len(best):.3f}  "
            f"polarity {right / sum(e.weight for e in told):.3f}  views {f1:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--language", choices=("tr", "en"), default="tr")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    texts = [
        t for t in gold_texts(options.gold) if (t.name.rsplit("/", 1)[-1] in ENGLISH) == (options.language == "en")
    ]
    lessons = [load(text, scorer, options.language) for text in texts]
    if options.check:
        check(lessons, scorer)
    if options.write:
        targets, polarity, voice = learn([each for each in lessons if each.name not in KEPT_BACK], scorer)
        pack = PACKS / FOLDERS[options.language]
        write(pack / "target_weights.tsv", targets, "the features of targets", "feature, weight")
        if options.language == "tr":  # the English readings are too few: left out, their words judge better
            write(pack / "polarity_weights.tsv", polarity, "the features of polarity", f"feature, {', '.join(CLASSES)}")
        write(pack / "voice_weights.tsv", voice, "what tells a view from narration", "feature, weight")


if __name__ == "__main__":
    main()
