"""The same files give byte-identical readings: in one process or several, in any order.

    python -m benchmarks.determinism FILE...        reads every file four ways and compares the JSON Lines

Ways: one process in the given order, one in reverse, and a pool of processes, each worker with its own hash seed, in
the given order and in reverse. Exit code 1 when two readings of a file differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_WORKER = "import sys; from benchmarks.determinism import worker; worker(sys.argv[1:])"


def digests(files: Sequence[Path], kind: str | None = None) -> dict[str, str]:
    """SHA-256 of the reading of each file as JSON Lines, read one after the other in this process."""
    from benchmarks.reading import read_to_jsonl
    from tanik.reading.settings import ReadingSettings

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            target = Path(folder) / f"{number}.jsonl"
            read_to_jsonl(file, target, ReadingSettings(kind=kind))
            found[str(file)] = hashlib.sha256(target.read_bytes()).hexdigest()
    return found


def worker(arguments: Sequence[str]) -> None:
    """Print the digests of the named files as JSON; the entry of a process of its own."""
    print(json.dumps(digests([Path(name) for name in arguments])))


def pooled(files: Sequence[Path], processes: int) -> dict[str, str]:
    """The same by ``processes`` processes at once, each with another hash seed and every n-th file."""
    shares = [files[number::processes] for number in range(processes)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _WORKER, *map(str, share)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(number + 1)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, share in enumerate(shares)
        if share
    ]
    found: dict[str, str] = {}
    for process in running:
        out, _ = process.communicate()
        if process.returncode:
            raise RuntimeError(f"a reading process ended with {process.returncode}")
        found.update(json.loads(out))
    return found


def differences(files: Sequence[Path], processes: int = 4) -> list[str]:
    """Files whose reading is not the same every way, by name."""
    ways = [
        digests(files),
        digests(files[::-1]),
        pooled(files, processes),
        pooled(files[::-1], processes),
    ]
    return sorted(str(file) for file in files if len({way[str(file)] for way in ways}) > 1)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.determinism",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--processes", type=int, default=4)
    options = parser.parse_args(arguments)
    files = [file.resolve() for file in options.files]
    unequal = differences(files, options.processes)
    for name in unequal:
        print(f"DIFFERS  {name}")
    print(f"{len(files) - len(unequal)} of {len(files)} files read the same way every time.")
    return 1 if unequal else 0


if __name__ == "__main__":
    sys.exit(main())
