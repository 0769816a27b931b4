"""Words beside NLTK in one run: a concordance of a long text, as ratios.

    python -m benchmarks.words --text LONG.txt [--peers PYTHON] [--query LEMMA]

``--peers``: a Python with benchmarks/requirements.txt installed. NLTK keeps no index between processes and knows no
dictionary forms: it is asked for the same number of lines of the most frequent form, once beginning with the file, as
every new process must (Tanık opens the study instead), and then again from the same tokens with its index made.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import tanik
from tanik.analysis.concordance import arranged, lines
from tanik.study.words import Words

LINES = 1_000
PEER = """
import json, sys, time
from nltk.text import Text
from nltk.tokenize import wordpunct_tokenize
began = time.perf_counter()
with open(sys.argv[4], encoding="utf-8") as file:
    Text(wordpunct_tokenize(file.read())).concordance_list(sys.argv[2], width=140, lines=int(sys.argv[3]))
afresh = time.perf_counter() - began
words = open(sys.argv[1], encoding="utf-8").read().split("\\n")
began = time.perf_counter()
text = Text(words)
text.concordance_list(sys.argv[2], lines=1)
made = time.perf_counter() - began
times = []
for _ in range(3):
    began = time.perf_counter()
    found = text.concordance_list(sys.argv[2], width=140, lines=int(sys.argv[3]))
    times.append(time.perf_counter() - began)
print(json.dumps({"from the file": afresh, "index": made, "lines": min(times), "found": len(found)}))
"""


def measure(text: Path, query: str, peers: str | None) -> dict[str, object]:
    """Seconds of each step and, with ``peers``, how many times as long NLTK takes for the lines."""
    with tempfile.TemporaryDirectory() as folder:
        study = tanik.open(Path(folder) / "words.tanik", language="tr")
        study.add(text)
        began = time.perf_counter()
        study.words.index()
        result: dict[str, object] = {"index": time.perf_counter() - began}
        fresh = Words(study._store, study.statement_table)
        began = time.perf_counter()
        corpus = fresh.corpus()
        result["load"] = time.perf_counter() - began
        result["words"] = int(corpus.letters.sum())
        document = next(study.documents())[1]
        for order in ("text", "right"):
            took = []
            for _ in range(3):
                began = time.perf_counter()
                found = fresh.search(query)
                shown = arranged(corpus, found, order)  # type: ignore[arg-type]
                rows = [row for row, _ in zip(lines(corpus, shown, lambda _: document), range(LINES), strict=False)]
                took.append(time.perf_counter() - began)
            result[f"{LINES} lines by {order}, first time"] = took[0]
            result[f"{LINES} lines by {order}"] = min(took)
        result |= {"matches": len(found), "shown": len(rows)}
        study.close()
        if peers is not None:
            tokens = [corpus.forms[form] for form in corpus.form.tolist()]
            used = [corpus.forms[corpus.form[token]] for token in found.first.tolist()[:10_000]]
            most = max(dict.fromkeys(used), key=used.count)
            place = Path(folder) / "tokens.txt"
            place.write_text("\n".join(tokens), encoding="utf-8", errors="replace")
            command = [peers, "-c", PEER, str(place), most, str(LINES), str(text)]
            peer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            result["NLTK"] = peer
            first = float(str(result["load"])) + float(str(result[f"{LINES} lines by text, first time"]))
            result["a new process: NLTK takes times as long"] = peer["from the file"] / first
            line = float(str(result[f"{LINES} lines by text"])) / len(rows)
            result["a further question, per line: NLTK takes times as long"] = peer["lines"] / peer["found"] / line
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--query", default="ve")
    parser.add_argument("--peers")
    given = parser.parse_args()
    for name, value in measure(given.text, given.query, given.peers).items():
        print(f"{name:55} {value}")


if __name__ == "__main__":
    main()
