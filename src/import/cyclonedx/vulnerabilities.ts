import { describePlace } from '../../base/errors.ts';
import type { ListedThreat, Severity } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, numberOf, textOf } from '../located.ts';
import type { Part } from './part.ts';
import type { Refs } from './refs.ts';

/**
 * Vulnerabilities that the bill lists, each on what it affects.
 * @param standsFor - the elements that a part stands for: itself, or those that are built with it
 */
export function vulnerabilitiesOf(
  root: Located,
  refs: Refs,
  standsFor: (part: Part) => readonly Part[],
  drafts: Drafts,
): readonly ListedThreat[] {
  return listOf(find(root, 'vulnerabilities')).flatMap((spot) => {
    const on = new Set(
      listOf(find(spot, 'affects')).flatMap((one) => {
        const target = refs.find(textOf(find(one, 'ref')) ?? '');
        return target !== undefined && 'part' in target ? standsFor(target.part) : [];
      }),
    );
    if (on.size === 0) noteAlone(spot, drafts);
    return [...on].map((part) => threatOf(spot, part));
  });
}

const idOf = (spot: Located): string => textOf(find(spot, 'id')) ?? 'a vulnerability';

function threatOf(spot: Located, { key }: Part): ListedThreat {
  const text = textOf(find(spot, 'description')) ?? textOf(find(spot, 'detail'));
  const title = text === undefined || text.trim() === '' ? idOf(spot) : `${idOf(spot)}: ${firstLine(text)}`;
  const weaknesses = listOf(find(spot, 'cwes')).flatMap((one) => numberOf(one) ?? []);
  return {
    title,
    category: weaknesses.map((number) => `CWE-${number}`).join(', '),
    on: key,
    status: statusOf(textOf(find(spot, 'analysis', 'state')) ?? ''),
    severity: severityOf(spot),
    spot,
  };
}

const LONGEST = 160;
const firstLine = (text: string): string => (text.trim().split(/\r?\n/u)[0] ?? '').slice(0, LONGEST);

function statusOf(state: string): ListedThreat['status'] {
  if (state.startsWith('resolved')) return 'mitigated';
  return state === 'not_affected' || state === 'false_positive' ? 'not-applicable' : 'open';
}

const WORDS: readonly (readonly [word: string, severity: Severity])[] = [
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['info', 'low'],
  ['none', 'low'],
];

/** The gravest of its ratings. */
function severityOf(spot: Located): Severity | undefined {
  const ratings = listOf(find(spot, 'ratings'));
  const said = new Set(ratings.flatMap((one) => textOf(find(one, 'severity')) ?? []));
  const word = WORDS.find(([one]) => said.has(one));
  if (word !== undefined) return word[1];
  const score = Math.max(-1, ...ratings.flatMap((one) => numberOf(find(one, 'score')) ?? []));
  if (score < 0) return undefined;
  return score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
}

const noteAlone = (spot: Located, drafts: Drafts): void => {
  drafts.ignored.push({
    what: idOf(spot).slice(0, 80),
    where: describePlace(spot.at),
    why: 'it affects nothing that this file lists',
  });
};
