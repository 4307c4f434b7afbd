import { type Identity, identityOf } from '../base/random.ts';
import { known } from '../graph/belief.ts';
import type { ThreatClass } from '../graph/kinds.ts';
import { isIn, threatClasses } from '../graph/kinds.ts';
import { hasIncubation, hasRecovery } from '../graph/propagation-model.ts';
import { threatClassCards } from '../threats/classes.ts';
import type { ArcDraft } from './arc-draft.ts';
import {
  type Arcs,
  type CompiledScenario,
  type Components,
  effects,
  type Guards,
  NONE,
  type Relations,
} from './compiled.ts';
import type { Expanded } from './expand.ts';
import { isOn } from './factors/factors.ts';
import { addTerm, arcTerms, packFactors } from './factors/pack-factors.ts';
import type { TrustTerm } from './factors/trust-term.ts';
import { controlsBefore, type RulesOn } from './guard-index.ts';
import type { GuardRule } from './guard-rule.ts';
import { inArcsOf } from './in-arcs.ts';
import { ParameterTable } from './parameter-table.ts';
import { relationKey } from './relation-key.ts';
import { compilationKey, type Scenario } from './scenario.ts';
import type { Tiers } from './tiers.ts';
import { offsetsOf, uint8, uint32 } from './typed.ts';

/**
 * Drafts -> the typed arrays that the engine runs.
 * @param drafts - in arc order
 * @param rulesOn - the controls that are on in this scenario
 */
export function pack(
  drafts: readonly ArcDraft[],
  rulesOn: RulesOn,
  expanded: Expanded,
  scenario: Scenario,
  tiers: Tiers,
): CompiledScenario {
  const parameters = new ParameterTable();
  const { arcs, relations } = packArcs(drafts, expanded, scenario, tiers, parameters);
  return {
    key: scenario.id,
    compilationKey: compilationKey(scenario),
    model: scenario.model,
    components: packComponents(expanded, scenario.model),
    arcs,
    inArcs: inArcsOf(scenario.model, arcs, expanded.nodes.length),
    relations,
    guards: packGuards(drafts, rulesOn, expanded, parameters),
    watches: packWatches(expanded, parameters),
    purges: packPurges(expanded),
    slots: packSlots(expanded, drafts, parameters),
    entry: entryOf(scenario, expanded),
    settings: packSettings(scenario, parameters),
    parameters: parameters.finish(),
    lean: null,
    keepsCredit: true,
  };
}

