import type { Component } from '../graph/ecosystem.ts';
import type { ComponentKind, Layer, ThreatClass } from '../graph/kinds.ts';
import { agenticClasses } from '../graph/kinds.ts';
import type { AppliedThreat, ThreatModel } from '../threats/applied-threat.ts';
import { type StrideLetter, threatClassCards } from '../threats/classes.ts';
import { type ComponentElement, elementOf, strideOf, strideOfRelation } from '../threats/stride-elements.ts';
import { type SideBySideRuns, type SideBySideScenario, sideBySideScenario } from './side-by-side-scenario.ts';

/** What STRIDE alone finds, and what MAESTRO's agentic classes add: listed per component, and simulated. */
export type SideBySide = {
  /** In the order of layers, then ids. */
  readonly components: readonly SideBySideComponent[];
  /** Catalogued threats, each counted once per component that it threatens. */
  readonly counts: {
    readonly byStride: number;
    readonly onlyAgentic: number;
    readonly askedByStride: number;
    readonly byNeither: number;
  };
  /** How the rows of `scenarios` were simulated; null if nothing was. */
  readonly simulation: {
    readonly model: string;
    readonly worlds: number;
    readonly seed: number;
    readonly partial?: true;
  } | null;
  /** With `--simulate`: one row per entry point. */
  readonly scenarios: readonly SideBySideScenario[];
};

export type SideBySideComponent = {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly layer: Layer;
  readonly element: ComponentElement;
  /** STRIDE per element: the letters of its element and of the data flows at it. */
  readonly stride: readonly StrideLetter[];
  /** Ids of catalogue threats at it that one of these letters covers, without an agentic class. */
  readonly byStride: readonly string[];
  /** Ids of catalogue threats at it whose mechanism only an agentic class describes … */
  readonly onlyAgentic: readonly string[];
  /** … of which STRIDE asks the question behind (one of their letters is asked here), without saying how it comes about. */
  readonly askedByStride: readonly string[];
  /** Ids of catalogue threats at it without an agentic class whose letters are not asked of such an element. */
  readonly byNeither: readonly string[];
  /** Letters that per-element STRIDE asks about here and no catalogue threat at it, by its letters or classes, touches. */
  readonly onlyStride: readonly StrideLetter[];
};

/**
 * @param runs - of `sideBySideSuites`; without them nothing is said of consequences
 * @param only - the one component whose threats the model holds; null: all components are compared
 */
export function sideBySide(
  model: ThreatModel,
  runs: SideBySideRuns | null = null,
  only: string | null = null,
): SideBySide {
  const components = model.ecosystem.components
    .filter(({ id }) => only === null || id === only)
    .map((component) => rowOf(component, model))
    .sort((a, b) => a.layer - b.layer);
  const total = (list: 'byStride' | 'onlyAgentic' | 'askedByStride' | 'byNeither'): number =>
    components.reduce((sum, component) => sum + component[list].length, 0);
  return {
    components,
    counts: {
      byStride: total('byStride'),
      onlyAgentic: total('onlyAgentic'),
      askedByStride: total('askedByStride'),
      byNeither: total('byNeither'),
    },
    simulation: runs === null ? null : simulationOf(runs),
    scenarios: runs === null ? [] : runs.both.scenarios.map((_, position) => sideBySideScenario(runs, position)),
  };
}

function rowOf({ id, kind, layer, tags }: Component, { ecosystem, threats }: ThreatModel): SideBySideComponent {
  const flows = ecosystem.relations.filter(({ from, to }) => from === id || to === id);
  const stride = inOrder([...strideOf({ kind, tags }), ...flows.flatMap((flow) => strideOfRelation(flow.kind))]);
  const here = threats.filter(({ component }) => component.id === id);
  return { id, kind, layer, element: elementOf(kind), stride, ...compared(here, stride) };
}

type Lists = Pick<SideBySideComponent, 'byStride' | 'onlyAgentic' | 'askedByStride' | 'byNeither' | 'onlyStride'>;

function compared(applied: readonly AppliedThreat[], stride: readonly StrideLetter[]): Lists {
  const threats = [...new Map(applied.map(({ threat }) => [threat.id, threat])).values()];
  const idsOf = (some: typeof threats): string[] => some.map(({ id }) => id);
  const isAsked = (threat: (typeof threats)[number]): boolean =>
    threat.stride.some((letter) => stride.includes(letter));
  const isAgentic = ({ classes }: (typeof threats)[number]): boolean => classes.some((name) => agentic.has(name));
  const touched = new Set(
    applied.flatMap(({ threat, travelsBy }) => [
      ...threat.stride,
      ...travelsBy.flatMap((name) => threatClassCards[name].stride),
    ]),
  );
  return {
    byStride: idsOf(threats.filter((threat) => !isAgentic(threat) && isAsked(threat))),
    onlyAgentic: idsOf(threats.filter(isAgentic)),
    askedByStride: idsOf(threats.filter((threat) => isAgentic(threat) && isAsked(threat))),
    byNeither: idsOf(threats.filter((threat) => !isAgentic(threat) && !isAsked(threat))),
    onlyStride: stride.filter((letter) => !touched.has(letter)),
  };
}

function simulationOf({ both, stride, agentic: alone }: SideBySideRuns): SideBySide['simulation'] {
  const isPartial = [both, stride, alone].some(({ partial }) => partial);
  return {
    model: both.scenarios[0]?.model ?? '',
    worlds: both.scenarios[0]?.worlds ?? 0,
    seed: both.seed,
    ...(isPartial ? { partial: true as const } : {}),
  };
}

const agentic: ReadonlySet<ThreatClass> = new Set(agenticClasses);
const letters: readonly StrideLetter[] = ['S', 'T', 'R', 'I', 'D', 'E'];
const inOrder = (some: readonly StrideLetter[]): StrideLetter[] => letters.filter((letter) => some.includes(letter));
