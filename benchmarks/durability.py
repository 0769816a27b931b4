"""Does a study survive when its process is killed at any moment?

    python -m benchmarks.durability                 # 200 kills
    python -m benchmarks.durability --kills 5 --seed 3

A process codes a study, imports into it, or merges a copy into it; it says every act that it was told is done. At a
random moment it is killed (SIGKILL). Then the study is opened again: SQLite finds no damage, every span has its words,
every act that was acknowledged is there, and nothing is there by half: an act has all of its rows, a merge or an import
is there as a whole or not at all. Exit code 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tanik
from tanik.coding.codebook import Code, Codebook
from tanik.store import Store

WORDS = "Heyetin başkanı Nazım Bey, antlaşmanın “gecikmiş ama doğru bir adım” olduğunu yazmıştır."
TEXT = "\n\n".join(f"{number}. {WORDS}" for number in range(1, 120)) + "\n"
BULK = 40

CODING = """
import sys, tanik
from itertools import count
with tanik.open(sys.argv[1]) as study:
    source = study.sources().to_pylist()[0]["id"]
    ids = [row["uid"] for row in study.statements().to_pylist()]
    coder = study.coding.as_coder("Ayşe")
    print("ready", flush=True)
    for turn in count(int(sys.argv[2])):
        spans = [(source, 10 * place, 10 * place + 5 + turn % 5) for place in range(int(sys.argv[3]))]
        acts = [
            coder.code(source, turn % 900, turn % 900 + 8, "x"),
            coder.code_all(spans, "y"),
            coder.reject(ids[turn % len(ids)]) if turn % 2 else coder.accept(ids[turn % len(ids)]),
            coder.memo("study", f"note {turn}"),
        ]
        print(" ".join(str(act.event) for act in acts), flush=True)
        if turn % 3 == 0:
            coder.undo()
            coder.redo()
"""

MERGE = """
import sys, tanik
with tanik.open(sys.argv[1]) as study:
    print("ready", flush=True)
    for copy in sys.argv[2:]:
        study.merge(copy)
        print(copy, flush=True)
"""

IMPORT = """
import sys, tanik
with tanik.open(sys.argv[1], language="tr") as study:
    print("ready", flush=True)
    for path in sys.argv[2:]:
        study.exchange.take(path)
        print(path, flush=True)
