"""Teach the judge on texts that the network had not seen, and measure it so: python -m training.arbiter GOLD CACHE OUT

Every text's proposals come from the network of the fold that left it out; the judge that decides on them is learnt
from the other folds only. The weights written at the end are learnt from all folds.
"""

from __future__ import annotations

import argparse
import json
import pickle
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.quality.scoring import load_scorer, value

from tanik.reading.judge import Arbiter, twofold
from tanik.reading.neural_candidates import HINTS
from tanik.reading.neural_proposals import Proposal
from training.readings import POLARITIES, Read, Wanted

ROWS = (
    "statement found",
    "statement holder",
    "statement target",
    "statement polarity",
    "who-whom-how",
    "who-whom-how named",
)
LIKE = 0.4
"""Overlap from which on a proposal counts as the statement when the judge learns."""
Placed = tuple[int, Proposal]


read_words: dict[str, list[tuple[int, int]]] = {}


def place(read: Read, index: int, proposal: Proposal) -> tuple[int, int]:
    paragraph = read.desk.document.paragraphs[index]
    return paragraph.locate(proposal.span.start), paragraph.locate(proposal.span.end, end=True)


def span_words(read: Read, start: int, end: int) -> frozenset[int]:
    words = read_words[read.text.name]
    low = int(np.searchsorted([b for _, b in words], start, side="right"))
    found = []
    for i in range(low, len(words)):
        if words[i][0] >= end:
            break
        found.append(i)
    return frozenset(found)


def examples(read: Read, sheets: Sequence[Sequence[Placed]]) -> list[tuple[Proposal, float, Wanted | None]]:
    """Every proposal of the paragraphs that count, with its best overlap and the statement it is most like."""
    counted = {told.passage.index: ok for told, ok in zip(read.told, read.counts, strict=True)}
    found = []
    for index, proposal in (each for sheet in sheets for each in sheet):
        if not counted.get(index):
            continue
        mine = span_words(read, *place(read, index, proposal))
        best, most = None, 0.0
        for wanted in read.wanted:
            shared = len(mine & wanted.words)
            if shared and shared / len(mine | wanted.words) > most:
                best, most = wanted, shared / len(mine | wanted.words)
        found.append((proposal, most, best))
    return found


def logistic(x: np.ndarray, y: np.ndarray, strength: float = 4.0) -> tuple[np.ndarray, float]:
    """Weights and bias by Newton's method with an L2 penalty (not on the bias)."""
    x = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(x.shape[1])
    penalty = np.full(len(w), strength)
    penalty[-1] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -40, 40)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w[:-1], float(w[-1])


def isotonic(scores: np.ndarray, right: np.ndarray, parts: int = 12) -> dict[str, list[float]]:
    """A rising staircase (pool adjacent violators) over quantiles, joined by lines."""
    order = np.argsort(scores, kind="stable")
    blocks = [[float(scores[c].mean()), float(right[c].mean()), len(c)] for c in np.array_split(order, parts) if len(c)]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (a, b, n), (c, d, m) = merged[-2:]
            merged[-2:] = [[(a * n + c * m) / (n + m), (b * n + d * m) / (n + m), n + m]]
    return {"at": [round(b[0], 4) for b in merged], "share": [round(b[1], 4) for b in merged]}


def descend(gradient: Any, start: np.ndarray, steps: int = 400, rate: float = 0.05) -> np.ndarray:
    """Minimise by Adam (Kingma and Ba 2015) over the whole set; ``gradient``: of the mean loss at some weights."""
    w, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        g = gradient(w)
        first = 0.9 * first + 0.1 * g
        second = 0.999 * second + 0.001 * g * g
        w -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return w


def choose(rows: list[tuple[np.ndarray, int]], start: np.ndarray, strength: float = 0.002) -> np.ndarray:
    """Weights of a choice among alternatives (conditional logit, McFadden 1974): (features [n, f], the right one)."""

    def gradient(w: np.ndarray) -> np.ndarray:
        total = np.zeros_like(w)
        for features, right in rows:
            score = features @ w
            share = np.exp(score - score.max())
            share /= share.sum()
            total += features.T @ share - features[right]
        return total / len(rows) + strength * (w - start)

    return descend(gradient, start)


