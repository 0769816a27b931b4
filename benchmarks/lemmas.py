"""How many lemmas are right: ``python benchmarks/lemmas.py TREEBANK.conllu ...``

Words of the treebank as printed, without punctuation. A lemma counts as right regardless of case, circumflex,
apostrophe, and of ``-mak``/``-mek`` on verbs.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from tanik.languages.pack import language
from tanik.text.lemmas import lemma
from treebank import sentences


def key(word: str, tag: str) -> str:
    """What is compared."""
    folded = language("tr").fold(word).replace("'", "")
    if tag in ("VERB", "AUX") and folded.endswith(("mak", "mek")):
        folded = folded[:-3]
    return folded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print the N most frequent errors")
    arguments = parser.parse_args()
    for path in arguments.treebank:
        right = total = 0
        wrong: Counter[tuple[str, str, str]] = Counter()
        start = time.process_time()
        for sentence in sentences(path):
            for form, gold, tag in sentence.words:
                if tag == "PUNCT":
                    continue
                total += 1
                mine = lemma(form, "tr")
                if key(mine, tag) == key(gold, tag):
                    right += 1
                else:
                    wrong[(form, gold, mine)] += 1
        seconds = time.process_time() - start
        print(f"{path.name}: {right / total:.4f} of {total} words, {total / seconds:,.0f} words/s")
        for error, count in wrong.most_common(arguments.errors):
            print(f"  {count:4d} {' | '.join(error)}")


if __name__ == "__main__":
    main()
