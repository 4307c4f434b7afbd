"""CyNetDiff: its compiled model, fed the compressed rows directly; one model, new seeds for each run."""

from array import array

import workload as bench

try:
    from cynetdiff.models import IndependentCascadeModel
except ImportError:
    bench.missing()
from importlib.metadata import version

work = bench.read()
if work.model != "ic":
    bench.unanswered("it has cascades and linear threshold only")

order = sorted(range(len(work.pairs)), key=lambda edge: work.pairs[edge])
starts = array("I", [0] * work.nodes)
for u, _ in work.pairs:
    if u + 1 < work.nodes:
        starts[u + 1] += 1
for u in range(1, work.nodes):
    starts[u] += starts[u - 1]
targets = array("I", [work.pairs[edge][1] for edge in order])

if work.probability is None:
    own = array("f", [work.probabilities[edge] for edge in order])
    model = IndependentCascadeModel(starts, targets, activation_probs=own)
else:
    model = IndependentCascadeModel(starts, targets, activation_prob=work.probability)


def reached_from(entry):
    model.set_seeds([entry])  # starts the model afresh
    model.advance_until_completion()
    return model.get_num_activated_nodes()


bench.measure(work, version("cynetdiff"), reached_from)
