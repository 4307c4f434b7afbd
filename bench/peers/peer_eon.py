"""EoN: its discrete SIR, infectious for one step, is independent cascade; its SIR is the event-driven fast_SIR."""

import random

import workload as bench

try:
    import EoN
    import networkx
except ImportError:
    bench.missing()
from importlib.metadata import version

work = bench.read()
graph = networkx.DiGraph()
graph.add_nodes_from(range(work.nodes))
graph.add_edges_from(work.pairs)
own = dict(zip(work.pairs, work.probabilities))


def passes(u, v):
    return random.random() < own[(u, v)]


def reached_from(entry):
    if work.model == "sir":
        final = EoN.fast_SIR(graph, work.infection, work.recovery, initial_infecteds=[entry])
    elif work.probability is None:
        final = EoN.discrete_SIR(graph, test_transmission=passes, args=(), initial_infecteds=[entry])
    else:
        final = EoN.basic_discrete_SIR(graph, work.probability, initial_infecteds=[entry])
    return int(final[3][-1])


note = "continuous time" if work.model == "sir" else ""
bench.measure(work, version("EoN"), reached_from, note)
