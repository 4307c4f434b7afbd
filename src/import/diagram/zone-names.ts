import type { Zone } from './diagram.ts';

/** Zones are told apart by their names: a second one of the same name gets a number. */
export function zoneNames(zones: readonly Zone[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { key, name } of zones) {
    const stem = cleaned(name);
    let n = numbers.get(stem) ?? 1;
    let own = stem;
    while (taken.has(own)) own = `${stem} #${++n}`;
    numbers.set(stem, n);
    taken.add(own);
    names.set(key, own);
  }
  return names;
}

/** Room for a number behind it. */
const LONGEST = 190;

const cleaned = (name: string): string => {
  const text = name
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim();
  return text === '' ? 'unnamed zone' : text;
};
