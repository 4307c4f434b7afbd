import { wilson } from '../../src/base/intervals.ts';
import type { Certainty, ThreatClass } from '../../src/graph/kinds.ts';
import type { Basis, Interval, RelationDetail, WitnessedPath } from '../../src/measure/results.ts';
import { effectiveWorlds } from '../effective-worlds.ts';
import { isSwitchedOff } from '../graph/switched-off.ts';
import type { View } from '../view.ts';

/** A way by which compromise first came to a component, and in how many of the watched worlds. */
export type Way = {
  /** Position in `components`. */
  readonly target: number;
  readonly share: number;
  readonly ci95: Interval;
  readonly hops: readonly Hop[];
};

export type Hop = {
  /** Positions in `components`. */
  readonly from: number;
  readonly to: number;
  readonly verb: string;
  /** Compromise runs from the declared far end to the near one. */
  readonly isAgainst: boolean;
  readonly threat: ThreatClass;
  /** Per attempt, at the means of the inputs. */
  readonly chance: number;
  /** Null where nothing is said of it, as in raw graphs. */
  readonly basis: Basis | null;
  readonly evidence: string;
  readonly certainty: Certainty;
  readonly relation: RelationDetail | null;
  /** Controls on the relation, without those that this scenario switches off. */
  readonly controls: readonly string[];
};

/** Position of a component, or all of them together. */
export type PathTarget = number | 'any';

/** Ways to the target, most frequent first. */
export function waysTo(view: View, target: PathTarget): Way[] {
  const { witnessed } = view.kept ?? {};
  if (witnessed === undefined) return [];
  return witnessed.paths
    .filter((path) => target === 'any' || path.target === target)
    .flatMap((path) => wayOf(view, path, witnessed.worlds))
    .sort((a, b) => b.share - a.share);
}

/** Components to which any way was seen, those first of which most is at stake: reach times value. */
export function pathTargets(view: View): number[] {
  const { components, reach, isEntry } = view;
  const stake = (i: number): number => (reach[i] ?? 0) * (components[i]?.value ?? 1);
  return [...new Set(view.kept?.witnessed?.paths.map(({ target }) => target))]
    .filter((i) => components[i] !== undefined && !isEntry[i])
    .sort((a, b) => stake(b) - stake(a) || a - b);
}

function wayOf(view: View, { target, arcs, count }: WitnessedPath, worlds: number): Way[] {
  const share = count / worlds;
  const hops = arcs.map((arc) => hopOf(view, arc));
  if (hops.length === 0 || !hops.every((hop) => hop !== null)) return [];
  return [{ target, share, ci95: wilson(share, trials(view, target, worlds)), hops }];
}

/** As sure as the reach of its target: worlds that share what is not known count for fewer. */
function trials({ scenario, reach, reachCi95 }: View, target: number, worlds: number): number {
  const ci95 = reachCi95[target] ?? null;
  if (ci95 === null) return worlds;
  return (worlds * effectiveWorlds(reach[target] ?? 0, ci95, scenario.worlds)) / scenario.worlds;
}

function hopOf(view: View, position: number): Hop | null {
  const arc = view.kept?.arcs[position];
  const [from, to] = [view.positionOf.get(arc?.from ?? ''), view.positionOf.get(arc?.to ?? '')];
  if (arc === undefined || from === undefined || to === undefined) return null;
  const relation = view.details.relations[arc.relation] ?? null;
  return {
    from,
    to,
    verb: relation?.kind ?? 'arc',
    isAgainst: relation !== null && arc.direction === 'against',
    threat: arc.threat,
    chance: arc.probability,
    basis: basisOf(arc.evidence),
    evidence: arc.evidence,
    certainty: relation?.certainty ?? 'declared',
    relation,
    controls: (relation?.controls ?? []).filter((id) => !isSwitchedOff(view, id)),
  };
}

/** `yours: file:12`, `row of the channel table: judgement`, or `row: ids of measurements`. */
function basisOf(evidence: string): Basis | null {
  if (evidence === '') return null;
  if (evidence.startsWith('yours')) return 'yours';
  return evidence === 'judgement' || evidence.endsWith(': judgement') ? 'judgement' : 'literature';
}
