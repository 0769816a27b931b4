"""Read left-out texts again with weights that are there: python -m training.again VOCABULARY WEIGHTS READS OUT"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path

import torch

from training.e5 import read_packed
from training.pages import tokenizer_of
from training.train import build, read_left_out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("vocabulary", "weights", "reads", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--texts", nargs="+", required=True)
    parser.set_defaults(seed=1, layers=8, lower=4, drop=0.0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    packed = read_packed()
    kept = json.loads(options.vocabulary.read_text())
    network = build(packed, kept, options)
    network.load_state_dict(torch.load(options.weights), strict=False)
    with options.reads.open("rb") as file:
        reads = [read for read in pickle.load(file) if read.text.name in options.texts]
    specials = (kept.index(packed.specials["bos"]), kept.index(packed.specials["eos"]))
    with options.out.open("wb") as file:
        pickle.dump(read_left_out(network, reads, tokenizer_of(packed, kept), specials, None), file)


if __name__ == "__main__":
    main()
