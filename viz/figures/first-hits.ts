import type { DataTable } from '../data-table.ts';
import { joined, percent, percentInText } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import type { Figure } from './figure.ts';
import { componentHits, LEAST_SHARE, layerHits } from './first-hits-rows.ts';
import { firstHitsView } from './first-hits-view.ts';

const reading = `The ring is the median round of the first hit, in the worlds in which there is one; the bar holds the middle half of those worlds. Components hit in at least ${percentInText(LEAST_SHARE)} of worlds, earliest first.`;

/** When layers and components are first hit: what falls at once, and what there is time to defend. */
export const firstHits: Figure = {
  name: 'first-hits',
  link: null,
  title: 'First hits',
  lede: () => reading,
  usualWidth: 1140,
  draw: (view, { width, palette, isInteractive }) =>
    isHit(view)
      ? firstHitsView(view, { width, palette, label: label(view), reading: isInteractive ? null : reading })
      : null,
  label,
  isFor: isHit,
  needs: 'an ecosystem, a spread over rounds, and details of its scenario',
  table: { summary: 'First hits as numbers', rows: hitsTable },
};

function isHit(view: View): boolean {
  return view.kept !== null && view.lastRound >= 1 && layerHits(view).some(({ median }) => median !== null);
}

function label(view: View): string {
  const first = componentHits(view)
    .slice(0, 3)
    .map((hit) => `${hit.name} in round ${hit.median} (${percent(hit.share)} of worlds)`);
  return first.length > 0 ? `Hit first, by median round: ${joined(first)}.` : 'Rounds in which layers are first hit.';
}

function hitsTable(view: View): DataTable {
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'Rounds in which layers and components are first hit, in the worlds in which they are',
    columns: [{ title: 'what' }, ...['% of worlds', 'first quarter', 'median', 'third quarter'].map(number)],
    rows: [
      ...layerHits(view).map(({ layer, name: title, share, median }) => [
        `L${layer} ${title}`,
        (100 * share).toFixed(1),
        '',
        median ?? '',
        '',
      ]),
      ...componentHits(view).map(({ name: title, share, median, quartiles: [low, high] }) => [
        { text: name(title) },
        (100 * share).toFixed(1),
        low,
        median,
        high,
      ]),
    ],
  };
}
