import type { Place } from '../base/errors.ts';
import type { Belief } from '../graph/belief.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import { type Direction, isIn, type ThreatClass } from '../graph/kinds.ts';
import { channelFor, channelId, channels, parameterOf, probabilityOf, type Source } from '../threats/channels.ts';
import { isAtLeast, maturityOf } from '../threats/maturity.ts';
import type { Link, Node } from './expand.ts';
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
    const tier = tiers.tierOf(target.component.id);
    const from = sourceOf(source, written);
    const row = channelFor(threat, relation.kind, direction, {
      source: from,
      into: target.component.kind,
      role: relation.kind === 'authenticates' ? relation.role : undefined,
      signed: relation.signed,
    });
    // An override changes a row; it does not make a class travel where the table says it does not.
    if (row === undefined || !mature.has(row)) return undefined;
    const own = overrides.findLast(
      (candidate) =>
        candidate.threat === threat &&
        candidate.kind === relation.kind &&
        candidate.direction === direction &&
        (candidate.source ?? from) === from &&
        (candidate.tier ?? tier) === tier,
    );
    if (own !== undefined) return overridden(own, row.perAttempt);
    const byTier = 'byTier' in row.probability;
    return {
      belief: probabilityOf(row, tier),
      parameter: parameterOf(row, tier),
      perAttempt: row.perAttempt,
      evidence: `${channelId(row)}${byTier ? `, tier ${tier}` : ''}: ${row.evidence === 'judgement' ? 'judgement' : row.evidence.join(', ')}`,
      tierAssumed: byTier && tiers.isAssumed(target.component.id),
    };
  };
}

/** An arc carries outside content when it starts where nobody in the file writes; else the words of a component that was taken. */
function sourceOf({ component: { id, kind } }: Node, written: ReadonlySet<ComponentId>): Source {
  if (kind === 'external' || kind === 'human' || kind === 'registry' || isIn('tool', kind)) return 'content';
  return isIn('store', kind) && !written.has(id) ? 'content' : 'agent';
}

const overridden = (
  { threat, kind, direction, source, tier, probability, at }: ChannelOverride,
  perAttempt: boolean,
): ChannelChoice => ({
  belief: probability,
  parameter: ['override', threat, kind, direction, source ?? [], tier ?? []].flat().join('/'),
  perAttempt,
  evidence: `yours: ${placeText(at)}`,
  tierAssumed: false,
});

const placeText = ({ file, line }: Place): string => (line === undefined ? file : `${file}:${line}`);
