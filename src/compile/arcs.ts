import { type Identity, identityOf } from '../base/random.ts';
import { known, meanOf } from '../graph/belief.ts';
import type { Ecosystem, Relation } from '../graph/ecosystem.ts';
import { encodeId } from '../graph/ids.ts';
import { type Direction, directions, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import { threatClassCards } from '../threats/classes.ts';
import { type ChannelChoice, type ChooseChannel, channelChooser } from './channel-choice.ts';
import {
  type Arcs,
  type CompiledScenario,
  type Components,
  effects,
  type Guards,
  NONE,
  type Relations,
} from './compiled.ts';
import { type Expanded, expand, type Link } from './expand.ts';
import { effectivenessOn, type GuardRule, guardRules } from './guard-index.ts';
import { ParameterTable } from './parameter-table.ts';
import type { Scenario } from './scenario.ts';
import { resolveTiers, type Tiers } from './tiers.ts';
import { offsetsOf, uint8, uint32 } from './typed.ts';

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

/** One directed influence of one class, before it becomes a row of typed arrays. */
export type ArcDraft = {
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly relation: Relation | SelectorRelation;
  readonly direction: Direction;
  readonly threat: ThreatClass;
  readonly channel: ChannelChoice;
  readonly key: Identity;
  readonly exercise: Exercise;
};

/** The relation between a control and the sources of the arcs it is on, which no edge of the graph can stand for. */
type SelectorRelation = Pick<Relation, 'id' | 'kind' | 'from' | 'to' | 'ordinal' | 'trust' | 'rate' | 'signed'> & {
  readonly kind: 'guards';
};

/** What is exercised, or not, in a round: all classes and directions of one relation together. */
type Exercise = { readonly key: Identity; readonly link: Link['relation'] | SelectorRelation };

/** @throws {InvalidInputError} if replicas and slots make more than a million relations. */
export function compileScenario(ecosystem: Ecosystem, scenario: Scenario): Compilation {
  const expanded = expand(ecosystem);
  const tiers = resolveTiers(ecosystem);
  const choose = channelChooser(ecosystem, tiers, scenario.channels);
  const rules = guardRules(expanded);
  const direct = expanded.links.flatMap((link) => arcsOfLink(link, expanded, scenario, choose));
  const evading = rules.flatMap((rule) => arcsIntoControl(rule, direct, expanded, scenario, choose));
  const drafts = [...direct, ...uniqueByKey(evading)].sort(inArcOrder);
  const parameters = new ParameterTable();
  const working = rules.filter(({ control }) => control !== scenario.controlOff);
  const { arcs, relations } = packArcs(drafts, expanded, scenario, tiers, parameters);
  const compiled: CompiledScenario = {
    key: scenario.id,
    model: scenario.model,
    components: packComponents(expanded),
    arcs,
    relations,
    guards: packGuards(drafts, working, expanded, parameters),
    watches: packWatches(expanded, parameters),
    purges: packPurges(expanded),
    slots: packSlots(expanded, drafts, parameters),
    entry: scenario.entry === 'random' ? 'random' : entryIndexes(scenario.entry, expanded),
    settings: packSettings(scenario, parameters),
    parameters: parameters.finish(),
  };
  return { scenario, compiled, expanded, arcs: drafts, tiers, assumptions: assumptionsOf(drafts, expanded, tiers) };
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
function arcsIntoControl(
  rule: GuardRule,
  direct: readonly ArcDraft[],
  expanded: Expanded,
  { threats }: Scenario,
  choose: ChooseChannel,
): ArcDraft[] {
  const { on } = rule;
  const guarded =
    'component' in on
      ? (expanded.nodesOf.get(on.component) ?? [])
      : [
          ...new Set(
            direct.filter((arc) => effectivenessOn(rule, arc, expanded) !== undefined).map(({ source }) => source),
          ),
        ];
  const edge = expanded.links.find(
    ({ relation }) =>
      relation.kind === 'guards' && 'component' in on && relation.from === rule.control && relation.to === on.component,
  );
  return rule.nodes.flatMap((control) =>
    guarded.flatMap((source) => {
      if (source === control) return [];
      const relation = edge?.relation ?? selectorRelation(rule, source, expanded);
      const exercise = exerciseOf(relation, expanded, control, source);
      return threats.flatMap((threat) =>
        arcBetween({ source, target: control, relation, direction: 'against', threat, exercise }, expanded, choose),
      );
    }),
  );
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

const exerciseOf = (relation: ArcDraft['relation'], { nodes }: Expanded, from: number, to: number): Exercise => ({
  key: identityOf('relation', nodes[from]?.id as string, nodes[to]?.id as string, relation.kind, relation.ordinal),
  link: relation,
});

/** Arc order of the contract: source id by code units, then identity. */
const inArcOrder = (a: ArcDraft, b: ArcDraft): number =>
  a.source - b.source || a.key.high - b.key.high || a.key.low - b.key.low;

const keyText = ({ low, high }: Identity): string => `${high}.${low}`;

const uniqueByKey = (arcs: readonly ArcDraft[]): ArcDraft[] => [
  ...new Map(arcs.map((arc) => [keyText(arc.key), arc])).values(),
];

function packArcs(
  drafts: readonly ArcDraft[],
  { nodes }: Expanded,
  { settings }: Scenario,
  tiers: Tiers,
  parameters: ParameterTable,
): { arcs: Arcs; relations: Relations } {
  const exercises = distinct(drafts.map(({ exercise }) => exercise));
  const causes = distinct(
    drafts.map(({ target, threat }) => {
      const model = tiers.modelOf.get(nodes[target]?.component.id as never);
      return model === undefined ? undefined : { key: identityOf('shared', model, threat) };
    }),
  );
  const ofRelation = ({ from, to, kind, ordinal }: ArcDraft['relation']) => [from, to, kind, ordinal] as const;
  const column = (value: (arc: ArcDraft) => number): Uint32Array => uint32(drafts.map(value));
  const arcs: Arcs = {
    count: drafts.length,
    offsets: offsetsOf(
      drafts.map(({ source }) => source),
      nodes.length,
    ),
    source: column(({ source }) => source),
    target: column(({ target }) => target),
    keyLow: column(({ key }) => key.low),
    keyHigh: column(({ key }) => key.high),
    effect: uint8(drafts.map(({ threat }) => effects[threatClassCards[threat].effect])),
    threat: uint8(drafts.map(({ threat }) => threatClasses.indexOf(threat))),
    relation: uint32(exercises.positions),
    channel: column(({ channel }) => parameters.add(channel.belief, 'channel', channel.parameter)),
    trust: column(({ relation, direction }) =>
      parameters.add(relation.trust[direction], 'trust', ...ofRelation(relation), direction),
    ),
    hardening: column(({ target }) => {
      const { id, hardening } = (nodes[target] as Expanded['nodes'][number]).component;
      return parameters.add(hardening, 'hardening', id);
    }),
    attempts: uint8(drafts.map(({ channel }) => (channel.perAttempt ? settings.attempts : 1))),
    shared: uint32(causes.positions),
    sharedLow: uint32(causes.items.map(({ key }) => key.low)),
    sharedHigh: uint32(causes.items.map(({ key }) => key.high)),
  };
  const relations: Relations = {
    count: exercises.items.length,
    keyLow: uint32(exercises.items.map(({ key }) => key.low)),
    keyHigh: uint32(exercises.items.map(({ key }) => key.high)),
    rate: uint32(exercises.items.map(({ link }) => parameters.add(link.rate, 'rate', ...ofRelation(link)))),
  };
  return { arcs, relations };
}

/** Items by key, in the order in which they first appear, and each item's position among them. */
function distinct<T extends { readonly key: Identity }>(
  items: readonly (T | undefined)[],
): { items: T[]; positions: number[] } {
  const found = new Map<string, number>();
  const unique: T[] = [];
  const positions = items.map((item) => {
    if (item === undefined) return NONE;
    const known = found.get(keyText(item.key));
    if (known !== undefined) return known;
    found.set(keyText(item.key), unique.length);
    return unique.push(item) - 1;
  });
  return { items: unique, positions };
}

function packComponents({ nodes }: Expanded): Components {
  const keys = nodes.map(({ id }) => identityOf('component', id));
  return {
    count: nodes.length,
    layer: uint8(nodes.map(({ component }) => component.layer)),
    valueThousandths: uint32(nodes.map(({ component }) => component.valueThousandths)),
    latencyRounds: uint32(nodes.map(({ component }) => component.latencyRounds)),
    keyLow: uint32(keys.map(({ low }) => low)),
    keyHigh: uint32(keys.map(({ high }) => high)),
  };
}

function packGuards(
  drafts: readonly ArcDraft[],
  rules: readonly GuardRule[],
  expanded: Expanded,
  parameters: ParameterTable,
): Guards {
  const rows = drafts.flatMap((arc, position) =>
    rules.flatMap((rule) => {
      const effectiveness = effectivenessOn(rule, arc, expanded);
      if (effectiveness === undefined) return [];
      const parameter = parameters.add(
        effectiveness,
        'effectiveness',
        rule.control,
        selectorText(rule),
        byClassName(rule, arc.threat),
      );
      return (
        rule.nodes
          .map((control) => ({
            position,
            control,
            parameter,
            key: identityOf('guard', arc.key.high, arc.key.low, expanded.nodes[control]?.id as string),
          }))
      );
    }),
  );
  return {
    count: rows.length,
    offsets: offsetsOf(
      rows.map(({ position }) => position),
      drafts.length,
    ),
    control: uint32(rows.map(({ control }) => control)),
    keyLow: uint32(rows.map(({ key }) => key.low)),
    keyHigh: uint32(rows.map(({ key }) => key.high)),
    effectiveness: uint32(rows.map(({ parameter }) => parameter)),
  };
}

const byClassName = ({ effectiveness }: GuardRule, threat: ThreatClass): string =>
  'byClass' in effectiveness ? threat : 'all';

/** Names what a rule is on, whatever the order of its keys. */
const selectorText = ({ on }: GuardRule): string =>
  Object.entries(on)
    .map(([field, value]) => `${field}=${String(value)}`)
    .sort()
    .join('&');

function packWatches({ links, nodes }: Expanded, parameters: ParameterTable): CompiledScenario['watches'] {
  const rows = links.flatMap(({ relation, from, to }) =>
    relation.kind === 'monitors' ? [{ relation, from, to }] : [],
  );
  const keys = rows.map(({ relation, from, to }) =>
    identityOf('relation', nodes[from]?.id as string, nodes[to]?.id as string, relation.kind, relation.ordinal),
  );
  return {
    count: rows.length,
    monitor: uint32(rows.map(({ from }) => from)),
    watched: uint32(rows.map(({ to }) => to)),
    keyLow: uint32(keys.map(({ low }) => low)),
    keyHigh: uint32(keys.map(({ high }) => high)),
    detection: uint32(
      rows.map(({ relation }) =>
        parameters.add(relation.detection, 'detection', relation.from, relation.to, relation.ordinal),
      ),
    ),
  };
}

function packPurges({ links, nodes }: Expanded): CompiledScenario['purges'] {
  const rows = links.filter(({ relation }) => relation.kind === 'writes').sort((a, b) => a.from - b.from);
  const keys = rows.map(({ relation, from, to }) =>
    identityOf('relation', nodes[from]?.id as string, nodes[to]?.id as string, relation.kind, relation.ordinal),
  );
  return {
    offsets: offsetsOf(
      rows.map(({ from }) => from),
      nodes.length,
    ),
    store: uint32(rows.map(({ to }) => to)),
    keyLow: uint32(keys.map(({ low }) => low)),
    keyHigh: uint32(keys.map(({ high }) => high)),
  };
}

function packSlots(
  { slots, nodes }: Expanded,
  drafts: readonly ArcDraft[],
  parameters: ParameterTable,
): CompiledScenario['slots'] {
  const keys = slots.map(({ node }) => identityOf('component', nodes[node]?.id as string));
  const birthArc = ({ node, parent, relation }: Expanded['slots'][number]): number => {
    const position = drafts.findIndex(
      (arc) => arc.source === parent && arc.target === node && arc.relation === relation,
    );
    return position === -1 ? NONE : position;
  };
  return {
    count: slots.length,
    slot: uint32(slots.map(({ node }) => node)),
    parent: uint32(slots.map(({ parent }) => parent)),
    keyLow: uint32(keys.map(({ low }) => low)),
    keyHigh: uint32(keys.map(({ high }) => high)),
    rate: uint32(
      slots.map(({ relation }) =>
        parameters.add(relation.rate, 'rate', relation.from, relation.to, relation.kind, relation.ordinal),
      ),
    ),
    arc: uint32(slots.map(birthArc)),
  };
}

/** An entry at a group is its first replica. */
const entryIndexes = (entry: readonly string[], { nodesOf }: Expanded): Uint32Array =>
  uint32(entry.map((id) => nodesOf.get(id as never)?.[0] as number));

function packSettings({ settings }: Scenario, parameters: ParameterTable): CompiledScenario['settings'] {
  const { response } = settings;
  return {
    horizonRounds: settings.horizonRounds,
    retries: settings.retries,
    afterRounds: response.afterRounds,
    alertFactor: response.alertFactor,
    monoculture: parameters.add(settings.monoculture, 'monoculture'),
    purge: parameters.add(response.purge, 'purge'),
    repair: parameters.add(response.repair, 'repair'),
    restore: parameters.add(response.restore, 'restore'),
  };
}

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
  { nodes }: Expanded,
  attempts: number,
): number {
  const p = meanOf(channel.belief);
  let allFail = 1;
  for (let i = 0; i < (channel.perAttempt ? attempts : 1); i++) allFail *= 1 - p;
  const hardening = meanOf((nodes[target] as Expanded['nodes'][number]).component.hardening);
  return (1 - allFail) * meanOf(relation.trust[direction]) * (1 - hardening);
}
