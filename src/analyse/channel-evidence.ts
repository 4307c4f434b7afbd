import { describePlace } from '../base/errors.ts';
import type { ChannelChoice } from '../compile/channel-choice.ts';
import { evidenceOf } from '../graph/belief.ts';
import type { Basis } from '../measure/results.ts';

/** What the probability of an arc's channel rests on. */
export type ChannelEvidence = {
  readonly basis: Basis;
  /** Ids of calibration data; of a row of the file its place and what it says of itself; of judgement nothing. */
  readonly sources: readonly string[];
};

export function channelEvidence({ own, row }: Pick<ChannelChoice, 'own' | 'row'>): ChannelEvidence {
  if (own !== null) {
    return {
      basis: 'yours',
      sources: [describePlace({ ...own.at, column: undefined }), ...evidenceOf(own.probability)],
    };
  }
  return row.evidence === 'judgement'
    ? { basis: 'judgement', sources: [] }
    : { basis: 'literature', sources: row.evidence };
}
