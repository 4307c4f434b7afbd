import { identityOf } from '../../base/random.ts';

/**
 * What keeps a result the same one while files are edited: threat, place and rule, no line and no text. GitHub looks
 * at `primaryLocationLineHash` alone, which by its own form is a hash and a count.
 * @param id - of the row: `L2-T1@planner>reads>notes%231/rule`
 */
export function fingerprintsOf(id: string): Readonly<Record<string, string>> {
  const { low, high } = identityOf('threat', id);
  const hash = [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
  return { primaryLocationLineHash: `${hash}:1`, 'threatAtPlace/v1': hash };
}
