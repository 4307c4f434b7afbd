import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { offsetsOf, uint8, uint32 } from '../../src/compile/typed.ts';
import { known } from '../../src/graph/belief.ts';

/** The same scenario with one arc's probability scaled down; identities stay. */
export function weakened(scenario: CompiledScenario, arc: number, factor: number): CompiledScenario {
  const { arcs, parameters } = scenario;
  const before = parameters.beliefs[arcs.trust[arc] as number];
  if (before?.form !== 'number') throw new RangeError('an uncertain trust cannot be scaled');
  const trust = uint32(arcs.trust);
  trust[arc] = parameters.beliefs.length;
  return {
    ...scenario,
    arcs: { ...arcs, trust },
    parameters: {
      ...parameters,
      beliefs: [...parameters.beliefs, known(before.value * factor)],
      keyLow: uint32([...parameters.keyLow, 0]),
      keyHigh: uint32([...parameters.keyHigh, 0]),
    },
  };
}

/** The same scenario without the arcs that touch a component; everything else keeps its identity and its interval. */
export function withoutArcsOf(scenario: CompiledScenario, component: number): CompiledScenario {
  const { arcs, inArcs, guards, components } = scenario;
  const kept = Array.from({ length: arcs.count }, (_, arc) => arc).filter(
    (arc) => arcs.source[arc] !== component && arcs.target[arc] !== component,
  );
  const column = (values: Uint32Array): Uint32Array => uint32(kept.map((arc) => values[arc] as number));
  const small = (values: Uint8Array): Uint8Array => uint8(kept.map((arc) => values[arc] as number));
  const rows = kept.flatMap((arc, position) => {
    const [from, to] = [guards.offsets[arc] as number, guards.offsets[arc + 1] as number];
    return Array.from({ length: to - from }, (_, i) => ({ position, guard: from + i }));
  });
  const ofGuards = (values: Uint32Array): Uint32Array => uint32(rows.map(({ guard }) => values[guard] as number));
  return {
    ...scenario,
    arcs: {
      ...arcs,
      count: kept.length,
      offsets: offsetsOf(column(arcs.source), components.count),
      source: column(arcs.source),
      target: column(arcs.target),
      keyLow: column(arcs.keyLow),
      keyHigh: column(arcs.keyHigh),
      effect: small(arcs.effect),
      threat: small(arcs.threat),
      relation: column(arcs.relation),
      channel: column(arcs.channel),
      trust: column(arcs.trust),
      hardening: column(arcs.hardening),
      attempts: small(arcs.attempts),
      shared: column(arcs.shared),
    },
    inArcs: inArcs && { ...inArcs, positionOf: column(inArcs.positionOf) },
    guards: {
      count: rows.length,
      offsets: offsetsOf(
        rows.map(({ position }) => position),
        kept.length,
      ),
      control: ofGuards(guards.control),
      keyLow: ofGuards(guards.keyLow),
      keyHigh: ofGuards(guards.keyHigh),
      effectiveness: ofGuards(guards.effectiveness),
      stopsAtMostHalf: guards.stopsAtMostHalf && uint8(rows.map(({ guard }) => guards.stopsAtMostHalf?.[guard] ?? 0)),
    },
  };
}
