"""The network in PyTorch: lower encoder layers as they are, marks of the rules, upper layers and heads that learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from tanik.reading.neural_candidates import FEATURES, PAIR, Choice
from tanik.reading.neural_sheet import ROWS
from training.e5 import Packed

POLARITIES = 4
GROUPS = 3
"""Groups of texts that use polarities differently: checked, study1-5, speech1-8."""


class Layer(nn.Module):
    """A post-norm transformer layer (Devlin et al. 2019)."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, epsilon)

    def forward(self, x: Tensor, mask: Tensor | None, drop: float) -> Tensor:
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + F.dropout(self.out(a), drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """``lower`` layers are never trained; the marks come in above them."""

    def __init__(self, packed: Packed, kept: Sequence[int], layers: int, lower: int) -> None:
        super().__init__()
        c = {k: int(v) for k, v in packed.config.items() if k != "epsilon"}
        h = c["hidden"]
        self.hidden, self.lower = h, lower
        self.word = nn.Embedding(len(kept), h)
        self.pos = nn.Embedding(c["positions"], h)
        self.norm = nn.LayerNorm(h, packed.config["epsilon"])
        self.layers = nn.ModuleList(Layer(h, c["heads"], c["inner"], packed.config["epsilon"]) for _ in range(layers))
        self.marks = nn.Embedding(ROWS, h)
        nn.init.normal_(self.marks.weight, std=0.01)
        self._restore(packed, kept, c)

    @torch.no_grad()
    def _restore(self, packed: Packed, kept: Sequence[int], c: dict[str, int]) -> None:
        h, inner = c["hidden"], c["inner"]
        copy = lambda to, a: to.copy_(torch.from_numpy(np.array(a)))  # noqa: E731
        copy(self.word.weight, packed.tensor("emb.word", c["vocabulary"], h)[np.array(kept)])
        types = packed.tensor("emb.type", c["types"], h)[0]
        copy(self.pos.weight, packed.tensor("emb.pos", c["positions"], h) + types)
        copy(self.norm.weight, packed.tensor("emb.ln.w", h))
        copy(self.norm.bias, packed.tensor("emb.ln.b", h))
        for i, layer in enumerate(self.layers):
            copy(layer.qkv.weight, np.concatenate([packed.tensor(f"l{i}.{k}.w", h, h) for k in "qkv"]))
            copy(layer.qkv.bias, np.concatenate([packed.tensor(f"l{i}.{k}.b", h) for k in "qkv"]))
            for part, key, rows, columns in (
                (layer.out, "ao", h, h),
                (layer.up, "fi", inner, h),
                (layer.down, "fo", h, inner),
            ):
                copy(part.weight, packed.tensor(f"l{i}.{key}.w", rows, columns))
                copy(part.bias, packed.tensor(f"l{i}.{key}.b", rows))
            for part, key in ((layer.norm1, "aln"), (layer.norm2, "oln")):
                copy(part.weight, packed.tensor(f"l{i}.{key}.w", h))
                copy(part.bias, packed.tensor(f"l{i}.{key}.b", h))

    def low(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """The vectors below the marks: the same in every epoch."""
        x = self.norm(self.word(ids) + self.pos.weight[: ids.shape[1]])
        for layer in self.layers[: self.lower]:
            x = layer(x, mask, 0.0)
        return x

    def high(self, x: Tensor, marks: Tensor, mask: Tensor | None, drop: float) -> Tensor:
        x = x + self.marks(marks).sum(2)
        x = F.dropout(x, drop, self.training)
        for layer in self.layers[self.lower :]:
            x = layer(x, mask, drop)
        return x


@dataclass(slots=True)
class Batch:
    """Spans [s, 2] and the candidates of all of them (rows): their span, mention, whether there is none, features."""

    spans: Tensor
    owner: Tensor
    mentions: Tensor
    absent: Tensor
    features: Tensor
    whole: Tensor


def batch_of(choices: Sequence[Choice]) -> Batch:
    """Choices (each with at least one candidate) as one batch."""
    sizes = [len(choice.entities) for choice in choices]
    flat = [mention for choice in choices for mention in choice.mentions]
    return Batch(
        torch.tensor([[c.span.first, c.span.last] for c in choices]),
        torch.repeat_interleave(torch.arange(len(choices)), torch.tensor(sizes)),
        torch.tensor([mention or (0, 1) for mention in flat]),
        torch.tensor([mention is None for mention in flat]),
        torch.from_numpy(np.concatenate([c.features for c in choices])),
        torch.from_numpy(np.stack([c.features[0, PAIR:] for c in choices])),
    )


class Roles(nn.Module):
    """For one span and its candidates: keep, holder, target, polarity.

    Polarity looks at the words of the span through the eyes of the target (attention with the mention as the query).
    """

    def __init__(self, h: int, size: int = 192, drop: float = 0.1) -> None:
        super().__init__()
        self.absent = nn.Parameter(torch.randn(h) * 0.02)
        self.pair = nn.Linear(3 * h + FEATURES, size)
        self.pair_out = nn.Linear(size, 2)
        self.query = nn.Linear(h, 64)
        self.key = nn.Linear(h, 64)
        self.how = nn.Linear(4 * h + FEATURES, size)
        self.how_out = nn.Linear(size, POLARITIES)
        self.keep = nn.Linear(h + FEATURES - PAIR, size // 2)
        self.keep_out = nn.Linear(size // 2, 1)
        self.prior = nn.Parameter(torch.zeros(GROUPS, POLARITIES))
        self.drop = drop

    def forward(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """x [n, h] of a sheet -> keep [spans], holder [rows], target [rows], how [rows, 4]; rows: candidates."""
        drop = lambda y: F.dropout(y, self.drop, self.training)  # noqa: E731
        sums = torch.cat([x.new_zeros(1, x.shape[1]), x.cumsum(0)])
        means = lambda r: (sums[r[:, 1]] - sums[r[:, 0]]) / (r[:, 1] - r[:, 0]).clamp(min=1)[:, None]  # noqa: E731
        s = means(batch.spans)
        m = torch.where(batch.absent[:, None], self.absent, means(batch.mentions))
        f = batch.features
        every = s[batch.owner]
        pair = F.gelu(self.pair(torch.cat([every, m, every * m, f], 1)))
        holder, target = self.pair_out(drop(pair)).unbind(1)
        look = self._look(x, batch, m)
        how = F.gelu(self.how(torch.cat([every, m, look, look * m, f], 1)))
        keep = self.keep_out(drop(F.gelu(self.keep(torch.cat([s, batch.whole], 1)))))[:, 0]
        return keep, holder, target, self.how_out(drop(how))

    def _look(self, x: Tensor, batch: Batch, m: Tensor) -> Tensor:
        """The words of each row's span, weighed by the row's mention."""
        size = batch.spans[:, 1] - batch.spans[:, 0]
        places = torch.arange(int(size.max()))
        words = x[(batch.spans[:, :1] + places).clamp(max=len(x) - 1)]
        count = torch.bincount(batch.owner)
        slot = torch.arange(len(batch.owner)) - (count.cumsum(0) - count)[batch.owner]
        queries = x.new_zeros(len(count), int(count.max()), 64).index_put((batch.owner, slot), self.query(m))
        scores = queries @ self.key(words).transpose(1, 2) / 8
        weights = scores.masked_fill(~(places[None] < size[:, None])[:, None], -1e9).softmax(2)
        return (weights @ words)[batch.owner, slot]


class Network(nn.Module):
    def __init__(self, encoder: Encoder, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.drop = encoder, drop
        self.tags = nn.Linear(encoder.hidden, 3)
        self.roles = Roles(encoder.hidden, drop=drop)

    def vectors(self, low: Tensor, marks: Tensor, mask: Tensor | None) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            x = self.encoder.high(low, marks, mask, self.drop if self.training else 0.0)
        return x.float()


def by_entity(entities: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """The entities in order of first mention, with their rows."""
    rows: dict[str, list[int]] = {}
    for row, entity in enumerate(entities):
        rows.setdefault(entity, []).append(row)
    return list(rows), list(rows.values())


def trained(network: Network) -> list[tuple[str, Any]]:
    """The parameters that learn."""
    frozen = ("encoder.word", "encoder.pos", "encoder.norm")
    lower = tuple(f"encoder.layers.{i}." for i in range(network.encoder.lower))
    return [(n, p) for n, p in network.named_parameters() if not n.startswith((*frozen, *lower))]
