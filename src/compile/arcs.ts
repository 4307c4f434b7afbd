import { atLeastOnce } from '../base/at-least-once.ts';
import { identityOf } from '../base/random.ts';
import { known, meanOf } from '../graph/belief.ts';
import type { Ecosystem, Relation } from '../graph/ecosystem.ts';
import { encodeId } from '../graph/ids.ts';
import { type Direction, directions } from '../graph/kinds.ts';
import type { ArcDraft, Exercise, SelectorRelation } from './arc-draft.ts';
import { type ChannelChoice, type ChooseChannel, channelChooser } from './channel-choice.ts';
import type { CompiledScenario } from './compiled.ts';
import { type Expanded, expand, type Link } from './expand.ts';
import { factorEffects, withAdditions } from './factors/apply-factors.ts';
import { factorAssumptions } from './factors/factor-assumptions.ts';
import { meanTrust, trustTerms } from './factors/trust-terms.ts';
import { controlsBefore, guardRules, type RulesOn, rulesFinder } from './guard-index.ts';
import type { GuardRule } from './guard-rule.ts';
import { maturityAssumption } from './maturity-assumption.ts';
import { keyText, pack } from './pack.ts';
import { relationKey } from './relation-key.ts';
import type { Scenario } from './scenario.ts';
import { defaultSettings, type Settings } from './suite.ts';
import { resolveTiers, type Tiers } from './tiers.ts';

/** A scenario ready to run, with what its indexes mean. */
export type Compilation = {
  readonly scenario: Scenario;
  readonly compiled: CompiledScenario;
  readonly expanded: Expanded;
  /** In the order of the compiled arcs. */
  readonly arcs: readonly ArcDraft[];
  readonly tiers: Tiers;
  /** Whole sentences about what stands in for what the file does not say. */
  readonly assumptions: readonly string[];
};

/** What every scenario of an ecosystem is compiled from. */
export type Ground = Pick<Compilation, 'expanded' | 'tiers'> & {
  readonly ecosystem: Ecosystem;
  readonly rules: readonly GuardRule[];
  readonly rulesOn: RulesOn;
};

/** @throws {InvalidInputError} if replicas, slots or agentic factors make more than a million relations. */
export function groundOf(
  ecosystem: Ecosystem,
  settings: Pick<Settings, 'attacker' | 'factors'> = defaultSettings,
): Ground {
  const factors = factorEffects(ecosystem, settings);
  const written = expand(withAdditions(ecosystem, factors));
  const expanded = factors === undefined ? written : { ...written, factors };
  const rules = guardRules(expanded);
  const tiers = resolveTiers(ecosystem, settings.attacker);
  return { ecosystem, expanded, tiers, rules, rulesOn: rulesFinder(rules, expanded) };
}

/** @throws {InvalidInputError} if replicas and slots make more than a million relations. */
export const compileScenario = (ecosystem: Ecosystem, scenario: Scenario): Compilation =>
  compileOn(groundOf(ecosystem, scenario.settings), scenario);

export function compileOn(ground: Ground, scenario: Scenario): Compilation {
  const { ecosystem, expanded, tiers, rulesOn } = ground;
  const choose = channelChooser(ecosystem, tiers, scenario.channels, scenario.settings);
  const direct = expanded.links.flatMap((link) => arcsOfLink(link, expanded, scenario, choose));
  const drafts = [...direct, ...uniqueByKey(evadingArcs(ground, direct, scenario, choose))].sort(inArcOrder);
  const working: RulesOn = (arc) => rulesOn(arc).filter(({ rule }) => rule.control !== scenario.controlOff);
  const compiled = pack(drafts, working, expanded, scenario, tiers);
  const assumptions = [
    ...maturityAssumption(scenario.settings),
    ...assumptionsOf(drafts, expanded, tiers),
    ...factorAssumptions(ecosystem, expanded, drafts, working),
  ];
  return { scenario, compiled, expanded, arcs: drafts, tiers, assumptions };
}

const isImpossible = (relation: ArcDraft['relation'], direction: Direction, channel: ChannelChoice): boolean =>
  [relation.trust[direction], channel.belief].some((belief) => belief.form === 'number' && belief.value === 0);

function arcsOfLink(link: Link, expanded: Expanded, { threats }: Scenario, choose: ChooseChannel): ArcDraft[] {
  const { relation, from, to } = link;
  // What a control is on is known only once these arcs stand: see arcsIntoControl.
  if (relation.kind === 'guards') return [];
  const exercise = exerciseOf(relation, expanded, from, to);
  return directions.flatMap((direction) =>
    threats.flatMap((threat) => {
      const [source, target] = direction === 'along' ? [from, to] : [to, from];
      return arcBetween({ source, target, relation, direction, threat, exercise }, expanded, choose);
    }),
  );
}

