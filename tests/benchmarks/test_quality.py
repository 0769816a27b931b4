"""The table of quality on a gold folder of two sentences, with a scorer of the shape the real one has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.quality import __main__ as command
from benchmarks.quality.marks import load_marks, raised, shortfalls, write_marks
from benchmarks.quality.mistakes import mistakes
from benchmarks.quality.scoring import load_scorer, value
from benchmarks.quality.texts import gold_texts

# A scorer small enough to check by hand: words are split at blanks, `score` counts shared statements.
SCORER = """
import json
from pathlib import Path

def squeeze(text):
    return text.lower().replace(" ", "")

def citation_key(item):
    return (item["author"], item["year"])

class Article:
    def __init__(self, path):
        self.paras, self.tokens, self.para_of, self.offsets = {}, [], [], {}
        for line in Path(path).read_text("utf-8").splitlines():
            if line.startswith("["):
                number, text = line.rstrip("\\n").split("] ", 1)
                n = int(number[1:])
                self.paras[n], self.offsets[n], at = text, [], 0
                for word in text.split(" "):
                    self.offsets[n].append((at, at + len(word), len(self.tokens)))
                    self.tokens.append(word)
                    self.para_of.append(n)
                    at += len(word) + 1

    def span(self, record):
        at = self.paras[record["para"]].index(record["text"])
        end = at + len(record["text"])
        return frozenset(i for a, b, i in self.offsets[record["para"]] if a < end and b > at)

class Reading:
    def __init__(self, path, article):
        self.records = {k: [] for k in ("statement", "entity", "quote", "date", "citation")}
        for line in Path(path).read_text("utf-8").splitlines():
            record = json.loads(line)
            if record["type"] == "document":
                continue
            if "start" in record:
                record["_span"] = frozenset(range(record["start"], record["end"]))
            self.records[record["type"]].append(record)

def pair(gold, mine, least):
    return [(g, m) for g in gold for m in mine if g["_span"] & m["_span"]]

def pair_entities(gold, mine):
    return {m["id"]: g["id"] for g in gold for m in mine if g["name"] == m["name"]}

def score(gold, article, reading, paras):
    count = sum('"statement"' in line for line in Path(reading).read_text("utf-8").splitlines())
    return {"text": {"accuracy": 1.0, "of": 8}, "statement found": {"p": 1.0, "r": 0.5, "f1": count / 4}}
