"""Write the artefact: the trained network as two ONNX graphs, its vocabulary and the judge's weights.

python -m training.export VOCABULARY WEIGHTS.pt JUDGE.json FOLDER [--layers 8 --lower 4]

The graphs are written operator by operator, so that the file is the same every time. Matrices of the encoder are
8-bit per column (onnxruntime's dynamic quantisation), the table of pieces 8-bit per row, the heads fp32.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from tanik.reading.neural_candidates import FEATURES, PAIR
from training.e5 import read_packed
from training.network import Network
from training.train import build

OPSET = 20


class Graph:
    """A graph under construction; every method gives the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def do(self, kind: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        self.count += 1
        names = [f"{kind.lower()}{self.count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"n{self.count}", **attributes))
        return names[0] if outputs == 1 else names  # type: ignore[return-value]

    def weight(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def linear(self, name: str, x: str, layer: torch.nn.Linear) -> str:
        w = self.weight(f"{name}.w", layer.weight.detach().numpy().T.astype(np.float32))
        b = self.weight(f"{name}.b", layer.bias.detach().numpy().astype(np.float32))
        return self.do("Add", self.do("MatMul", x, w), b)

    def norm(self, name: str, x: str, layer: torch.nn.LayerNorm) -> str:
        w = self.weight(f"{name}.w", layer.weight.detach().numpy())
        b = self.weight(f"{name}.b", layer.bias.detach().numpy())
        return self.do("LayerNormalization", x, w, b, axis=-1, epsilon=layer.eps)

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, "reader", inputs, outputs, self.weights)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="tanik")
        made.ir_version = 9
        onnx.checker.check_model(made)
        return made


def eight_bits(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as signed bytes and the scale of each row."""
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def encoder_graph(network: Network) -> onnx.ModelProto:
    """ids [n], marks [n, m] -> vectors [n, h] and log probabilities of tags [n, 3]."""
    g, e = Graph(), network.encoder
    bytes_, scale = eight_bits(e.word.weight.detach().numpy())
    word = g.do("Cast", g.do("Gather", g.weight("word", bytes_), "ids"), to=TensorProto.FLOAT)
    word = g.do("Mul", word, g.do("Gather", g.weight("word.scale", scale), "ids"))
    place = g.do("Shape", "ids")
    zero, one = g.weight("zero", np.array([0], np.int64)), g.weight("one", np.array([1], np.int64))
    pos = g.do("Slice", g.weight("pos", e.pos.weight.detach().numpy()[:256]), zero, place, zero, one)
    x = g.norm("norm", g.do("Add", word, pos), e.norm)
    heads = e.layers[0].heads
    size = e.hidden // heads
    split = g.weight("split", np.array([0, heads, size], np.int64))
    join = g.weight("join", np.array([0, e.hidden], np.int64))
    root = g.weight("root", np.array(size**-0.5, np.float32))
    for i, layer in enumerate(e.layers):
        if i == e.lower:
            rows = g.do("Gather", g.weight("marks.table", e.marks.weight.detach().numpy()), "marks")
            x = g.do("Add", x, g.do("ReduceSum", rows, one, keepdims=0))
        qkv = g.do("Split", g.linear(f"l{i}.qkv", x, layer.qkv), outputs=3, num_outputs=3, axis=-1)
        q, k, v = (g.do("Reshape", part, split) for part in qkv)
        q, v = g.do("Transpose", q, perm=[1, 0, 2]), g.do("Transpose", v, perm=[1, 0, 2])
        scores = g.do("Softmax", g.do("Mul", g.do("MatMul", q, g.do("Transpose", k, perm=[1, 2, 0])), root), axis=-1)
        a = g.do("Reshape", g.do("Transpose", g.do("MatMul", scores, v), perm=[1, 0, 2]), join)
        x = g.norm(f"l{i}.norm1", g.do("Add", x, g.linear(f"l{i}.out", a, layer.out)), layer.norm1)
        inner = g.do("Gelu", g.linear(f"l{i}.up", x, layer.up))
        x = g.norm(f"l{i}.norm2", g.do("Add", x, g.linear(f"l{i}.down", inner, layer.down)), layer.norm2)
    g.nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    g.nodes.append(helper.make_node("LogSoftmax", [g.linear("tags.head", x, network.tags)], ["tags"], axis=-1))
    value = helper.make_tensor_value_info
    return g.model(
        [value("ids", TensorProto.INT64, ["n"]), value("marks", TensorProto.INT64, ["n", "m"])],
        [value("vectors", TensorProto.FLOAT, ["n", e.hidden]), value("tags", TensorProto.FLOAT, ["n", 3])],
    )


def roles_graph(network: Network) -> onnx.ModelProto:
    """words [t, h] of a span, mentions [c, h], absent [c, 1], features [c, f] -> keep, holder, target, how."""
    g, r, h = Graph(), network.roles, network.encoder.hidden
    s = g.do("ReduceMean", "words", g.weight("rows", np.array([0], np.int64)), keepdims=1)
    absent = g.weight("absent_vector", r.absent.detach().numpy()[None])
    m = g.do("Where", "absent", absent, "mentions")
    every = g.do("Add", g.do("Mul", m, g.weight("none", np.array(0, np.float32))), s)
    pair = g.do("Concat", every, m, g.do("Mul", every, m), "features", axis=1)
    out = g.linear("pair_out", g.do("Gelu", g.linear("pair", pair, r.pair)), r.pair_out)
    scores = g.do(
        "MatMul", g.linear("query", m, r.query), g.do("Transpose", g.linear("key", "words", r.key), perm=[1, 0])
    )
    eighth = g.weight("eighth", np.array(0.125, np.float32))
    look = g.do("MatMul", g.do("Softmax", g.do("Mul", scores, eighth), axis=-1), "words")
    way = g.do("Concat", every, m, look, g.do("Mul", look, m), "features", axis=1)
    how = g.linear("how_out", g.do("Gelu", g.linear("how", way, r.how)), r.how_out)
    bounds = [
        g.weight(n, np.array(v, np.int64)) for n, v in (("from", [0, PAIR]), ("to", [1, FEATURES]), ("axes", [0, 1]))
    ]
    whole = g.do("Slice", "features", *bounds)
    keep = g.do("Gelu", g.linear("keep", g.do("Concat", s, whole, axis=1), r.keep))
    for name, result in (("pairs", out), ("how", how), ("keep", g.linear("keep_out", keep, r.keep_out))):
        g.nodes.append(helper.make_node("Identity", [result], [name]))
    value = helper.make_tensor_value_info
    return g.model(
        [
            value("words", TensorProto.FLOAT, ["t", h]),
            value("mentions", TensorProto.FLOAT, ["c", h]),
            value("absent", TensorProto.BOOL, ["c", 1]),
            value("features", TensorProto.FLOAT, ["c", FEATURES]),
        ],
        [
            value("pairs", TensorProto.FLOAT, ["c", 2]),
            value("how", TensorProto.FLOAT, ["c", 4]),
            value("keep", TensorProto.FLOAT, [1, 1]),
        ],
    )


def write_vocabulary(kept: list[int], path: Path) -> None:
    packed = read_packed()
    special = set(packed.specials.values())
    pieces = ["" if i in special else packed.pieces[i].decode("utf-8", "ignore") for i in kept]
    made = {
        "pieces": pieces,
        "scores": [round(float(packed.scores[i]), 5) for i in kept],
        "letters": packed.norm,
        **{name: kept.index(packed.specials[name]) for name in ("bos", "eos", "unk")},
    }
    path.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("vocabulary", "weights", "judge", "folder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--lower", type=int, default=4)
    parser.add_argument("--whole", action="store_true", help="keep fp32 (to compare with)")
    parser.set_defaults(seed=1, drop=0.0)
    options = parser.parse_args()
    kept = json.loads(options.vocabulary.read_text())
    network = build(read_packed(), kept, options)
    missing, extra = network.load_state_dict(torch.load(options.weights), strict=False)
    if extra or set(missing) != {"encoder.word.weight", "encoder.pos.weight"}:
        raise ValueError(f"the weights do not fit: {missing} {extra}")
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(encoder_graph(network), whole)
        if options.whole:
            (options.folder / "encoder.onnx").write_bytes(whole.read_bytes())
        else:
            quantize_dynamic(
                whole, options.folder / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul"], nodes_to_exclude=tag_nodes(whole),
                extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
    onnx.save(roles_graph(network), options.folder / "roles.onnx")
    write_vocabulary(kept, options.folder / "vocabulary.json")
    judge = json.loads(options.judge.read_text(encoding="utf-8"))
    judge["bytes"] = {
        name: (options.folder / name).stat().st_size for name in ("encoder.onnx", "roles.onnx", "vocabulary.json")
    }
    (options.folder / "judge.json").write_text(json.dumps(judge) + "\n", encoding="utf-8")
    for path in sorted(options.folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.2f} MB")


def tag_nodes(path: Path) -> list[str]:
    """The head of the tags stays as it is."""
    return [n.name for n in onnx.load(path).graph.node if n.op_type == "MatMul" and "tags.head.w" in n.input]


if __name__ == "__main__":
    main()
