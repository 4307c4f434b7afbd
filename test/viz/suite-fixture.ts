import type { Estimate, LayerKey, PairedScenarios, ScenarioResult } from '../../src/measure/results.ts';
import type { NamedRun, Shown } from '../../viz/view.ts';
import { type Outcome, outcomeOf, type Sketch, supportDesk } from './fixture.ts';

/** The support desk from two entries, each with all controls, without one that matters and without one that does not. */
export function deskWithControls(worlds = 200): Outcome {
  const sketch: Sketch = { ...supportDesk, worlds, entries: ['front-desk', 'web-search'] };
  const now = outcomeOf(sketch);
  const variants = ['reply-filter', 'trace-monitor'].map((control) => ({
    control,
    outcome: control === 'reply-filter' ? outcomeOf(withoutFilter(sketch)) : now,
  }));
  const scenarios = now.results.scenarios.flatMap((baseline, i) => [
    baseline,
    ...variants.map(({ control, outcome }) => ({
      ...(outcome.results.scenarios[i] as ScenarioResult),
      id: `${baseline.id}/control-off:${control}`,
    })),
  ]);
  const pairs = scenarios.flatMap((variant) => {
    const baseline = scenarios.find(({ id }) => variant.id.startsWith(`${id}/`));
    return baseline === undefined ? [] : [pairOf(baseline, variant)];
  });
  return { results: { ...now.results, scenarios }, details: { ...now.details, pairs } };
}

/** Four systems of which only the relations differ: a run each. */
export function fourShapes(worlds = 200): Shown {
  const [first, ...others] = (['star', 'chain', 'ring', 'complete'] as const).map((shape): NamedRun => {
    return { label: shape, ...outcomeOf(sketchOf(shape, worlds)) };
  });
  return { ...(first as NamedRun), others };
}

const nodes = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function sketchOf(shape: 'star' | 'chain' | 'ring' | 'complete', worlds: number): Sketch {
  const isLinked = (i: number, j: number): boolean => {
    if (shape === 'complete') return true;
    if (shape === 'star') return i === 0;
    return j === i + 1 || (shape === 'ring' && i === 0 && j === nodes.length - 1);
  };
  return {
    name: `shape-${shape}`,
    components: nodes.map((id) => ({ id, kind: 'agent' })),
    relations: nodes.flatMap((from, i) =>
      nodes
        .slice(i + 1)
        .filter((_, k) => isLinked(i, i + 1 + k))
        .map((to) => ({ from, to, kind: 'messages' as const, along: 0.35, against: 0.35 })),
    ),
    entries: [...nodes],
    worlds,
  };
}

const withoutFilter = (sketch: Sketch): Sketch => ({
  ...sketch,
  relations: sketch.relations.map((relation) =>
    relation.controls?.includes('reply-filter') || relation.kind === 'writes'
      ? { ...relation, along: Math.min(0.95, relation.along * 1.6), against: Math.min(0.95, relation.against * 3) }
      : relation,
  ),
});

/** Half as wide as both intervals together: what shared worlds may gain. */
function pairOf(baseline: ScenarioResult, variant: ScenarioResult): PairedScenarios {
  const difference = (one: Estimate, other: Estimate): Estimate => {
    const mean = other.mean - one.mean;
    const half = [one, other].reduce((sum, { ci95: [low, high] }) => sum + (high - low) / 4, 0) / 2;
    return { mean, ci95: [mean - half, mean + half] };
  };
  const [before, after] = [baseline.blastRadius, variant.blastRadius];
  return {
    baseline: baseline.id,
    variant: variant.id,
    worlds: variant.worlds,
    total: difference(before.total, after.total),
    layers: Object.fromEntries(
      (Object.keys(before.layers) as LayerKey[]).map((layer) => [
        layer,
        difference(before.layers[layer] as Estimate, after.layers[layer] as Estimate),
      ]),
    ),
  };
}
