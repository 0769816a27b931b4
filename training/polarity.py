"""First lesson in polarity: sentences of English news with a judged target (NewsMTSC, MIT; Hamborg and Donnay 2021).

python -m training.polarity NEWSMTSC/train.jsonl VOCABULARY.json OUT.pt
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from tanik.languages.pack import language
from tanik.reading.judgement import judge
from tanik.reading.neural_candidates import FEATURES, HOW, Choice, Span, lexical_features
from tanik.reading.neural_sheet import first_rows
from tanik.reading.neural_tokenizer import Tokenizer
from training.e5 import read_packed
from training.network import Network, batch_of, trained
from training.pages import tokenizer_of
from training.train import build, optimiser

_LABELS = {2.0: 1, 4.0: 3, 6.0: 0}
_BATCH = 32


def examples(path: Path, tokenizer: Tokenizer) -> list[tuple[list[int], list[tuple[int, int, int]], list[float]]]:
    """Pieces of a sentence, (first, last, polarity) of its targets, and what the evaluative words say."""
    judged, pack = judge("en"), language("en")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["sentence_normalized"]
        pieces = tokenizer.encode(text)
        if not 5 <= len(pieces.ids) <= 100:
            continue
        targets = []
        for target in record["targets"]:
            first = int(np.searchsorted(pieces.ends, int(target["from"]), side="right"))
            last = int(np.searchsorted(pieces.starts, int(target["to"]), side="left"))
            label = _LABELS.get(float(target["polarity"]))
            if label is not None and first < len(pieces.ids):
                targets.append((first, max(last, first + 1), label))
        if targets:
            found.append((pieces.ids, targets, lexical_features(judged, pack.fold(text))))
    return found


def loss_of(network: Network, batch: list, bos: int, eos: int) -> tuple[Tensor, int]:
    size = max(len(ids) for ids, _, _ in batch) + 2
    ids = torch.full((len(batch), size), eos)
    keep = torch.zeros((len(batch), size), dtype=torch.bool)
    marks = torch.tensor(first_rows()).repeat(len(batch), size, 1)
    marks[:, :, 0] = 4
    choices, labels = [], []
    for i, (pieces, targets, lexical) in enumerate(batch):
        ids[i, 0] = bos
        ids[i, 1 : len(pieces) + 1] = torch.tensor(pieces)
        keep[i, : len(pieces) + 2] = True
        at = i * size + 1
        features = np.zeros((len(targets), FEATURES), np.float32)
        features[:, -HOW:] = lexical
        span = Span(at, at + len(pieces), 0, 0, 0)
        mentions = tuple((at + a, at + b) for a, b, _ in targets)
        choices.append(Choice(span, tuple(str(n) for n in range(len(targets))), mentions, features))
        labels += [label for _, _, label in targets]
    mask = keep[:, None, None, :]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        low = network.encoder.low(ids, mask).float()
    x = network.vectors(low, marks, mask).reshape(-1, network.encoder.hidden)
    how = network.roles(x, batch_of(choices))[3]
    right = int((how.argmax(1) == torch.tensor(labels)).sum())
    return F.cross_entropy(how, torch.tensor(labels)), right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "vocabulary", "out"):
        parser.add_argument(name, type=Path)
    for name, value in {"lr": 1e-4, "headlr": 1e-3, "seed": 1, "layers": 8, "lower": 4, "drop": 0.1}.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = parser.parse_args()
    torch.set_num_threads(1)
    packed = read_packed()
    kept = json.loads(options.vocabulary.read_text())
    network = build(packed, kept, options)
    tokenizer = tokenizer_of(packed, kept)
    bos, eos = kept.index(packed.specials["bos"]), kept.index(packed.specials["eos"])
    data = examples(options.data, tokenizer)
    chance = random.Random(options.seed)
    chance.shuffle(data)
    held, data = data[:300], sorted(data[300:], key=lambda e: len(e[0]) // 8)
    batches = [data[i : i + _BATCH] for i in range(0, len(data), _BATCH)]
    chance.shuffle(batches)
    made, schedule = optimiser(network, options, len(batches))
    network.train()
    begun = time.time()
    for number, batch in enumerate(batches):
        loss, _ = loss_of(network, batch, bos, eos)
        made.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for _, p in trained(network)], 1.0)
        made.step()
        schedule.step()
        if number % 50 == 0:
            print(number, len(batches), round(float(loss.detach()), 3), f"{time.time() - begun:.0f} s", flush=True)
    network.eval()
    with torch.no_grad():
        right = sum(loss_of(network, held[i : i + _BATCH], bos, eos)[1] for i in range(0, len(held), _BATCH))
    print(f"right on {sum(len(t) for _, t, _ in held)} targets left out: {right / sum(len(t) for _, t, _ in held):.3f}")
    torch.save(
        {
            n: p
            for n, p in network.state_dict().items()
            if n.startswith(("encoder.layers", "roles.how", "roles.query", "roles.key"))
        },
        options.out,
    )


if __name__ == "__main__":
    main()