def teach_holder(rows: list[Any]) -> dict[str, Any]:
    sets = []
    for p, most, wanted in rows:
        if most >= LIKE and wanted is not None and wanted.holder in p.entities:
            features = np.column_stack([np.log(np.array(p.holders) + 1e-4), np.array([twofold(h, p) for h in p.hints])])
            sets.append((features, p.entities.index(wanted.holder)))
    w = choose(sets, np.array([1.0] + [0.0] * (2 * len(HINTS))))
    return {"chance": round(float(w[0]), 4), "hints": w[1:].round(4).tolist()}


def teach_target(rows: list[Any], threshold: float) -> dict[str, Any]:
    x, y = [], []
    for p, most, wanted in rows:
        if most < LIKE or wanted is None:
            continue
        for entity, chance, hints in zip(p.entities, p.targets, p.hints, strict=True):
            bounded = min(max(chance, 0.001), 0.999)
            x.append([np.log(bounded / (1 - bounded)), float(entity == wanted.holder), *twofold(hints, p)])
            y.append(float(entity in wanted.targets))
    w, bias = logistic(np.array(x), np.array(y))
    return {
        "chance": round(float(w[0]), 4), "holder": round(float(w[1]), 4), "hints": w[2:].round(4).tolist(),
        "bias": round(bias, 4), "threshold": threshold,
    }  # fmt: skip


def teach_polarity(rows: list[Any]) -> dict[str, Any]:
    sets = []
    for p, most, wanted in rows:
        if most < LIKE or wanted is None:
            continue
        spoken = next((t for t in p.told if t < 4), 4)
        for i, entity in enumerate(p.entities):
            if entity in wanted.targets:
                told = p.told[i] if p.told[i] < 4 else spoken
                one = np.eye(4)
                columns = [
                    np.log(np.array(p.how[i]) + 1e-4),
                    one[told] if told < 4 else np.zeros(4),
                    one[p.lexical],
                    *one,
                ]
                sets.append((np.column_stack(columns), POLARITIES.index(wanted.targets[entity])))
    w = choose(sets, np.array([0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0]))
    return {
        "chance": round(float(w[0]), 4), "told": round(float(w[1]), 4), "lexical": round(float(w[2]), 4),
        "bias": w[3:].round(4).tolist(),
    }  # fmt: skip


def teach(texts: Iterable[tuple[Read, Sequence[Sequence[Placed]]]], threshold: float, target: float) -> dict[str, Any]:
    """The weights of the judge from the proposals of some texts."""
    rows = [each for read, sheets in texts for each in examples(read, sheets)]
    x = np.array([twofold(p.signs, p) for p, _, _ in rows])
    y = np.array([float(most >= LIKE) for _, most, _ in rows])
    mean, scale = x.mean(0), np.maximum(x.std(0), 1e-3)
    weights, bias = logistic((x - mean) / scale, y)
    learnt: dict[str, Any] = {
        "keep": {
            "mean": mean.round(5).tolist(), "scale": scale.round(5).tolist(), "weights": weights.round(5).tolist(),
            "bias": round(bias, 5),
        },
        "threshold": threshold,
        "holder": teach_holder(rows),
        "target": teach_target(rows, target),
        "polarity": teach_polarity(rows),
        "calibration": {"at": [0.0, 1.0], "share": [0.0, 1.0]},
    }  # fmt: skip
    arbiter = Arbiter(learnt)
    scores, right = [], []
    for proposal, most, wanted in rows:
        chance = arbiter.chance(proposal)
        if chance < 0.1:
            continue
        shares = arbiter.holders(proposal)
        best = max(range(len(shares)), key=shares.__getitem__)
        scores.append(chance * shares[best])
        right.append(float(most >= 0.3 and wanted is not None and wanted.holder == proposal.entities[best]))
    learnt["calibration"] = isotonic(np.array(scores), np.array(right))
    return learnt


def write(read: Read, statements: Iterable[dict[str, Any]], path: Path) -> None:
    people = read.desk.people
    assert people is not None
    records: list[dict[str, Any]] = [{"type": "document", "text": read.desk.document.text}]
    records += [
        {"type": "entity", "id": e.id, "kind": e.kind, "name": e.name, "aliases": list(e.aliases)}
        for e in people.entities
    ]
    records += statements
    path.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")


