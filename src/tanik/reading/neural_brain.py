"""The network as it ships: two ONNX graphs, run by onnxruntime in one thread.

Every window has its own length (nothing is padded) and goes through alone, so that the result of a window depends on
that window only, and is the same in every process.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tanik.reading.neural_candidates import Choice, Floats
from tanik.reading.neural_sheet import Numbers
from tanik.reading.neural_tokenizer import Tokenizer

if TYPE_CHECKING:
    import onnxruntime as ort

MODELS = Path(__file__).resolve().parent / "models"
FILES = ("encoder.onnx", "roles.onnx", "vocabulary.json", "judge.json")


class OnnxBrain:
    """:class:`tanik.reading.neural_proposals.Brain` over the artefact in a folder."""

    def __init__(self, folder: Path) -> None:
        """OSError when a file is missing, ValueError when it is damaged; ImportError without onnxruntime."""
        vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer(
            zip(vocabulary["pieces"], vocabulary["scores"], strict=True), vocabulary["letters"], vocabulary["unk"]
        )
        self.judge: dict[str, Any] = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
        self.name = str(self.judge["name"])
        """Name and version, for the reading's maker."""
        self._bos, self._eos = int(vocabulary["bos"]), int(vocabulary["eos"])
        self._encoder = _session(folder / "encoder.onnx")
        self._roles = _session(folder / "roles.onnx")

    def vectors(self, ids: Numbers, marks: Numbers) -> tuple[Floats, Floats]:
        framed = np.concatenate(([self._bos], ids, [self._eos])).astype(np.int64)
        rows = np.concatenate((marks[:1], marks, marks[-1:]))
        vectors, tags = self._encoder.run(["vectors", "tags"], {"ids": framed, "marks": rows})
        return vectors[1:-1], tags[1:-1]

    def roles(self, vectors: Floats, choice: Choice) -> tuple[float, Floats, Floats, Floats]:
        span = choice.span
        absent = np.array([[mention is None] for mention in choice.mentions])
        means = np.stack([vectors[m[0] : m[1]].mean(0) if m else vectors[0] for m in choice.mentions])
        fed = {
            "words": vectors[span.first : span.last],
            "mentions": means,
            "absent": absent,
            "features": choice.features,
        }
        pairs, how, keep = self._roles.run(["pairs", "how", "keep"], fed)
        return float(keep[0, 0]), pairs[:, 0], pairs[:, 1], how


def _session(path: Path) -> ort.InferenceSession:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


@cache
def brain(folder: Path = MODELS) -> OnnxBrain:
    """The network of a folder, loaded once a process."""
    return OnnxBrain(folder)


def ready(folder: Path = MODELS) -> bool:
    """Whether onnxruntime and the whole artefact are there; a file that was cut off counts as missing."""
    from importlib.util import find_spec

    if find_spec("onnxruntime") is None or not all((folder / name).is_file() for name in FILES):
        return False
    try:
        sizes = json.loads((folder / "judge.json").read_text(encoding="utf-8"))["bytes"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return all((folder / name).stat().st_size == size for name, size in sizes.items())
