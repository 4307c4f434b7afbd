"""
igraph: no simulation of cascades in its Python interface, so a run is one sampled live graph and what its entry reaches
there; and igraph_sir of its C library (called as C programs call it), which ignores directions and draws the entry.
"""

import ctypes
import ctypes.util

import workload as bench

try:
    import igraph
    import numpy
except ImportError:
    bench.missing()

work = bench.read()


def live_graphs():
    graph = igraph.Graph(n=work.nodes, edges=work.pairs, directed=True)
    probabilities = numpy.array(work.probabilities)
    draw = numpy.random.default_rng(work.seed)

    def reached_from(entry):
        live = numpy.flatnonzero(draw.random(len(probabilities)) < probabilities)
        return len(graph.subgraph_edges(live.tolist(), delete_vertices=False).subcomponent(entry, mode="out"))

    bench.measure(work, igraph.__version__, reached_from, "a sampled live graph per run")


AT_ONCE = 10  # the graph is made ready once for all runs of a call


class Sir(ctypes.Structure):
    """igraph_sir_t: four vectors, each of three pointers (begin, end of room, end of use)."""

    _fields_ = [(name, ctypes.c_void_p * 3) for name in ("times", "susceptible", "infectious", "recovered")]


def sir():
    name = ctypes.util.find_library("igraph")
    if name is None:
        bench.unanswered("SIR is in its C library only, which is not installed")
    core = ctypes.CDLL(name)
    core.igraph_vector_ptr_e.restype = ctypes.POINTER(Sir)
    core.igraph_vector_int_view.restype = ctypes.c_void_p
    once = {tuple(sorted(pair)) for pair in work.pairs}
    flat = [node for pair in once for node in pair]
    ends = (ctypes.c_int64 * len(flat))(*flat)
    view, graph, runs = (ctypes.create_string_buffer(1024) for _ in range(3))
    core.igraph_vector_int_view(view, ends, ctypes.c_int64(len(flat)))
    core.igraph_create(graph, view, ctypes.c_int64(work.nodes), ctypes.c_int(0))
    core.igraph_vector_ptr_init(runs, ctypes.c_int64(0))

    finals = []

    def reached_from(_):
        if not finals:
            core.igraph_vector_ptr_resize(runs, ctypes.c_int64(0))
            rates = ctypes.c_double(work.infection), ctypes.c_double(work.recovery)
            core.igraph_sir(graph, *rates, ctypes.c_int64(AT_ONCE), runs)
            for position in range(AT_ONCE):
                run = core.igraph_vector_ptr_e(runs, ctypes.c_int64(position))
                end = run.contents.recovered[2]
                finals.append(ctypes.cast(end - 8, ctypes.POINTER(ctypes.c_int64)).contents.value)
                core.igraph_sir_destroy(run)
        return finals.pop()

    bench.measure(work, igraph.__version__, reached_from, "C library, continuous time, directions dropped")


live_graphs() if work.model == "ic" else sir()
