"""Train the network: python -m training.train GOLD VOCABULARY OUT [--fold 0..3] ... (``--help``).

Without ``--fold`` it learns from every text; with it, the texts of that fold are left out and read afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from tanik.languages.pack import language
from tanik.reading.judgement import judge
from tanik.reading.neural_tokenizer import Tokenizer
from training.e5 import Packed, read_packed
from training.network import Encoder, Network, batch_of, by_entity, trained
from training.pages import Page, encode, pages_of, tokenizer_of
from training.readings import FOLDS, POLARITIES, Read, part_of, readings, sheets_of

_PHASES = (0, 600)


_FIRST = {"memoir-tr": 3, "train/dispatches": 1, "train/ransome": 2}


def folds(names: list[str], whole: bool) -> dict[str, int]:
    """Which fold leaves a text out; kinds of text are spread. -1: cut by paragraphs (not when ``whole``)."""
    count: dict[str, int] = {}
    found = {}
    for name in sorted(names):
        kind = name.rstrip("0123456789")
        found[name] = (count.get(kind, 0) + _FIRST.get(name, 0)) % FOLDS
        count[kind] = count.get(kind, 0) + 1
    found["study-tr"] = 3 if whole else -1
    return found


def loss_of(network: Network, page: Page, weights: argparse.Namespace) -> tuple[Tensor, list[float]]:
    x = encode(network, page)
    left = weights.fold if weights.fold is not None else -2
    tags = torch.tensor([-100 if p == left else t for t, p in zip(page.lesson.tags, page.lesson.parts, strict=True)])
    parts = [F.cross_entropy(network.tags(x), tags, ignore_index=-100) if (tags >= 0).any() else x.sum() * 0]
    items = [item for item in page.lesson.items if item.choice.entities and item.part != left]
    if items:
        keep, holder, target, how = network.roles(x, batch_of([item.choice for item in items]))
        parts.append(F.binary_cross_entropy_with_logits(keep, torch.tensor([float(i.keep) for i in items])))
        parts += role_losses(network, items, holder, target, how, page.group)
    else:
        parts += [x.new_zeros(())] * 4
    scale = (1.0, weights.wkeep, weights.wholder, weights.wtarget, weights.whow)
    return sum(w * p for w, p in zip(scale, parts, strict=True)), [float(p.detach()) for p in parts]


def role_losses(network: Network, items, holder, target, how, group: int) -> list[Tensor]:
    """Holder: one right entity, whichever mention. Target: yes or no by entity. Polarity: by right target."""
    holders, rows_of, entity, truth, chosen, labels = [], [], [], [], [], []
    at = number = 0
    for item in items:
        rows = range(at, at + len(item.choice.entities))
        at = rows.stop
        if not item.keep or item.wanted is None:
            continue
        wanted = item.wanted
        ok = torch.tensor([e == wanted.holder for e in item.choice.entities])
        if ok.any() and not ok.all():
            h = holder[rows.start : rows.stop]
            holders.append(torch.logsumexp(h, 0) - torch.logsumexp(h[ok], 0))
        names, groups = by_entity(item.choice.entities)
        for name, group_rows in zip(names, groups, strict=True):
            rows_of += [rows.start + row for row in group_rows]
            entity += [number] * len(group_rows)
            truth.append(float(name in wanted.targets))
            if name in wanted.targets:
                chosen.append(number)
                labels.append(POLARITIES.index(wanted.targets[name]))
            number += 1
    zero = holder.new_zeros(())
    if not number:
        return [zero, zero, zero]
    index, rows_tensor = torch.tensor(entity), torch.tensor(rows_of)
    scores = target[rows_tensor]
    best = torch.full((number,), -1e4).scatter_reduce(0, index, scores, "amax")
    spans = sum(1 for item in items if item.keep and item.wanted is not None)
    lost = F.binary_cross_entropy_with_logits(best, torch.tensor(truth), reduction="sum") / 3 / spans
    first: dict[int, int] = {}
    for place, (one, score) in enumerate(zip(entity, scores.tolist(), strict=True)):
        if one not in first or score > scores[first[one]].item():
            first[one] = place
    ways = zero
    if chosen:
        picked = rows_tensor[[first[one] for one in chosen]]
        ways = F.cross_entropy(how[picked] + network.roles.prior[group], torch.tensor(labels))
    return [torch.stack(holders).mean() if holders else zero, lost, ways]


def optimiser(network: Network, options: argparse.Namespace, steps: int):
    upper = [p for n, p in trained(network) if n.startswith("encoder.layers")]
    heads = [p for n, p in trained(network) if not n.startswith("encoder.layers")]
    made = torch.optim.AdamW(
        [{"params": upper, "lr": options.lr}, {"params": heads, "lr": options.headlr}], weight_decay=0.01
    )
    warm = max(1, steps // 10)
    return made, torch.optim.lr_scheduler.LambdaLR(
        made, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm + 1)))
    )


def learn(network: Network, phases: list[list[Page]], options: argparse.Namespace) -> None:
    steps = sum(len(phases[e % len(phases)]) for e in range(options.epochs))
    made, schedule = optimiser(network, options, steps)
    chance = random.Random(options.seed)
    begun = time.time()
    for epoch in range(options.epochs):
        pages = list(phases[epoch % len(phases)])
        chance.shuffle(pages)
        network.train()
        sums = np.zeros(5)
        for page in pages:
            total, parts = loss_of(network, page, options)
            made.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_([p for _, p in trained(network)], 1.0)
            made.step()
            schedule.step()
            sums += parts
        print(
            f"epoch {epoch + 1}: tags/keep/holder/target/how",
            np.round(sums / len(pages), 3),
            f"{time.time() - begun:.0f} s",
            flush=True,
        )


class TorchBrain:
    """The network as :class:`tanik.reading.neural_proposals.Brain`."""

    def __init__(self, network: Network, bos: int, eos: int) -> None:
        self.network, self.bos, self.eos = network.eval(), bos, eos

    @torch.no_grad()
    def vectors(self, ids, marks):
        tokens = torch.tensor([[self.bos, *ids.tolist(), self.eos]])
        rows = torch.from_numpy(np.concatenate([marks[:1], marks, marks[-1:]]))[None]
        with torch.autocast("cpu", torch.bfloat16):
            low = self.network.encoder.low(tokens, None).bfloat16().float()
        vectors = self.network.vectors(low, rows, None)[0, 1:-1]
        return vectors.numpy(), self.network.tags(vectors).log_softmax(-1).numpy()

    @torch.no_grad()
    def roles(self, vectors, choice):
        keep, holder, target, how = self.network.roles(torch.from_numpy(vectors), batch_of([choice]))
        return float(keep[0]), holder.numpy(), target.numpy(), how.numpy()


def read_left_out(
    network: Network, reads: list[Read], tokenizer: Tokenizer, specials: tuple[int, int], fold: int | None
) -> dict:
    """The proposals of texts that were left out of training: what the judge learns from."""
    from tanik.reading.neural_proposals import propose

    brain = TorchBrain(network, *specials)
    found = {}
    for read in reads:
        judged = judge(language(read.desk.pack.code).code)
        number_of = {told.passage.index: i for i, told in enumerate(read.told)}
        sheets = []
        for sheet in sheets_of(read, tokenizer, 1200):
            placed = [
                (sheet.told[p.span.paragraph].passage.index, p)
                for p in propose(brain, sheet, judged, read.known, read.cited)
            ]
            sheets.append([(i, p) for i, p in placed if fold is None or part_of(read, number_of[i]) in (-1, fold)])
        found[read.text.name] = sheets
    return found


def build(packed: Packed, kept: list[int], options: argparse.Namespace) -> Network:
    torch.manual_seed(options.seed)
    return Network(Encoder(packed, kept, options.layers, options.lower), options.drop)


def prepared(network: Network, tokenizer: Tokenizer, specials: tuple[int, int], options: argparse.Namespace):
    """The readings and their pages; kept in ``--cache``, because what is frozen is the same for every fold."""
    if options.cache and options.cache.is_file():
        with options.cache.open("rb") as file:
            return pickle.load(file)
    reads = readings(options.gold)
    pages = [
        [(read.text.name, page) for read in reads for page in pages_of(network, [read], tokenizer, phase, specials)]
        for phase in _PHASES
    ]
    if options.cache:
        with options.cache.open("wb") as file:
            pickle.dump((reads, pages), file)
        with options.cache.with_suffix(".reads").open("wb") as file:
            pickle.dump(reads, file)
    return reads, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "vocabulary", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--whole", action="store_true", help="leave the model study out as a whole, not by paragraphs")
    parser.add_argument("--without", nargs="*", default=[], help="texts to leave out, instead of a fold")
    parser.add_argument("--cache", type=Path, help="keep what every fold needs in this file")
    parser.add_argument("--start", type=Path, help="weights to start from (training.polarity)")
    defaults = {
        "epochs": 6, "lr": 2e-4, "headlr": 1e-3, "seed": 1, "layers": 8, "lower": 4, "drop": 0.1, "threads": 1,
        "wkeep": 0.5, "wholder": 0.5, "wtarget": 0.5, "whow": 0.7,
    }  # fmt: skip
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"
    torch.set_num_threads(options.threads)
    packed = read_packed()
    kept = json.loads(options.vocabulary.read_text())
    tokenizer = tokenizer_of(packed, kept)
    specials = (kept.index(packed.specials["bos"]), kept.index(packed.specials["eos"]))
    network = build(packed, kept, options)
    if options.start:
        network.load_state_dict(torch.load(options.start), strict=False)
    begun = time.time()
    reads, pages = prepared(network, tokenizer, specials, options)
    fold = folds([read.text.name for read in reads], options.whole)
    inside = {name for name, number in fold.items() if options.fold is None or number != options.fold}
    inside -= set(options.without)
    again = [page for phase in pages for name, page in phase if name == "study-tr" and name in inside]
    phases = [[page for name, page in phase if name in inside] for phase in pages]
    for phase in phases:  # the twice-read text counts twice
        phase += [page for page in again if not any(page is other for other in phase)]
    print(vars(options), [len(p) for p in phases], f"{time.time() - begun:.0f} s", flush=True)
    learn(network, phases, options)
    options.out.mkdir(parents=True, exist_ok=True)
    name = "fold9" if options.without else "all" if options.fold is None else f"fold{options.fold}"
    torch.save(
        {n: p for n, p in network.state_dict().items() if "encoder.word" not in n and "encoder.pos" not in n},
        options.out / f"{name}.pt",
    )
    if options.fold is not None or options.without:
        left = [r for r in reads if r.text.name in options.without or fold[r.text.name] in (-1, options.fold)]
        left = [r for r in left if not options.without or r.text.name in options.without]
        with (options.out / f"{name}.proposals").open("wb") as file:
            pickle.dump(read_left_out(network, left, tokenizer, specials, options.fold), file)
    print(f"done {time.time() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
