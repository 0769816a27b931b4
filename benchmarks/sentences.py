"""How well sentences are split: ``python benchmarks/sentences.py TREEBANK.conllu ... [--text FILE]``

Twenty sentences of the treebank at a time are joined by blanks and split again; the ends between them are compared.
``--text`` prints the sentences of a plain text, a paragraph a line, for the eye.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tanik.languages.pack import language
from tanik.text.sentences import split_sentences
from treebank import sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", nargs="*", type=Path)
    parser.add_argument("--language", default="tr")
    parser.add_argument("--text", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print N errors of each kind")
    arguments = parser.parse_args()
    pack = language(arguments.language)
    for path in arguments.treebank:
        texts = [sentence.text for sentence in sentences(path)]
        right = found = wanted = size = 0
        errors: list[str] = []
        start = time.process_time()
        for i in range(0, len(texts), 20):
            joined = " ".join(texts[i : i + 20])
            ends, at = set(), 0
            for text in texts[i : i + 19]:
                at += len(text)
                ends.add(at)
                at += 1
            mine = {end for _, end in split_sentences(joined, pack) if end != len(joined)}
            ends.discard(len(joined))
            right += len(ends & mine)
            found += len(mine)
            wanted += len(ends)
            size += len(joined)
            for name, places in (("cut", mine - ends), ("missed", ends - mine)):
                errors += [f"  {name}: …{joined[max(0, e - 50) : e]} ‖ {joined[e : e + 40]}" for e in sorted(places)]
        seconds = time.process_time() - start
        precision, recall = right / found, right / wanted
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{path.name}: P {precision:.3f} R {recall:.3f} F {f1:.4f}, {size / seconds / 1e6:.1f} M characters/s")
        for error in sorted(errors)[: arguments.errors]:
            print(error)
    if arguments.text:
        for line in arguments.text.read_text(encoding="utf-8").splitlines():
            for begin, end in split_sentences(line, pack):
                print(line[begin:end])


if __name__ == "__main__":
    main()