function packArcs(
  drafts: readonly ArcDraft[],
  expanded: Expanded,
  { settings }: Scenario,
  tiers: Tiers,
  parameters: ParameterTable,
): { arcs: Arcs; relations: Relations } {
  const { nodes } = expanded;
  const exercises = distinct(drafts.map(({ exercise }) => exercise));
  const causes = distinct(
    drafts.map(({ target, threat }) => {
      const { id } = (nodes[target] as Expanded['nodes'][number]).component;
      const model = tiers.modelOf.get(id);
      // A model does not run on itself.
      return model === undefined || model === id ? undefined : { key: identityOf('shared', model, threat) };
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
    ...keyColumns(drafts.map(({ key }) => key)),
    effect: uint8(drafts.map(({ threat }) => effects[threatClassCards[threat].effect])),
    threat: uint8(drafts.map(({ threat }) => threatClasses.indexOf(threat))),
    relation: uint32(exercises.positions),
    channel: column(({ channel }) => parameters.add(channel.belief, 'channel', channel.parameter)),
    trust: column((arc) => addTerm(arcTerms(arc, expanded, tiers)[0] as TrustTerm, parameters)),
    hardening: column(({ target }) => {
      const { id, hardening } = (nodes[target] as Expanded['nodes'][number]).component;
      return parameters.add(hardening, 'hardening', id);
    }),
    attempts: uint8(drafts.map(({ channel }) => (channel.perAttempt ? settings.attempts : 1))),
    factors: packFactors(drafts, expanded, tiers, parameters),
    shared: uint32(causes.positions),
    sharedLow: uint32(causes.items.map(({ key }) => key.low)),
    sharedHigh: uint32(causes.items.map(({ key }) => key.high)),
  };
  const relations: Relations = {
    count: exercises.items.length,
    ...keyColumns(exercises.items.map(({ key }) => key)),
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

function packComponents({ nodes, factors }: Expanded, model: Scenario['model']): Components {
  const keys = nodes.map(({ id }) => identityOf('component', id));
  return {
    count: nodes.length,
    layer: uint8(nodes.map(({ component }) => component.layer)),
    valueThousandths: uint32(nodes.map(({ component }) => component.valueThousandths)),
    latencyRounds: uint32(nodes.map(({ component }) => component.latencyRounds)),
    colludes:
      model === 'agentic' && factors !== undefined && isOn('collusion', factors.factors)
        ? uint8(nodes.map(({ component }) => (isIn('agent', component.kind) ? 1 : 0)))
        : null,
    ...keyColumns(keys),
  };
}

function packGuards(
  drafts: readonly ArcDraft[],
  rulesOn: RulesOn,
  expanded: Expanded,
  parameters: ParameterTable,
): Guards {
  const rows = drafts.flatMap((arc, position) =>
    rulesOn(arc).flatMap(({ rule, effectiveness, stopsAtMostHalf, on }) => {
      const parameter = parameters.add(effectiveness, ...effectivenessName(rule, arc.threat));
      return controlsBefore(rule, on.target).map((control) => ({
        position,
        control,
        parameter,
        stopsAtMostHalf,
        key: identityOf('guard', arc.key.high, arc.key.low, expanded.nodes[control]?.id as string),
      }));
    }),
  );
  return {
    count: rows.length,
    offsets: offsetsOf(
      rows.map(({ position }) => position),
      drafts.length,
    ),
    control: uint32(rows.map(({ control }) => control)),
    ...keyColumns(rows.map(({ key }) => key)),
    effectiveness: uint32(rows.map(({ parameter }) => parameter)),
    stopsAtMostHalf: rows.some(({ stopsAtMostHalf }) => stopsAtMostHalf)
      ? uint8(rows.map(({ stopsAtMostHalf }) => Number(stopsAtMostHalf)))
      : null,
  };
}

/** Whoever approves does so by the one autonomy that the suite gives. */
const effectivenessName = (rule: GuardRule, threat: ThreatClass): readonly string[] =>
  rule.approves
    ? ['factor', 'autonomy']
    : ['effectiveness', rule.control, selectorText(rule), byClassName(rule, threat)];

const byClassName = ({ effectiveness }: GuardRule, threat: ThreatClass): string =>
  'byClass' in effectiveness ? threat : 'all';

/** Names what a rule is on, whatever the order of its keys; of parallel relations each is its own unknown. */
const selectorText = ({ on, relation }: GuardRule): string =>
  Object.entries({ ...on, ...(relation !== null && { ordinal: relation.ordinal }) })
    .map(([field, value]) => `${field}=${String(value)}`)
    .sort()
    .join('&');

function packWatches(expanded: Expanded, parameters: ParameterTable): CompiledScenario['watches'] {
  const rows = expanded.links.flatMap(({ relation, from, to }) =>
    relation.kind === 'monitors' ? [{ relation, from, to }] : [],
  );
  const keys = rows.map(({ relation, from, to }) => relationKey(relation, from, to, expanded));
  return {
    count: rows.length,
    monitor: uint32(rows.map(({ from }) => from)),
    watched: uint32(rows.map(({ to }) => to)),
    ...keyColumns(keys),
    detection: uint32(
      rows.map(({ relation }) =>
        parameters.add(relation.detection, 'detection', relation.from, relation.to, relation.ordinal),
      ),
    ),
  };
}

function packPurges(expanded: Expanded): CompiledScenario['purges'] {
  const rows = expanded.links.filter(({ relation }) => relation.kind === 'writes').sort((a, b) => a.from - b.from);
  const keys = rows.map(({ relation, from, to }) => relationKey(relation, from, to, expanded));
  return {
    offsets: offsetsOf(
      rows.map(({ from }) => from),
      expanded.nodes.length,
    ),
    store: uint32(rows.map(({ to }) => to)),
    ...keyColumns(keys),
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
    ...keyColumns(keys),
    rate: uint32(
      slots.map(({ relation }) =>
        parameters.add(relation.rate, 'rate', relation.from, relation.to, relation.kind, relation.ordinal),
      ),
    ),
    arc: uint32(slots.map(birthArc)),
  };
}

/** Component indexes of the entry points. An entry at a group is its first replica. */
export const entryOf = ({ entry }: Scenario, { nodesOf }: Expanded): CompiledScenario['entry'] =>
  entry === 'random' ? 'random' : uint32(entry.map((id) => nodesOf.get(id)?.[0] as number));

function packSettings({ settings, model }: Scenario, parameters: ParameterTable): CompiledScenario['settings'] {
  const { response } = settings;
  const never = known(0);
  return {
    horizonRounds: settings.horizonRounds,
    retries: settings.retries,
    afterRounds: response.afterRounds,
    alertFactor: response.alertFactor,
    monoculture: parameters.add(settings.monoculture, 'monoculture'),
    purge: parameters.add(response.purge, 'purge'),
    repair: parameters.add(response.repair, 'repair'),
    restore: parameters.add(response.restore, 'restore'),
    // What a model does not use must not make its scenario one with uncertain inputs.
    recovery: parameters.add(hasRecovery(model) ? settings.recovery : never, 'recovery'),
    incubation: parameters.add(hasIncubation(model) ? settings.incubation : never, 'incubation'),
    collusion: parameters.add(model === 'agentic' ? settings.factors.collusion : never, 'factor', 'collusion'),
  };
}

/** Keys as the engine holds them. */
const keyColumns = (keys: readonly Identity[]): { keyLow: Uint32Array; keyHigh: Uint32Array } => ({
  keyLow: uint32(keys.map(({ low }) => low)),
  keyHigh: uint32(keys.map(({ high }) => high)),
});

/** A key as text, to find equal ones. */
export const keyText = ({ low, high }: Identity): string => `${high}.${low}`;
