"""The network that ships: it is there, small, reads own sentences, and gives the same in every process."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from tanik.reading.neural_brain import FILES, MODELS, brain, ready
from tanik.reading.neural_sheet import first_rows

TEXT = "Rıza Bey heyetin çalışmasını çok beğendiğini, fakat hükûmetin tutumunu yanlış bulduğunu söyledi."
PROBE = f"""
import hashlib, numpy as np
from tanik.reading.neural_brain import brain
from tanik.reading.neural_sheet import first_rows
ids = np.array(brain().tokenizer.encode({TEXT!r}).ids)
vectors, tags = brain().vectors(ids, np.tile(np.array(first_rows()), (len(ids), 1)))
print(hashlib.sha256(vectors.tobytes() + tags.tobytes()).hexdigest())
"""


def test_the_artefact_is_there_with_its_licence_and_small() -> None:
    assert ready()
    assert (MODELS / "LICENCE.txt").is_file()
    assert sum((MODELS / name).stat().st_size for name in FILES) < 40_000_000


def test_a_folder_without_it_is_not_ready(tmp_path: Path) -> None:
    assert not ready(tmp_path)
    for name in FILES[1:]:
        (tmp_path / name).write_bytes(b"")
    assert not ready(tmp_path)


def test_a_file_that_was_cut_off_counts_as_missing(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((MODELS / name).read_bytes())
    assert ready(tmp_path)
    (tmp_path / "roles.onnx").write_bytes((MODELS / "roles.onnx").read_bytes()[:1000])
    assert not ready(tmp_path)
    (tmp_path / "judge.json").write_text("[]", encoding="utf-8")
    assert not ready(tmp_path)


def test_the_same_in_every_process() -> None:
    ids = np.array(brain().tokenizer.encode(TEXT).ids)
    vectors, tags = brain().vectors(ids, np.tile(np.array(first_rows()), (len(ids), 1)))
    here = hashlib.sha256(vectors.tobytes() + tags.tobytes()).hexdigest()
    there = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


def test_a_window_does_not_depend_on_what_was_read_before() -> None:
    ids = np.array(brain().tokenizer.encode(TEXT).ids)
    marks = np.tile(np.array(first_rows()), (len(ids), 1))
    first = brain().vectors(ids, marks)[0]
    brain().vectors(ids[:9], marks[:9])
    assert (brain().vectors(ids, marks)[0] == first).all()


def test_tags_are_probabilities() -> None:
    ids = np.array(brain().tokenizer.encode(TEXT).ids)
    tags = brain().vectors(ids, np.tile(np.array(first_rows()), (len(ids), 1)))[1]
    assert np.allclose(np.exp(tags).sum(1), 1, atol=1e-4)


def test_the_calibration_rises() -> None:
    scale = json.loads((MODELS / "judge.json").read_text(encoding="utf-8"))["calibration"]
    assert scale["at"] == sorted(scale["at"]) and scale["share"] == sorted(scale["share"])
