import { InvalidInputError } from '../base/errors.ts';
import { type CompiledScenario, effects, NONE } from '../compile/compiled.ts';
import { meanOf } from '../graph/belief.ts';
import { meanBase, worksUnlessEntry } from './bounds.ts';
import { stoppedShare } from './stopped-share.ts';

/** One possible outcome of independent cascade: who is reached in the end (entry points included), and how probable that is. */
export type Outcome = { readonly reached: readonly number[]; readonly probability: number };

/** The exact answer: every reached set with its probability, and what lies beside being reached, as probabilities by component. */
export type ExactAnswer = {
  readonly outcomes: readonly Outcome[];
  /** n; probability of being disabled, disclosed, and of being reached, disabled or disclosed. */
  readonly disabled: Float64Array;
  readonly disclosed: Float64Array;
  readonly affected: Float64Array;
};

/** Ways in which arcs can turn out that are followed at most, over all conditions: some seconds. */
const MAX_STEPS = 10_000_000;
const MAX_CONDITIONS = 20_000;
const MAX_REACHABLE = 26;

/**
 * Independent cascade without simulation, at the means of uncertain inputs. A state is (reached set,
 * those of it that have not tried their arcs yet); trying one component's arcs at a time, lowest index
 * first, leads every history to a reached set, and histories in the same state are added up. Arcs of a
 * monoculture that share a uniform are independent once it is known between which of their
 * probabilities the uniform lies, so the answer is averaged over those conditions.
 * @throws {InvalidInputError} if the system is too large: about 15 components that can all reach each other
 */
export function exactAnswer(scenario: CompiledScenario): ExactAnswer {
  const entries = scenario.entry === 'random' ? undefined : [...scenario.entry];
  if (entries === undefined) throw tooLarge(scenario, 'a random entry', 'Name the entry, or run each entry.');
  const members = reachableFrom(entries, scenario);
  if (members.length > MAX_REACHABLE) {
    throw tooLarge(scenario, `${members.length} components that the entry can reach`, SIMULATE);
  }
  const outcomes = new Map<number, number>();
  const aside = new AsideProbabilities(scenario, members);
  const refuse = (): never => {
    throw tooLarge(
      scenario,
      `more than ${MAX_STEPS.toLocaleString('en-US')} ways in which its arcs can turn out`,
      SIMULATE,
    );
  };
  const steps = { left: MAX_STEPS, refuse };
  for (const { weight, pass } of conditions(scenario)) {
    const finals = finalSets(scenario, members, entries, pass, steps);
    for (const [set, probability] of finals) outcomes.set(set, (outcomes.get(set) ?? 0) + weight * probability);
    aside.add(finals, weight, pass);
  }
  return {
    outcomes: [...outcomes]
      .sort(([a], [b]) => a - b)
      .map(([set, probability]) => ({ reached: membersOf(set, members), probability })),
    ...aside,
  };
}

const SIMULATE = 'Use --model independent-cascade, which simulates the same process.';

const tooLarge = ({ key }: CompiledScenario, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at: { file: key }, expected: 'a system small enough for the exact answer', found, fix }]);

function reachableFrom(entries: readonly number[], { arcs }: CompiledScenario): number[] {
  const seen = new Set(entries);
  for (const u of seen) {
    for (let a = arcs.offsets[u] as number; a < (arcs.offsets[u + 1] as number); a++) {
      if (arcs.effect[a] === effects.compromise) seen.add(arcs.target[a] as number);
    }
  }
  return [...seen].sort((a, b) => a - b);
}

type Condition = { readonly weight: number; readonly pass: Float64Array };

/** Pass probability of every arc, given between which arcs' probabilities each shared uniform lies. */
function conditions(scenario: CompiledScenario): Condition[] {
  const { arcs, settings, parameters } = scenario;
  const base = meanBase(scenario);
  const through = guardFactor(scenario);
  const m = meanOf(parameters.beliefs[settings.monoculture] as never);
  const groups = m === 0 ? [] : sharedGroups(scenario, base);
  const count = groups.reduce((product, { cuts }) => product * (cuts.length + 1), 1);
  if (count > MAX_CONDITIONS)
    throw tooLarge(scenario, `${count.toExponential(1)} combinations of common causes`, SIMULATE);
  const independent = base.map((p, a) => p * (through[a] as number));
  return groups.reduce<Condition[]>(
    (list, { cuts, members }) =>
      list
        .flatMap(({ weight, pass }) =>
          [...cuts, 1].map((cut, i) => {
            const low = i === 0 ? 0 : (cuts[i - 1] as number);
            const next = pass.slice();
            // The uniform lies in [low, cut): it is below an arc's probability if that is at least cut.
            for (const a of members) {
              const p = base[a] as number;
              next[a] = (m * (p >= cut ? 1 : 0) + (1 - m) * p) * (through[a] as number);
            }
            return { weight: weight * (cut - low), pass: next };
          }),
        )
        .filter(({ weight }) => weight > 0),
    [{ weight: 1, pass: Float64Array.from({ length: arcs.count }, (_, a) => independent[a] as number) }],
  );
}

/** Product of 1 - effectiveness over the controls on an arc that work. */
function guardFactor(scenario: CompiledScenario): Float64Array {
  const { guards, arcs, parameters } = scenario;
  const works = worksUnlessEntry(scenario);
  const factor = new Float64Array(arcs.count).fill(1);
  for (let a = 0; a < arcs.count; a++) {
    for (let g = guards.offsets[a] as number; g < (guards.offsets[a + 1] as number); g++) {
      if (!works(guards.control[g] as number)) continue;
      const mean = meanOf(parameters.beliefs[guards.effectiveness[g] as number] as never);
      (factor[a] as number) *= 1 - stoppedShare(guards, g, mean);
    }
  }
  return factor;
}

