import { find, type Located, type LocatedMap, textOf } from '../located.ts';
import { type Reading, titledIn, warn } from './reading.ts';

const confidentialities = ['public', 'internal', 'restricted', 'confidential', 'strictly-confidential'];
const criticalities = ['archive', 'operational', 'important', 'critical', 'mission-critical'];

const ratings = [
  ['confidentiality', confidentialities],
  ['integrity', criticalities],
  ['availability', criticalities],
] as const;

/** The worst of confidentiality, integrity and availability, from 1 to 5; undefined if nothing is rated. */
export function ratingIn(rated: LocatedMap, reading: Reading): number | undefined {
  const said = ratings.map(([name, scale]) => {
    const rating = find(rated, name);
    const step = scale.indexOf(textOf(rating) ?? '') + 1;
    if (rating !== undefined && step === 0) {
      const fix = 'Use one of these words; until then it counts for nothing.';
      warn(reading, rating.at, { expected: `${scale.join(', ')} as ${name}`, found: 'something else', fix });
    }
    return step;
  });
  const worst = Math.max(...said);
  return worst > 0 ? worst : undefined;
}

/** What data assets are worth, by id. */
export function dataValues(root: Located, reading: Reading): ReadonlyMap<string, number | undefined> {
  const data = titledIn(root, 'data_assets', reading);
  return new Map([...data.values()].map(({ id, map }) => [id, ratingIn(map, reading)]));
}
