"""The scorer that comes with the hand-made readings, loaded from where they lie; it is never copied into this project.

Expected of it: ``score(gold, article, reading, paras)`` -> ``{row: {"f1" or "accuracy": float, ...}}``, and for the
lists of mistakes ``Article``, ``Reading``, ``pair``, ``pair_entities`` and ``citation_key``.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality.texts import GoldText

Rows = dict[str, dict[str, Any]]


def load_scorer(folder: Path) -> ModuleType:
    """``score.py`` of ``folder`` as a module; FileNotFoundError when it is not there."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_reading(scorer: ModuleType, text: GoldText, reading: Path) -> Rows:
    rows: Rows = scorer.score(str(text.gold), str(text.article), str(reading), text.paras)
    return rows


def value(cells: dict[str, Any]) -> float:
    """The one number of a row: F1 of what was found, else the share that is right."""
    return float(cells["f1"] if "f1" in cells else cells["accuracy"])


def is_measured(cells: dict[str, Any]) -> bool:
    """False where the hand-made reading has nothing of the kind: a zero would say nothing."""
    return bool(cells.get("gold", cells.get("of", 1)))
