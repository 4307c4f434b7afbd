import { describePlace } from '../base/errors.ts';
import { type Belief, evidenceOf } from '../graph/belief.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import { type Direction, isIn, type ModelTier, type ThreatClass } from '../graph/kinds.ts';
import {
  type Channel,
  channelFor,
  channelId,
  channels,
  parameterOf,
  probabilityOf,
  type Source,
} from '../threats/channels.ts';
import { isAtLeast } from '../threats/maturities.ts';
import { maturityOf } from '../threats/maturity.ts';
import type { Link, Node } from './expand.ts';
import { choiceOfTuned } from './factors/choice-of-tuned.ts';
import type { ChannelOverride, Settings } from './suite.ts';
import type { Tiers } from './tiers.ts';

/** The row that decides an arc's probability: from the table, or the user's own. */
export type ChannelChoice = {
  readonly belief: Belief;
  /** Name of the unknown, which keys its draws. */
  readonly parameter: string;
  readonly perAttempt: boolean;
  readonly evidence: string;
  /** The probability rests on a model tier that was assumed. */
  readonly tierAssumed: boolean;
  /** The row of the table that the arc has, and what decided it besides its ends. */
  readonly row: Channel;
  readonly source: Source;
  readonly tier: ModelTier;
  /** The user's own row that stands in its place. */
  readonly own: ChannelOverride | null;
};

/** What a link carries of a class in a direction; undefined if nothing. */
export type ChooseChannel = (
  link: Pick<Link, 'relation'>,
  direction: Direction,
  threat: ThreatClass,
  source: Node,
  target: Node,
) => ChannelChoice | undefined;

export function channelChooser(
  ecosystem: Ecosystem,
  tiers: Tiers,
  overrides: readonly ChannelOverride[],
  { maturity, atlas }: Pick<Settings, 'maturity' | 'atlas'>,
): ChooseChannel {
  const mature = new Set(channels.filter((row) => isAtLeast(maturityOf(row, atlas), maturity)));
  const written = new Set<ComponentId>(ecosystem.relations.filter(({ kind }) => kind === 'writes').map(({ to }) => to));
  return ({ relation }, direction, threat, source, target) => {
    const { id, kind: into } = target.component;
    const from = sourceOf(source, written);
    const row = channelFor(threat, relation.kind, direction, {
      source: from,
      into,
      role: relation.kind === 'authenticates' ? relation.role : undefined,
      signed: relation.signed,
    });
    // An override changes a row; it does not make a class travel where the table says it does not.
    if (row === undefined || !mature.has(row)) return undefined;
    const fitting = overrides.filter(
      (candidate) =>
        candidate.threat === threat &&
        candidate.kind === relation.kind &&
        candidate.direction === direction &&
        (candidate.into ?? id) === id &&
        (candidate.source ?? from) === from,
    );
    const ofTable = (tier: ModelTier): ChannelChoice => tabled({ row, source: from, tier }, tiers.isAssumed(id));
    const at = (tier: ModelTier): ChannelChoice => {
      const own = mostSpecific(fitting.filter((candidate) => (candidate.tier ?? tier) === tier));
      return own === undefined ? ofTable(tier) : overridden(own, { row, source: from, tier });
    };
    const [tier, untuned] = [tiers.tierOf(id), tiers.untunedTierOf(id)];
    return tier === untuned ? at(tier) : choiceOfTuned(at(tier), at(untuned), ofTable(tier));
  };
}

type About = Pick<ChannelChoice, 'row' | 'source' | 'tier'>;

function tabled(about: About, isAssumed: boolean): ChannelChoice {
  const { row, tier } = about;
  const byTier = 'byTier' in row.probability;
  return {
    ...about,
    belief: probabilityOf(row, tier),
    parameter: parameterOf(row, tier),
    perAttempt: row.perAttempt,
    evidence: `${channelId(row)}${byTier ? `, tier ${tier}` : ''}: ${row.evidence === 'judgement' ? 'judgement' : row.evidence.join(', ')}`,
    tierAssumed: byTier && isAssumed,
    own: null,
  };
}

/** An arc carries outside content when it starts where nobody in the file writes; else the words of a component that was taken. */
function sourceOf({ component: { id, kind } }: Node, written: ReadonlySet<ComponentId>): Source {
  if (kind === 'external' || kind === 'human' || kind === 'registry' || isIn('tool', kind)) return 'content';
  return isIn('store', kind) && !written.has(id) ? 'content' : 'agent';
}

/** One component beats what goes by source and tier; of rows that say as much the last holds. */
function mostSpecific(fitting: readonly ChannelOverride[]): ChannelOverride | undefined {
  const most = Math.max(...fitting.map(specificity));
  return fitting.findLast((candidate) => specificity(candidate) === most);
}

const specificity = ({ into, source, tier }: ChannelOverride): number =>
  (into === undefined ? 0 : 4) + (source === undefined ? 0 : 1) + (tier === undefined ? 0 : 1);

function overridden(own: ChannelOverride, about: About): ChannelChoice {
  const { probability, at } = own;
  return {
    ...about,
    belief: probability,
    parameter: ownParameter(own, parameterOf(about.row, about.tier)),
    perAttempt: about.row.perAttempt,
    evidence: [`yours: ${describePlace({ ...at, column: undefined })}`, ...evidenceOf(probability)].join('; '),
    tierAssumed: false,
    own,
  };
}

/** Rows that rest on the same trials are one unknown where the table's are: they are drawn together. */
function ownParameter(
  { threat, kind, direction, into, source, tier, probability }: ChannelOverride,
  unknown: string,
): string {
  const evidence = evidenceOf(probability);
  return (
    evidence.length > 0
      ? ['measured', unknown, ...evidence]
      : ['override', threat, kind, direction, into === undefined ? [] : `into ${into}`, source ?? [], tier ?? []].flat()
  ).join('/');
}
