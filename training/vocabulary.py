"""Which word pieces the model keeps: those that occur in a folder of Turkish and English texts.

python -m training.vocabulary TEXTS VOCABULARY.json
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from tanik.reading.neural_tokenizer import Tokenizer
from training.e5 import read_packed

LEAST = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("vocabulary", type=Path)
    options = parser.parse_args()
    packed = read_packed()
    specials = packed.specials
    pieces = [("" if i in specials.values() else p.decode("utf-8", "ignore")) for i, p in enumerate(packed.pieces)]
    tokenizer = Tokenizer(zip(pieces, packed.scores.tolist(), strict=True), packed.norm, specials["unk"])
    counts: Counter[int] = Counter()
    for path in sorted(options.texts.rglob("*.txt")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            counts.update(tokenizer.encode(line).ids)
    kept = {i for i, n in counts.items() if n >= LEAST} | set(specials.values())
    kept |= {i for i, p in enumerate(pieces) if (len(p) == 1 and ord(p) < 0x250) or p == "\u2581"}
    options.vocabulary.write_text(json.dumps(sorted(kept)) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(pieces)} pieces; {sum(counts.values())} pieces counted")


if __name__ == "__main__":
    main()
