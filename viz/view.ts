import type {
  ComponentDetail,
  Details,
  Interval,
  Results,
  ScenarioDetails,
  ScenarioResult,
} from '../src/measure/results.ts';
import { mergeReplicas } from './merge-replicas.ts';
import type { WhatIf } from './what-if/what-if.ts';

/** What one run left behind. */
export type Run = { readonly results: Results; readonly details: Details };

/** A further run beside the first, to compare with. */
export type NamedRun = Run & { readonly label: string };

/** What a report or figure shows: a run (labelled by its name unless told otherwise), and others beside it. */
export type Shown = Run & {
  readonly label?: string;
  readonly others?: readonly NamedRun[];
  readonly whatIf?: WhatIf | null;
};

/** One scenario of a run with what all pictures ask of it, looked up once. */
export type View = {
  readonly results: Results;
  readonly details: Details;
  /** What this run is called beside the others. */
  readonly label: string;
  /** Further runs, in the order in which they were given; none in most reports. */
  readonly others: readonly NamedRun[];
  /** Changes of the reader's, whose consequences are shown instead of the run. */
  readonly whatIf: WhatIf | null;
  /** Position in `results.scenarios`. */
  readonly index: number;
  readonly scenario: ScenarioResult;
  /** Null if the run kept no details of this scenario. */
  readonly kept: ScenarioDetails | null;
  readonly components: readonly ComponentDetail[];
  /** Component id -> position in `components`. */
  readonly positionOf: ReadonlyMap<string, number>;
  /** By position in `components`; reach is a share of worlds. */
  readonly isEntry: readonly boolean[];
  readonly reach: readonly number[];
  readonly reachCi95: readonly (Interval | null)[];
  /** By position in `details.relations`: share of worlds in which it made a first infection, by direction. */
  readonly carried: readonly Carried[];
  readonly lastRound: number;
  readonly medium: Medium;
};

/**
 * `file`: what stands in the file before any code runs: the first sections, with their pictures as usually drawn.
 * `page`: rendered by the page's code, which draws each picture for the width of its place right afterwards.
 */
export type Medium = 'file' | 'page';

export type Carried = { readonly along: number; readonly against: number };

/** @throws {RangeError} if there is no such scenario */
export function viewOf(
  { results, details, label = results.name, others = [], whatIf = null }: Shown,
  index = 0,
  medium: Medium = 'file',
): View {
  const scenario = results.scenarios[index];
  if (scenario === undefined) throw new RangeError(`no scenario ${index}`);
  const found = details.scenarios.find(({ id }) => id === scenario.id);
  const kept = found === undefined ? null : mergeReplicas(found);
  const { components } = details;
  const reached = new Map(scenario.reach?.map((row) => [row.id, row]));
  const entries = new Set(scenario.entry.flatMap((id) => [id, id.replace(/#1$/, '')]));
  return {
    results,
    details,
    label,
    others,
    whatIf,
    index,
    scenario,
    kept,
    components,
    positionOf: new Map(components.map(({ id }, i) => [id, i])),
    isEntry: components.map(({ id }) => reached.get(id)?.entry ?? entries.has(id)),
    reach: components.map(({ id }, i) => reached.get(id)?.p ?? kept?.reachByRound[i]?.at(-1) ?? 0),
    reachCi95: components.map(({ id }) => reached.get(id)?.ci95 ?? null),
    carried: carriedBy(details, kept),
    lastRound: Math.max(0, scenario.curve.total.length - 1),
    medium,
  };
}

export const widest = ({ along, against }: Carried): number => Math.max(along, against);

function carriedBy(details: Details, kept: ScenarioDetails | null): Carried[] {
  const sums = details.relations.map(() => ({ along: 0, against: 0 }));
  for (const { relation, direction, share } of kept?.arcs ?? []) {
    const sum = sums[relation];
    if (sum !== undefined) sum[direction] += share;
  }
  return sums;
}

/** What people read of a component; ids stand where there is no component of that id. */
export function nameOf({ components, positionOf }: View, id: string): string {
  return components[positionOf.get(id) ?? -1]?.name ?? id;
}

/** The entry points in words: "front-desk", or "front-desk and crm". */
export const entryNames = (view: View, scenario: ScenarioResult = view.scenario): readonly string[] =>
  scenario.entry.map((id) => nameOf(view, id));