/** `guards` against: into each control from what it guards, or from the source of each arc that it is on. */
function evadingArcs(
  { expanded, rules, rulesOn }: Ground,
  direct: readonly ArcDraft[],
  { threats }: Scenario,
  choose: ChooseChannel,
): ArcDraft[] {
  const sourcesOf = new Map<GuardRule, Set<number>>();
  for (const arc of direct) {
    for (const { rule } of rulesOn(arc)) sourcesOf.set(rule, (sourcesOf.get(rule) ?? new Set()).add(arc.source));
  }
  const evaders = (rule: GuardRule): readonly number[] =>
    'component' in rule.on ? (expanded.nodesOf.get(rule.on.component) ?? []) : [...(sourcesOf.get(rule) ?? [])];
  const evaded = rules.filter(({ approves }) => approves === undefined);
  return evaded.flatMap((rule) =>
    evaders(rule).flatMap((source) => arcsIntoControl(rule, source, expanded, threats, choose)),
  );
}

function arcsIntoControl(
  rule: GuardRule,
  source: number,
  expanded: Expanded,
  threats: Scenario['threats'],
  choose: ChooseChannel,
): ArcDraft[] {
  return controlsBefore(rule, source).flatMap((control) => {
    if (source === control) return [];
    const relation = rule.relation ?? selectorRelation(rule, source, expanded);
    const exercise = exerciseOf(relation, expanded, control, source);
    return threats.flatMap((threat) =>
      arcBetween({ source, target: control, relation, direction: 'against', threat, exercise }, expanded, choose),
    );
  });
}

function selectorRelation({ control }: GuardRule, source: number, { nodes }: Expanded): SelectorRelation {
  const guarded = (nodes[source] as Expanded['nodes'][number]).component.id;
  return {
    id: `${encodeId(control)}>guards>${encodeId(guarded)}` as Relation['id'],
    kind: 'guards',
    from: control,
    to: guarded,
    ordinal: 0,
    trust: { along: known(1), against: known(1) },
    rate: known(DEFAULT_RATE),
    signed: false,
  };
}

const DEFAULT_RATE = 0.3;

function arcBetween(
  arc: Pick<ArcDraft, 'source' | 'target' | 'relation' | 'direction' | 'threat' | 'exercise'>,
  { nodes }: Expanded,
  choose: ChooseChannel,
): ArcDraft[] {
  const { source, target, relation, direction, threat } = arc;
  const [from, to] = [nodes[source], nodes[target]] as [Expanded['nodes'][number], Expanded['nodes'][number]];
  const hardening = to.component.hardening;
  const channel = choose({ relation: relation as Relation }, direction, threat, from, to);
  if (channel === undefined || isImpossible(relation, direction, channel)) return [];
  if (hardening.form === 'number' && hardening.value === 1) return [];
  const [start, end] = direction === 'along' ? [from.id, to.id] : [to.id, from.id];
  const name = nameOf(relation, start, end);
  return [
    {
      ...arc,
      channel,
      id: `${name}>${direction}>${threat}`,
      key: identityOf('arc', start, end, relation.kind, direction, threat, relation.ordinal),
    },
  ];
}

/** The relation's id; between replicas or slots, which share one relation, their own ids in its default form. */
const nameOf = ({ id, kind, from, to, ordinal }: ArcDraft['relation'], start: string, end: string): string =>
  start === from && end === to ? id : `${encodeId(start)}>${kind}>${encodeId(end)}#${ordinal + 1}`;

const exerciseOf = (relation: ArcDraft['relation'], expanded: Expanded, from: number, to: number): Exercise => ({
  key: relationKey(relation, from, to, expanded),
  link: relation,
});

/** Arc order of the contract: source id by code units, then identity. */
const inArcOrder = (a: ArcDraft, b: ArcDraft): number =>
  a.source - b.source || a.key.high - b.key.high || a.key.low - b.key.low;

const uniqueByKey = (arcs: readonly ArcDraft[]): ArcDraft[] => [
  ...new Map(arcs.map((arc) => [keyText(arc.key), arc])).values(),
];

function assumptionsOf(drafts: readonly ArcDraft[], { nodes }: Expanded, tiers: Tiers): string[] {
  const assumed = [
    ...new Set(
      drafts.filter(({ channel }) => channel.tierAssumed).map(({ target }) => nodes[target]?.component.id as string),
    ),
  ].sort();
  if (assumed.length === 0) return [];
  const shown = assumed.slice(0, 5).join(', ') + (assumed.length > 5 ? ` and ${assumed.length - 5} more` : '');
  return [
    `No model tier is given for ${shown}: taken as ${tiers.usual}, the commonest tier of the file or mid if it names none.`,
  ];
}

/** Probability of an arc at the means of its inputs, controls aside. */
export function meanProbability(
  { channel, relation, direction, target }: ArcDraft,
  { nodes, factors }: Expanded,
  attempts: number,
): number {
  const p = meanOf(channel.belief);
  const passes = atLeastOnce(p, channel.perAttempt ? attempts : 1);
  const { hardening, kind } = (nodes[target] as Expanded['nodes'][number]).component;
  return passes * meanTrust(trustTerms(relation, direction, kind, factors), factors?.factors) * (1 - meanOf(hardening));
}
