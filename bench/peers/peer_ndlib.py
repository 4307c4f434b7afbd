"""NDlib: one model, reset for each run, iterated without node statuses (its fastest way) until nobody is infected."""

import workload as bench

try:
    import networkx
    import ndlib.models.epidemics as epidemics
    import ndlib.models.ModelConfig as model_config
except ImportError:
    bench.missing()
from importlib.metadata import version

work = bench.read()
graph = networkx.DiGraph()
graph.add_nodes_from(range(work.nodes))
graph.add_edges_from(work.pairs)

config = model_config.Configuration()
if work.model == "ic":
    model = epidemics.IndependentCascadesModel(graph)
    for edge, probability in zip(work.pairs, work.probabilities):
        config.add_edge_configuration("threshold", edge, probability)
else:
    model = epidemics.SIRModel(graph)
    config.add_model_parameter("beta", work.infection)
    config.add_model_parameter("gamma", work.recovery)
config.add_model_initial_configuration("Infected", [0])
model.set_initial_status(config)


def reached_from(entry):
    model.reset(infected_nodes=[entry])
    while True:
        counts = model.iteration(node_status=False)["node_count"]
        if counts[1] == 0:
            return counts[2]


bench.measure(work, version("ndlib"), reached_from)