def careful(read: Read, sheets: Sequence[Sequence[Placed]], arbiter: Arbiter) -> list[dict[str, Any]]:
    found = []
    for sheet in sheets:
        where = {id(p): index for index, p in sheet}
        for verdict in arbiter.decide([p for _, p in sheet]):
            start, end = place(read, where[id(verdict.proposal)], verdict.proposal)
            targets = [{"id": t.entity, "polarity": t.polarity} for t in verdict.targets]
            found += [
                {
                    "type": "statement",
                    "start": start,
                    "end": end,
                    "holder": h,
                    "targets": targets,
                    "confidence": verdict.confidence,
                }
                for h in verdict.holders
            ]
    return found


def by_rules(read: Read) -> list[dict[str, Any]]:
    return [
        {"type": "statement", "start": s.start, "end": s.end, "holder": s.holder, "confidence": s.confidence,
         "targets": [{"id": t.id, "polarity": t.polarity} for t in s.targets]}
        for s in read.desk.statements
    ]  # fmt: skip


def score(read: Read, statements: list[dict[str, Any]], scorer: Any) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reading.jsonl"
        write(read, statements, path)
        rows = scorer.score(str(read.text.gold), str(read.text.article), str(path), read.text.paras)
    return {row: value(rows[row]) for row in ROWS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "cache", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--threshold", type=float, nargs="*", default=[0.35])
    parser.add_argument("--target", type=float, nargs="*", default=[0.4])
    parser.add_argument("--name", default="tanik-reader 1", help="name and version of the network")
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    with options.cache.open("rb") as file:
        reads = {read.text.name: read for read in pickle.load(file)}
    for read in reads.values():
        read_words[read.text.name] = [(a, b) for _, a, b in scorer.words(read.desk.document.text)]
    proposals: dict[str, Any] = {}
    for path in sorted(options.out.glob("fold*.proposals")):
        with path.open("rb") as file:
            for name, sheets in pickle.load(file).items():
                proposals[name] = proposals.get(name, []) + sheets
    rules = {name: score(reads[name], by_rules(reads[name]), scorer) for name in proposals}
    show("rules", rules)
    learnt: dict[str, dict[str, Any]] = {}
    parted = parts_of(proposals)
    for part in parted:
        others = [(reads[n], sheets) for o, (n, sheets) in parted.items() if o != part]
        learnt[part] = teach(others, 0.0, 0.0)
    for threshold in options.threshold:
        for target in options.target:
            found: dict[str, list[dict[str, Any]]] = {}
            for part, (name, sheets) in parted.items():
                weights = dict(learnt[part], threshold=threshold)
                weights["target"] = dict(weights["target"], threshold=target)
                found.setdefault(name, []).extend(careful(reads[name], sheets, Arbiter(weights)))
            scores = {name: score(reads[name], each, scorer) for name, each in found.items()}
            show(f"judge threshold {threshold} target {target}", scores)
    weights = teach([(reads[o], proposals[o]) for o in proposals], options.threshold[0], options.target[0])
    weights["name"] = options.name
    print(json.dumps({k: weights[k] for k in ("holder", "target", "polarity", "calibration")}))
    (options.out / "judge.json").write_text(json.dumps(weights) + "\n", encoding="utf-8")


def parts_of(proposals: dict[str, Any]) -> dict[str, tuple[str, list[list[Placed]]]]:
    """What the judge leaves out in turn: a text, or the even and the odd paragraphs of the only study."""
    found = {}
    for name, sheets in proposals.items():
        if name != "study-tr":
            found[name] = (name, sheets)
            continue
        for half in (0, 1):
            found[f"{name}/{half}"] = (name, [[e for e in sheet if e[0] // 2 % 2 == half] for sheet in sheets])
    return found


def show(title: str, scores: dict[str, dict[str, float]], *, brief: bool = False) -> None:
    print(f"== {title}: found holder target polarity www named")
    kinds: dict[str, list[dict[str, float]]] = {}
    for name, rows in sorted(scores.items()):
        kinds.setdefault(name.rstrip("0123456789"), []).append(rows)
        if not brief:
            print(f"  {name:18s}" + " ".join(f"{rows[r]:.3f}" for r in ROWS))
    for kind, each in kinds.items():
        print(f"  mean {kind:16s}" + " ".join(f"{np.mean([e[r] for e in each]):.3f}" for r in ROWS))


if __name__ == "__main__":
    main()
