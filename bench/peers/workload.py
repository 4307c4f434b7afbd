"""The graph and the question that a peer is asked, and the clock: all peers are driven by this file alone."""

import argparse
import json
import math
import random
import resource
import sys
import time

NOT_INSTALLED = 3
NO_SUCH_MODEL = 4


def read():
    """--edges FILE (`u v p` per line), --nodes N, --model ic|sir, --infection, --recovery, --seconds, --seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edges", required=True)
    parser.add_argument("--nodes", type=int, required=True)
    parser.add_argument("--model", choices=["ic", "sir"], required=True)
    parser.add_argument("--infection", type=float, default=0.1)
    parser.add_argument("--recovery", type=float, default=0.05)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    workload = parser.parse_args()
    with open(workload.edges, encoding="ascii") as lines:
        rows = [line.split() for line in lines]
    workload.pairs = [(int(u), int(v)) for u, v, _ in rows]
    workload.probabilities = [float(p) for _, _, p in rows]
    # One for all, or None.
    same = set(workload.probabilities)
    workload.probability = same.pop() if len(same) == 1 else None
    random.seed(workload.seed)
    return workload


def missing():
    """The peer cannot be imported."""
    sys.exit(NOT_INSTALLED)


def unanswered(why):
    """The peer has no public interface for this question."""
    print(json.dumps({"why": why}))
    sys.exit(NO_SUCH_MODEL)


def measure(workload, version, reached_from, note=""):
    """
    Runs cascades until the time is up and prints what came out. `reached_from(entry)` runs one and returns how many
    were ever reached, the entry among them; with `entry` None the peer draws it itself.
    """
    draw = random.Random(workload.seed + 1)
    for _ in range(2):
        reached_from(draw.randrange(workload.nodes))
    runs, total, squares = 0, 0, 0
    begin = time.perf_counter()
    while runs < 3 or time.perf_counter() - begin < workload.seconds:
        size = reached_from(draw.randrange(workload.nodes)) - 1
        runs += 1
        total += size
        squares += size * size
    seconds = time.perf_counter() - begin
    mean = total / runs
    error = math.sqrt(max(0.0, squares / runs - mean * mean) / max(1, runs - 1))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(
        json.dumps(
            {
                "version": version,
                "runs": runs,
                "runsPerSecond": runs / seconds,
                "meanBlastRadius": mean,
                "standardError": error,
                "peakBytes": peak,
                "note": note,
            }
        )
    )
