"""graph-tool: SIRState with synchronous rounds; recovery 1 makes it independent cascade. One state per run is its API."""

import warnings

import workload as bench

warnings.filterwarnings("ignore")
try:
    import graph_tool
    import graph_tool.dynamics as dynamics
    import numpy
except ImportError:
    bench.missing()

work = bench.read()
graph_tool.seed_rng(work.seed)
graph_tool.openmp_set_num_threads(1)
graph = graph_tool.Graph(directed=True)
graph.add_vertex(work.nodes)
graph.add_edge_list(numpy.array(work.pairs))

if work.model == "sir":
    infection, recovery = work.infection, work.recovery
elif work.probability is not None:
    infection, recovery = work.probability, 1.0
else:
    infection, recovery = graph.new_ep("double", vals=work.probabilities), 1.0

INFECTIOUS = 1


def is_over(state, changed):
    """In a round of a cascade whoever is infectious recovers; in SIR nothing may change while somebody still is."""
    if work.model == "ic":
        return changed == 0
    return changed == 0 and not (state.get_state().a == INFECTIOUS).any()


def reached_from(entry):
    state = dynamics.SIRState(graph, beta=infection, gamma=recovery, v0=graph.vertex(entry))
    while not is_over(state, state.iterate_sync()):
        pass
    return int((state.get_state().a != 0).sum())


bench.measure(work, graph_tool.__version__, reached_from)
