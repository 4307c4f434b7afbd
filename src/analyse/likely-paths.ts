/** A directed influence; `passes` is the probability that it lets through when it is tried, above 0. */
export type Step = { readonly from: string; readonly to: string; readonly passes: number };
export type LikelyPath<S extends Step> = { readonly steps: readonly S[]; readonly passes: number };

/**
 * The most likely simple paths from any of the sources to the target, most likely first. Yen (1971), with
 * a product of probabilities in place of a sum of lengths. Of parallel steps only the likeliest is used;
 * a path enters no source again.
 */
export function likelyPaths<S extends Step>(
  steps: readonly S[],
  sources: ReadonlySet<string>,
  target: string,
  most: number,
): LikelyPath<S>[] {
  if (sources.has(target)) return [];
  const graph = stepsFrom(steps, sources);
  const found: LikelyPath<S>[] = [];
  const first = most > 0 ? likeliest(graph, sources, target, noPath, () => false) : undefined;
  const candidates = new Map<string, LikelyPath<S>>(first === undefined ? [] : [[keyOf(first), first]]);
  while (found.length < most) {
    const best = likeliestOf(candidates.values());
    if (best === undefined) break;
    candidates.delete(keyOf(best));
    found.push(best);
    if (found.length === most) break;
    for (const detour of detours(best, found, graph, sources, target)) candidates.set(keyOf(detour), detour);
  }
  return found;
}

type Graph<S> = ReadonlyMap<string, readonly S[]>;
const noPath: LikelyPath<never> = { steps: [], passes: 1 };
const keyOf = ({ steps }: LikelyPath<Step>): string => steps.map(({ from, to }) => `${from}\0${to}`).join('\0\0');

function stepsFrom<S extends Step>(steps: readonly S[], sources: ReadonlySet<string>): Graph<S> {
  const best = new Map<string, S>();
  for (const step of steps) {
    if (step.passes <= 0 || sources.has(step.to)) continue;
    const key = `${step.from}\0${step.to}`;
    if ((best.get(key)?.passes ?? 0) < step.passes) best.set(key, step);
  }
  const graph = new Map<string, S[]>();
  for (const step of best.values()) {
    const list = graph.get(step.from);
    if (list === undefined) graph.set(step.from, [step]);
    else list.push(step);
  }
  return graph;
}

/** Paths that leave `path` at one of its places and were not found yet. */
function* detours<S extends Step>(
  path: LikelyPath<S>,
  found: readonly LikelyPath<S>[],
  graph: Graph<S>,
  sources: ReadonlySet<string>,
  target: string,
): Generator<LikelyPath<S>> {
  for (let length = 0; length < path.steps.length; length++) {
    const steps = path.steps.slice(0, length);
    const root: LikelyPath<S> = { steps, passes: steps.reduce((product, step) => product * step.passes, 1) };
    const taken = new Set(
      found
        .filter((other) => keyOf({ ...other, steps: other.steps.slice(0, length) }) === keyOf(root))
        .map(({ steps: all }) => all[length]),
    );
    const visited = new Set(steps.map(({ from }) => from));
    const spur = steps.at(-1)?.to;
    const detour = likeliest(
      graph,
      spur === undefined ? sources : new Set([spur]),
      target,
      root,
      (step) => taken.has(step) || visited.has(step.to),
    );
    if (detour !== undefined) yield detour;
  }
}

/** Dijkstra's search with products: probabilities are at most 1, so that no longer path is likelier. Graphs that people read are small. */
function likeliest<S extends Step>(
  graph: Graph<S>,
  starts: ReadonlySet<string>,
  target: string,
  root: LikelyPath<S>,
  isBarred: (step: S) => boolean,
): LikelyPath<S> | undefined {
  const open = new Map<string, LikelyPath<S>>([...starts].map((start) => [start, root]));
  const closed = new Set<string>();
  for (;;) {
    const [at, path] = [...open].reduce<[string, LikelyPath<S>] | []>(
      (best, entry) => ((best[1]?.passes ?? 0) >= entry[1].passes ? best : entry),
      [],
    );
    if (at === undefined || path === undefined) return undefined;
    if (at === target) return path;
    open.delete(at);
    closed.add(at);
    for (const step of graph.get(at) ?? []) {
      if (closed.has(step.to) || isBarred(step)) continue;
      const passes = path.passes * step.passes;
      if ((open.get(step.to)?.passes ?? 0) < passes) open.set(step.to, { steps: [...path.steps, step], passes });
    }
  }
}

const likeliestOf = <S extends Step>(paths: Iterable<LikelyPath<S>>): LikelyPath<S> | undefined =>
  [...paths].reduce<LikelyPath<S> | undefined>(
    (best, path) => ((best?.passes ?? 0) >= path.passes ? best : path),
    undefined,
  );