/** Arcs with a common cause that at least one other arc has, and the different probabilities among them. */
function sharedGroups({ arcs }: CompiledScenario, base: Float64Array): { cuts: number[]; members: number[] }[] {
  const groups = new Map<number, number[]>();
  for (let a = 0; a < arcs.count; a++) {
    const cause = arcs.shared[a] as number;
    if (cause !== NONE) groups.set(cause, [...(groups.get(cause) ?? []), a]);
  }
  return [...groups.values()]
    .filter((members) => members.length > 1)
    .map((members) => ({
      members,
      cuts: [...new Set(members.map((a) => base[a] as number))].filter((p) => p > 0 && p < 1).sort((a, b) => a - b),
    }));
}

/** Reached set (bits by position in `members`) -> probability. */
function finalSets(
  scenario: CompiledScenario,
  members: readonly number[],
  entries: readonly number[],
  pass: Float64Array,
  steps: Steps,
): Map<number, number> {
  const chances = chancesBetween(scenario, members, pass);
  const start = entries.reduce((set, entry) => set | (1 << members.indexOf(entry)), 0);
  const final = new Map<number, number>();
  const size = (1 << members.length) >>> 0;
  let states = new Map<number, number>([[start + start * size, 1]]);
  while (states.size > 0) {
    const next = new Map<number, number>();
    for (const [state, probability] of states) {
      const reached = state % size;
      const waiting = (state - reached) / size;
      if (waiting === 0) {
        final.set(reached, (final.get(reached) ?? 0) + probability);
        continue;
      }
      const u = 31 - Math.clz32(waiting & -waiting);
      tryArcs(chances[u] as readonly Chance[], 0, reached, waiting & ~(1 << u), probability, size, next, steps);
    }
    states = next;
  }
  return final;
}

/** How much may still be done; refuses the system when it is used up. */
type Steps = { left: number; readonly refuse: () => never };

type Chance = { readonly bit: number; readonly probability: number };

/** Every way in which the arcs of one component can turn out, added to the states they lead to. */
function tryArcs(
  chances: readonly Chance[],
  from: number,
  reached: number,
  waiting: number,
  probability: number,
  size: number,
  next: Map<number, number>,
  steps: Steps,
): void {
  for (let i = from; i < chances.length; i++) {
    const { bit, probability: p } = chances[i] as Chance;
    if ((reached & bit) !== 0) continue;
    tryArcs(chances, i + 1, reached | bit, waiting | bit, probability * p, size, next, steps);
    if (p === 1) return;
    probability *= 1 - p;
  }
  const state = reached + waiting * size;
  next.set(state, (next.get(state) ?? 0) + probability);
  steps.left--;
  if (steps.left < 0) steps.refuse();
}

/** For each member: whom it can take, with the arcs between two members as one chance. */
function chancesBetween({ arcs }: CompiledScenario, members: readonly number[], pass: Float64Array): Chance[][] {
  const positionOf = new Map(members.map((v, position) => [v, position]));
  return members.map((u) => {
    const miss = new Map<number, number>();
    for (let a = arcs.offsets[u] as number; a < (arcs.offsets[u + 1] as number); a++) {
      if (arcs.effect[a] !== effects.compromise) continue;
      const v = positionOf.get(arcs.target[a] as number) as number;
      miss.set(v, (miss.get(v) ?? 1) * (1 - (pass[a] as number)));
    }
    return [...miss]
      .map(([v, missed]) => ({ bit: 1 << v, probability: 1 - missed }))
      .filter(({ probability }) => probability > 0);
  });
}

const membersOf = (set: number, members: readonly number[]): number[] =>
  members.filter((_, position) => (set >>> position) & 1);

/** Probabilities of what reached components do to others without taking them. */
class AsideProbabilities {
  readonly disabled: Float64Array;
  readonly disclosed: Float64Array;
  readonly affected: Float64Array;
  readonly #scenario: CompiledScenario;
  readonly #members: readonly number[];

  constructor(scenario: CompiledScenario, members: readonly number[]) {
    this.#scenario = scenario;
    this.#members = members;
    this.disabled = new Float64Array(scenario.components.count);
    this.disclosed = new Float64Array(scenario.components.count);
    this.affected = new Float64Array(scenario.components.count);
  }

  add(finals: ReadonlyMap<number, number>, weight: number, pass: Float64Array): void {
    for (const [set, probability] of finals) {
      const reached = membersOf(set, this.#members);
      const disabled = this.#anyOf(reached, effects.disable, pass);
      const disclosed = this.#anyOf(reached, effects.disclose, pass);
      const isReached = new Set(reached);
      for (let v = 0; v < this.affected.length; v++) {
        const [p, q] = [disabled[v] as number, disclosed[v] as number];
        (this.disabled[v] as number) += weight * probability * p;
        (this.disclosed[v] as number) += weight * probability * q;
        (this.affected[v] as number) += weight * probability * (isReached.has(v) ? 1 : 1 - (1 - p) * (1 - q));
      }
    }
  }

  /** Per component: probability that at least one arc of an effect from the reached set passes. */
  #anyOf(reached: readonly number[], effect: number, pass: Float64Array): Float64Array {
    const { arcs } = this.#scenario;
    const any = new Float64Array(this.affected.length);
    for (const u of reached) {
      for (let a = arcs.offsets[u] as number; a < (arcs.offsets[u + 1] as number); a++) {
        if (arcs.effect[a] !== effect) continue;
        const v = arcs.target[a] as number;
        any[v] = 1 - (1 - (any[v] as number)) * (1 - (pass[a] as number));
      }
    }
    return any;
  }
}
