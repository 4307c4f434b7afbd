import { type DataTable, precise } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { MOST_SMALL } from './ccdf-small.ts';
import { ccdfLabel, ccdfView, MOST_OVERLAID, mostOverlaid } from './ccdf-view.ts';
import { exceedance } from './exceedance.ts';
import type { Figure } from './figure.ts';
import { type Peer, peersByEntry, peersInRuns } from './peers.ts';

/** What `choice` holds for a logarithmic axis of chances. */
const LOGARITHMIC = 'log';

/** P(at least x components reached), by entry point or by run: the researcher's picture of a blast radius. */
export const ccdf: Figure = {
  name: 'ccdf',
  link: null,
  title: 'How large it gets',
  lede: (view) =>
    `Each line says how often at least so many components are reached; its band is the 95 % interval. A fall at the left are worlds that die out, a shelf are outbreaks.${
      seriesOf(view).length > MOST_OVERLAID ? ' Each picture has all the others in grey.' : ''
    }`,
  usualWidth: 1140,
  draw: (view, { width, palette, choice }) =>
    isDrawn(view)
      ? ccdfView(seriesOf(view), view.scenario, { width, palette, isLog: choice === LOGARITHMIC, label: labelOf(view) })
      : null,
  label: labelOf,
  isFor: isDrawn,
  needs: 'a scenario that reaches something',
  body: (view, place) => group(scaleChoice(), h('figure', { 'aria-label': labelOf(view) }, place()), moreNote(view)),
  table: { summary: 'The chances as numbers', rows: chancesTable },
};

function seriesOf(view: View): Peer[] {
  return view.others.length > 0 ? peersInRuns(view) : peersByEntry(view);
}

function labelOf(view: View): string {
  return ccdfLabel(seriesOf(view));
}

function isDrawn(view: View): boolean {
  return seriesOf(view).some(({ scenario }) => scenario.blastRadius.total.max > 0);
}

const scaleChoice = (): Markup =>
  h(
    'p',
    { class: 'chooser' },
    h('label', { for: 'ccdf-scale' }, 'Scale of the chance'),
    h(
      'select',
      { id: 'ccdf-scale', 'data-chooses': 'ccdf' },
      h('option', { value: '' }, 'linear'),
      h('option', { value: LOGARITHMIC }, 'logarithmic'),
    ),
  );

function moreNote(view: View): Markup | null {
  const more = seriesOf(view).length - MOST_SMALL;
  if (more <= 0) return null;
  return h(
    'p',
    { class: 'note' },
    `The worst ${MOST_SMALL}, and ${more} more in `,
    h('a', { href: '#scenarios' }, 'the table of all scenarios'),
    '.',
  );
}

/** A table as wide as a page holds a few lines; each can be shown by itself. */
function chancesTable(view: View): DataTable {
  const series = seriesOf(view)
    .slice(0, mostOverlaid(Number.POSITIVE_INFINITY))
    .map(({ label, scenario }) => ({ label, rows: exceedance(scenario) }));
  const most = Math.max(...series.map(({ rows }) => rows.length));
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'Chance that at least so many components are reached',
    columns: [number('at least'), ...series.flatMap(({ label }) => [number(label), number('low'), number('high')])],
    rows: Array.from({ length: most }, (_, i) => [
      i + 1,
      ...series.flatMap(({ rows }) => {
        const row = rows[i];
        return row === undefined ? ['0', '', ''] : [precise(row.p), ...row.ci95.map(precise)];
      }),
    ]),
  };
}
