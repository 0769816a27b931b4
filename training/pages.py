"""Pages: lessons made ready for the network, with what its frozen lower layers make of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from tanik.reading.neural_proposals import WINDOW
from tanik.reading.neural_sheet import Sheet, owned, windows
from tanik.reading.neural_tokenizer import Tokenizer
from training.e5 import Packed
from training.network import Network
from training.readings import Lesson, Read, lesson_of, sheets_of

_OVERLAP, _CONTEXT = 24, 150
"""Smaller than in reading: what is shown twice costs twice."""


@dataclass(slots=True)
class Page:
    """A lesson made ready: lower vectors and marks of its windows."""

    lesson: Lesson
    group: int
    low: Tensor
    marks: Tensor
    mask: Tensor | None
    parts: list[tuple[int, int]]


def tokenizer_of(packed: Packed, kept: list[int]) -> Tokenizer:
    special = set(packed.specials.values())
    pieces = [
        ("" if i in special else packed.pieces[i].decode("utf-8", "ignore"), float(packed.scores[i])) for i in kept
    ]
    return Tokenizer(pieces, packed.norm, kept.index(packed.specials["unk"]))


def group_of(name: str) -> int:
    """Texts whose readers used *neutral* too rarely have a prior of their own."""
    return 1 if name.startswith("train/study") else 2 if name.startswith("train/speech") else 0


@torch.no_grad()
def window_batch(
    network: Network, sheet: Sheet, bos: int, eos: int
) -> tuple[Tensor, Tensor, Tensor | None, list[tuple[int, int]]]:
    ranges = windows(len(sheet.ids), WINDOW, _OVERLAP)
    size = max(b - a for a, b in ranges) + 2
    ids = torch.full((len(ranges), size), eos)
    marks = torch.zeros((len(ranges), size, sheet.marks.shape[1]), dtype=torch.long)
    keep = torch.zeros((len(ranges), size), dtype=torch.bool)
    parts = []
    for i, ((a, b), (c, d)) in enumerate(zip(ranges, owned(ranges), strict=True)):
        ids[i, 0] = bos
        ids[i, 1 : b - a + 1] = torch.from_numpy(sheet.ids[a:b])
        marks[i, 1 : b - a + 1] = torch.from_numpy(sheet.marks[a:b])
        marks[i, 0] = marks[i, 1]
        marks[i, b - a + 1 :] = marks[i, b - a]
        keep[i, : b - a + 2] = True
        parts.append((c - a + 1, d - a + 1))
    mask = None if bool(keep.all()) else keep[:, None, None, :]
    with torch.autocast("cpu", torch.bfloat16):
        low = network.encoder.low(ids, mask)
    return low.bfloat16(), marks, mask, parts


def encode(network: Network, page: Page) -> Tensor:
    x = network.vectors(page.low.float(), page.marks, page.mask)
    return torch.cat([x[i, a:b] for i, (a, b) in enumerate(page.parts)])


def pages_of(
    network: Network, reads: list[Read], tokenizer: Tokenizer, phase: int, specials: tuple[int, int]
) -> list[Page]:
    network.eval()
    found = []
    for read in reads:
        number_of = {told.passage.index: i for i, told in enumerate(read.told)}
        for sheet in sheets_of(read, tokenizer, 1200, phase, _CONTEXT):
            lesson = lesson_of(read, sheet, number_of)
            if len(sheet.ids) > 8 and any(tag >= 0 for tag in lesson.tags):
                found.append(Page(lesson, group_of(read.text.name), *window_batch(network, sheet, *specials)))
    return found