"""


def killed(code: str, words: list[str], moment: float) -> list[str]:
    """Run a program and kill it so many seconds after it is ready; gives the lines that it had said by then."""
    with subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        if first.strip() != "ready":
            raise RuntimeError(f"the program to be killed did not begin: {first!r}")
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
    # A last line without its end was not acknowledged.
    return said.split("\n")[:-1]


def begin(folder: Path) -> Path:
    """A study with a source, a reading and a codebook."""
    text = folder / "study.txt"
    text.write_text(TEXT, encoding="utf-8")
    path = folder / "study.tanik"
    with tanik.open(path, language="tr") as study:
        study.add(text)
        study.read()
        study.coding.codebooks.use(Codebook("book", 1, (Code("x"), Code("y"))))
    return path


def check(path: Path) -> list[str]:
    """What is wrong with a study that was opened again: damage, spans without their words, acts by half."""
    faults = []
    with Store.open(path, create=False) as store:
        store.check()
        bulk: dict[str, int] = {}
        for coding in store.desk.codings():
            if coding.code == "y":
                bulk[coding.at] = bulk.get(coding.at, 0) + 1
        faults += [f"an act of {BULK} codings has {found} of them" for found in bulk.values() if found != BULK]
        events = {event.id for event in store.events()}
        logged = {each.event for each in store.desk.log(acts_only=True)}
        if not logged <= events:
            faults.append("an act without its event")
    return faults


def missing(path: Path, said: list[str]) -> list[str]:
    """Acts that were acknowledged and are not there."""
    with Store.open(path, create=False) as store:
        there = {event.id for event in store.events()}
    return [f"act {number} was lost" for line in said for number in map(int, line.split()) if number not in there]


def while_coding(folder: Path, chance: random.Random) -> list[str]:
    path = folder / "study.tanik"
    said = killed(CODING, [str(path), str(chance.randrange(900)), str(BULK)], chance.uniform(0, 0.25))
    return check(path) + missing(path, said)


def while_merging(folder: Path, chance: random.Random) -> list[str]:
    """Copies with new work are merged in; each is there as a whole or not at all."""
    path = folder / "study.tanik"
    copies = []
    for number in range(3):
        copy = folder / f"copy{number}.tanik"
        with Store.open(path, create=False):
            pass  # closing it puts everything into the one file
        shutil.copy(path, copy)
        with tanik.open(copy) as study:
            source = study.sources().to_pylist()[0]["id"]
            spans = [(source, 7 * place, 7 * place + 4) for place in range(BULK)]
            study.coding.as_coder(f"Deniz {chance.random()}").code_all(spans, "y")
        copies.append(copy)
    said = killed(MERGE, [str(path), *map(str, copies)], chance.uniform(0, 0.2))
    faults = check(path)
    with Store.open(path, create=False) as store:
        merges = [event for event in store.events() if event.act == "study.merge"]
        known = {coder.name for coder in store.desk.coders() for each in store.desk.codings() if each.coder == coder}
    for copy in said:
        with Store.open(Path(copy), create=False) as store:
            last = store.desk.codings()[-1].coder.name
            own = [each.coder.name for each in store.desk.codings() if each.coder.name not in known]
        if own:
            faults.append(f"the merge of {last} was acknowledged and is not there")
    if len(merges) < len(said):
        faults.append("a merge was lost")
    for copy in copies:
        copy.unlink()
    return faults


def while_importing(folder: Path, chance: random.Random) -> list[str]:
    """Projects of another tool are taken in."""
    path = folder / "study.tanik"
    project = folder / "project.qdpx"
    if not project.exists():
        with tanik.open(path) as study:
            study.exchange.give(project, "qdpx")
    fresh = folder / f"import{chance.randrange(10**9)}.tanik"
    said = killed(IMPORT, [str(fresh), str(project)], chance.uniform(0, 0.5))
    with Store.open(fresh, create=False) as store:
        store.check()
        sources, codings = len(store.sources()), len(store.desk.codings())
    with Store.open(path, create=False) as store:
        whole = len(store.sources())
    faults = []
    if said and sources < whole:
        faults.append("an import was acknowledged and is not there")
    if sources not in (0, whole):
        faults.append(f"half an import: {sources} sources, {codings} codings")
    for end in ("", "-wal", "-shm"):
        Path(f"{fresh}{end}").unlink(missing_ok=True)
    return faults


KINDS: dict[str, Callable[[Path, random.Random], list[str]]] = {
    "coding": while_coding,
    "merge": while_merging,
    "import": while_importing,
}


def run(kills: int, seed: int, kinds: tuple[str, ...]) -> dict[str, int]:
    """So many kills in turn; gives how many of each kind, and raises AssertionError at the first loss."""
    chance = random.Random(seed)
    done = dict.fromkeys(kinds, 0)
    with tempfile.TemporaryDirectory(prefix="tanik-durability-") as name:
        folder = Path(name)
        begin(folder)
        for turn in range(kills):
            kind = kinds[turn % len(kinds)]
            faults = KINDS[kind](folder, chance)
            assert not faults, f"kill {turn + 1} while {kind}: {faults[:3]}"
            done[kind] += 1
            if (folder / "study.tanik").stat().st_size > 60_000_000:
                for file in folder.iterdir():
                    file.unlink()
                begin(folder)
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1921)
    parser.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=tuple(KINDS))
    given = parser.parse_args()
    start = time.monotonic()
    try:
        done = run(given.kills, given.seed, tuple(given.kinds))
    except AssertionError as error:
        print(error)
        return 1
    told = ", ".join(f"{number} while {kind}" for kind, number in done.items())
    print(f"{given.kills} kills ({told}) in {time.monotonic() - start:.0f} s: nothing lost, nothing by half, no damage")
    return 0


if __name__ == "__main__":
    sys.exit(main())