"""

GOLD = [
    {"type": "entity", "id": "ayse", "kind": "person", "name": "Ayşe Hanım", "aliases": ["Ayşe"]},
    {"type": "entity", "id": "veli", "kind": "person", "name": "Veli Bey", "aliases": []},
    {"type": "statement", "para": 0, "text": "pek çalışkan", "holder": "ayse",
     "targets": [{"id": "veli", "polarity": "positive"}]},
    {"type": "statement", "para": 1, "text": "tembel", "holder": "ayse",
     "targets": [{"id": "veli", "polarity": "negative"}]},
]  # fmt: skip
MACHINE = [
    {"type": "document", "text": "…"},
    {"type": "entity", "id": "e1", "kind": "person", "name": "Ayşe Hanım", "aliases": ["Ayşe"]},
    {"type": "entity", "id": "e2", "kind": "person", "name": "Veli Bey", "aliases": []},
    {"type": "entity", "id": "e3", "kind": "person", "name": "Ankara", "aliases": ["Ankara"]},
    {"type": "statement", "start": 1, "end": 3, "holder": "e1", "targets": [{"id": "e2", "polarity": "negative"}],
     "rule": "quote"},
    {"type": "statement", "start": 3, "end": 4, "holder": "e3", "targets": []},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    (folder / "memoir-tr.paras.txt").write_text("[0] Veli pek çalışkan biriydi\n\n[1] Veli tembel biriydi\n", "utf-8")
    lines = [json.dumps(record, ensure_ascii=False) for record in GOLD]
    (folder / "memoir-tr.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def reading(tmp_path: Path) -> Path:
    path = tmp_path / "reading.jsonl"
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in MACHINE) + "\n", encoding="utf-8")
    return path


def test_only_texts_that_are_there_are_listed(gold: Path) -> None:
    assert [text.name for text in gold_texts(gold)] == ["memoir-tr"]


def test_the_input_is_the_article_without_its_numbers(gold: Path) -> None:
    (text,) = gold_texts(gold)
    assert text.input_text().decode() == "Veli pek çalışkan biriydi\n\nVeli tembel biriydi\n"


def test_the_raw_file_is_preferred_to_the_article(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("Ham metin", encoding="utf-8")
    listing = tmp_path / "texts.toml"
    listing.write_text('[memoir-tr]\nraw = "../raw.txt"\nkind = "memoir"\n', encoding="utf-8")
    (text,) = gold_texts(gold, listing)
    assert text.input_text() == b"Ham metin"


def test_numbered_names_are_spelled_out(gold: Path, tmp_path: Path) -> None:
    for n in (1, 2):
        (gold / f"talk{n}.jsonl").write_text("", encoding="utf-8")
        (gold / f"talk{n}.paras.txt").write_text("", encoding="utf-8")
    listing = tmp_path / "texts.toml"
    listing.write_text('["talk{n}"]\ncount = 3\nkind = "speech"\nextra = true\n', encoding="utf-8")
    assert [text.name for text in gold_texts(gold, listing)] == ["talk1", "talk2"]


def test_mistakes_are_sorted_into_missed_false_and_different(gold: Path, reading: Path) -> None:
    (text,) = gold_texts(gold)
    found = mistakes(load_scorer(gold), text, reading, ("statement", "people"))
    assert [(m.rule, m.sort, m.para) for m in found] == [
        ("statement", "missed", 1),
        ("statement", "false", 0),
        ("statement", "differs", 0),
        ("people", "false", None),
    ]
    different = found[2]
    assert "⟦pek çalışkan⟧" in different.context
    assert different.detail == "wanted ayse → veli positive; got ayse → veli negative"


def test_the_value_of_a_row_is_f1_or_else_the_share() -> None:
    assert value({"f1": 0.25, "p": 1.0}) == 0.25
    assert value({"accuracy": 0.5, "of": 8}) == 0.5


def test_marks_go_up_and_never_down(tmp_path: Path) -> None:
    results = {"a": {"text": {"accuracy": 0.9987}, "people": {"f1": 0.301}}}
    marks = raised(results, {"a": {"people": 0.4}, "b": {"text": 0.7}})
    assert marks == {"a": {"people": 0.4, "text": 0.993}, "b": {"text": 0.7}}
    write_marks(tmp_path / "marks.toml", marks)
    assert load_marks(tmp_path / "marks.toml") == marks


def test_a_row_under_its_mark_or_missing_is_a_shortfall() -> None:
    results = {"a": {"text": {"accuracy": 0.5}}}
    low = shortfalls(results, {"a": {"text": 0.5, "people": 0.1}, "b": {"text": 1.0}})
    assert [(fall.row, fall.reached) for fall in low] == [("people", 0.0)]


def test_check_fails_under_the_mark_and_passes_at_it(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = tmp_path / "marks.toml"
    marks.write_text('["memoir-tr"]\n"text" = 1.0\n', encoding="utf-8")
    assert command.main(["--gold", str(gold), "--check", str(marks)]) == 0
    marks.write_text('["memoir-tr"]\n"text" = 1.0\n"people" = 0.5\n', encoding="utf-8")
    assert command.main(["--gold", str(gold), "--check", str(marks)]) == 1
    assert "UNDER THE MARK  memoir-tr: people 0.000, mark 0.500" in capsys.readouterr().err


def test_without_hand_made_readings_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--gold", str(tmp_path)]) == 0
    assert "nothing to measure" in capsys.readouterr().out
