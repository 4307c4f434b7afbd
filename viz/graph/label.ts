import type { ComponentDetail } from '../../src/measure/results.ts';
import { joined, percent, plural } from '../numbers.ts';
import { entryNames, type View } from '../view.ts';
import type { Look } from './moment.ts';

/** The graph in one sentence of result, for those who do not see it. */
export function graphLabel(view: View): string {
  const { components, reach, isEntry, details } = view;
  const worst = components
    .map(({ name }, i) => ({ name, share: isEntry[i] ? 0 : (reach[i] as number) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ name, share }) => `${name} in ${percent(share)}`);
  const size = `Trust graph of ${plural(components.length, 'component')} and ${plural(details.relations.length, 'relation')}`;
  const start = `entry ${joined(entryNames(view))}`;
  return `${size}, ${start}; ${worst.length > 0 ? `most often reached: ${joined(worst)} of worlds` : 'nothing else was reached'}.`;
}

/** What a card or tile is called: its accessible name, and its tooltip where names are cut. */
export const nodeTitle = ({ name, kind, layer, count }: ComponentDetail, { note }: Look): string =>
  `${name}${count > 1 ? ` × ${count}` : ''}, ${kind}, layer ${layer}, ${note.endsWith('%') ? `reached in ${note}` : note}`;
