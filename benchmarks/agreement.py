"""Alpha with bootstrap samples, beside a loop over the package krippendorff.

    python -m benchmarks.agreement --peer PYTHON     # a Python that has krippendorff and numpy
    python -m benchmarks.agreement                   # without the peer

``--peer`` names the interpreter of an environment of its own (the peer is under the GPL and no part of Tanık). Both
sides get the same table and draw samples of its units, each in a process of its own on one core; the peer draws
``--peer-samples`` of them and is counted up. Seconds are CPU seconds without start-up, the better of two runs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

TABLE = """
import json, sys, time
import numpy as np
units, coders, samples, level = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
generator = np.random.default_rng(1921)
truth = generator.integers(1, 6, size=units)
guesses = generator.integers(1, 6, size=(units, coders))
rows = np.where(generator.random((units, coders)) < 0.75, truth[:, None], guesses)
rows = np.where(generator.random((units, coders)) < 0.1, np.nan, rows.astype(float))
"""

OURS = """
from tanik.coding.alpha import Alpha
from tanik.coding.intervals import draws
from tanik.coding.ratings import ratings
def run():
    start = time.process_time()
    alpha = Alpha(ratings(rows.tolist(), level=level))
    values = np.concatenate([alpha.value(block) for block in draws(alpha.tally.times, samples, 1)])
    value = float(alpha.value(alpha.tally.observed)[0])
    return time.process_time() - start, value, float(values.std(ddof=1)), len(values)
"""

PEER = """
import krippendorff
def run():
    start = time.process_time()
    value = krippendorff.alpha(reliability_data=rows.T, level_of_measurement=level)
    drawn = [
        krippendorff.alpha(reliability_data=rows[generator.integers(0, units, units)].T, level_of_measurement=level)
        for _ in range(samples)
    ]
    return time.process_time() - start, float(value), float(np.std(drawn, ddof=1)), len(drawn)
"""

END = """
print(json.dumps(min(run() for _ in range(2))))
"""


def measure(python: str, code: str, *words: object) -> tuple[float, float, float, int]:
    done = subprocess.run(
        [python, "-c", TABLE + code + END, *map(str, words)],
        env={**os.environ, **ONE_CORE},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, value, spread, samples = json.loads(done.stdout)
    return seconds, value, spread, samples


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="a Python that can import krippendorff")
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--coders", type=int, default=3)
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--peer-samples", type=int, default=100)
    parser.add_argument("--at-least", type=float, default=5.0, help="how many times as fast Tanık has to be")
    given = parser.parse_args()
    slow = False
    print(f"{given.units} units, {given.coders} coders, {given.samples} samples")
    for level in ("nominal", "ordinal", "interval", "ratio"):
        ours, value, spread, _ = measure(sys.executable, OURS, given.units, given.coders, given.samples, level)
        line = f"{level:9} alpha {value:.6f}, spread {spread:.5f}, {ours:.3f} s"
        if given.peer:
            theirs, other, width, done = measure(given.peer, PEER, given.units, given.coders, given.peer_samples, level)
            theirs *= given.samples / done
            line += f"; krippendorff {other:.6f}, spread {width:.5f}, {theirs:.2f} s: {theirs / ours:.0f} times as fast"
            slow = slow or theirs / ours < given.at_least or abs(value - other) > 1e-6
        print(line)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
