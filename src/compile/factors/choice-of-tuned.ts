import { type Belief, meanOf } from '../../graph/belief.ts';
import type { Channel } from '../../threats/channels.ts';
import type { ChannelOverride } from '../suite.ts';

type Choice = {
  readonly belief: Belief;
  readonly row: Pick<Channel, 'probability'>;
  readonly own: Pick<ChannelOverride, 'tier' | 'probability'> | null;
};

/**
 * What decides an arc for a tuned attacker, who never does worse than others. What a file says of `tuned-against` holds.
 * Tests that name no tier met the model as it was: of an attacker who adapts they say only that he does no worse.
 * @param tuned - the choice at the tier that is tuned against
 * @param untuned - the choice at the tier that the model has to others
 * @param ofTable - of the table alone, tuned against
 */
export function choiceOfTuned<T extends Choice>(tuned: T, untuned: T, ofTable: T): T {
  if (tuned.own?.tier !== undefined) return tuned;
  const isTested = tuned.own?.probability.form === 'trials' && 'byTier' in tuned.row.probability;
  const least = isTested ? ofTable : tuned;
  return meanOf(untuned.belief) > meanOf(least.belief) ? untuned : least;
}
