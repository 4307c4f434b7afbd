import { dotsLabel, dotsView } from '../figures/dots-view.ts';
import { mostColumns, staircase } from '../figures/layers-view.ts';
import { group, h, type Markup } from '../markup.ts';
import { meanText, percent, plural, rangeText, thousands } from '../numbers.ts';
import { name } from '../sentences.ts';
import { pagePalette } from '../theme.ts';
import type { Glance } from './glance.ts';
import { intervalBar } from './interval-bar.ts';
import { layerRowsOf } from './layer-table.ts';
import { progressBox } from './progress-box.ts';
import { lostText } from './run-main.ts';
import type { RunShown } from './run-shown.ts';
import { entryOf } from './scenario-names.ts';

/** Several runs side by side: on one axis, then each with its worlds and layers. */
export const overviewMain = (runs: readonly RunShown[]): Markup =>
  group(
    h(
      'div',
      { class: 'masthead' },
      h('p', { class: 'eyebrow' }, 'Side by side'),
      h('h1', {}, plural(runs.length, 'result')),
    ),
    sharesTable(runs),
    h(
      'ul',
      { class: 'runs', 'aria-label': 'Results' },
      runs.map((run) => h('li', {}, runCard(run))),
    ),
  );

const glanceOf = ({ state }: RunShown): Glance | null => ('glance' in state ? state.glance : null);

const BAR_PX = 360;

/** Systems differ in size: shares of the other components stand on one axis, numbers of them do not. */
function sharesTable(runs: readonly RunShown[]): Markup | null {
  const rows = runs.filter((run) => (glanceOf(run)?.leading?.total.size ?? 0) > 0);
  if (rows.length < 2) return null;
  return h(
    'section',
    { id: 'shares', 'aria-labelledby': 'shares-title' },
    h(
      'header',
      {},
      h('h2', { id: 'shares-title' }, 'Worst entry point of each'),
      h('p', {}, 'The share of the other components that is reached on average, with its 95 % interval.'),
    ),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Worst entry points, table' },
      h(
        'table',
        { class: 'live-scenarios shares' },
        h('caption', { class: 'unseen' }, 'Worst entry point of each result'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'result'),
            h('th', { scope: 'col' }, 'worst entry point'),
            h('th', { scope: 'col', class: 'interval' }, '0 to 100 % of components'),
            h('th', { scope: 'col', class: 'number' }, 'mean'),
            h('th', { scope: 'col', class: 'number' }, 'touched'),
          ),
        ),
        h('tbody', {}, rows.map(shareRow)),
      ),
    ),
  );
}

function shareRow(run: RunShown): Markup {
  const glance = glanceOf(run) as Glance;
  const { total } = glance.leading as NonNullable<Glance['leading']>;
  const share = (value: number): number => (100 * value) / total.size;
  const shares = { mean: share(total.mean), ci95: [share(total.ci95[0]), share(total.ci95[1])] as const, size: 100 };
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, linked(run)),
    h('td', {}, worstEntry(glance)),
    h('td', { class: 'interval' }, intervalBar(shares, undefined, { width: BAR_PX, most: 100 }, run.label)),
    h('td', { class: 'number mean' }, h('b', {}, meanText(total)), h('small', {}, ` of ${thousands(total.size)}`)),
    h('td', { class: 'number' }, percent(total.touched)),
  );
}

const linked = ({ label, href }: RunShown): Markup =>
  href === null ? h('b', {}, name(label)) : h('a', { href }, h('b', {}, name(label)));

function worstEntry({ leading, scenarios }: Glance): Markup | null {
  const worst = scenarios.find(({ id }) => id === leading?.id);
  return worst === undefined ? null : entryOf(worst);
}

function runCard(run: RunShown): Markup {
  const { state } = run;
  const title = h('h2', {}, linked(run));
  if (state.phase === 'waiting') return group(title, h('p', { class: 'note' }, 'Nothing is there yet.'));
  if (state.phase === 'failed') return group(title, h('pre', { class: 'problems', tabindex: 0 }, state.message));
  const { glance } = state;
  return group(
    title,
    h(
      'p',
      { class: 'meta' },
      h('span', {}, name(glance.name)),
      h('span', {}, plural(glance.components, 'component')),
      h('span', {}, plural(glance.scenarioCount, 'scenario')),
      h('span', {}, `seed ${glance.seed}`),
    ),
    state.phase === 'running' && progressBox(state, run.label),
    state.phase === 'lost' && h('p', { class: 'partial' }, lostText(state)),
    state.phase === 'finished' &&
      state.isPartial &&
      h('p', { class: 'partial' }, 'Interrupted: the worlds done so far.'),
    glance.leading === null ? h('p', { class: 'note' }, 'No worlds yet.') : pictures(glance),
  );
}

const CARD_PX = 330;

function pictures(glance: Glance): Markup {
  const leading = glance.leading as NonNullable<Glance['leading']>;
  const { total } = leading;
  const rows = layerRowsOf(leading);
  const most = mostColumns(rows);
  return group(
    h(
      'p',
      { class: 'worst' },
      'From ',
      worstEntry(glance),
      ': ',
      h('b', {}, meanText(total)),
      ` of ${thousands(total.size)} reached (`,
      h('span', { class: 'together' }, rangeText(total.ci95)),
      ')',
    ),
    total.size > 0 &&
      h(
        'figure',
        { 'aria-label': dotsLabel(total) },
        h('figcaption', {}, h('span', {}, '100 worlds, one dot each, by components reached')),
        dotsView(total, { width: CARD_PX, palette: pagePalette }),
      ),
    rows.length > 0 &&
      h(
        'ul',
        { class: 'small-stairs', 'aria-label': 'By layer' },
        rows
          .filter(({ radius }) => radius.size > 0)
          .map((row) =>
            h(
              'li',
              {},
              h('span', { class: `key layer-${row.layer}` }),
              h('b', {}, `L${row.layer}`),
              staircase(row, { width: CARD_PX - 130, most, palette: pagePalette }),
              h('span', { class: 'number' }, `${meanText(row.radius)} of ${row.radius.size}`),
            ),
          ),
      ),
  );
}
