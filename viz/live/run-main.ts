import type { LiveScenario } from '../../src/run/live-state.ts';
import { dotsLabel, dotsView } from '../figures/dots-view.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { plural, rangeText, shortMeanText, thousands } from '../numbers.ts';
import { name } from '../sentences.ts';
import { pagePalette } from '../theme.ts';
import type { Glance } from './glance.ts';
import { layerTable } from './layer-table.ts';
import { duration, progressBox } from './progress-box.ts';
import type { RunShown, ShownState } from './run-shown.ts';
import { entryOf } from './scenario-names.ts';
import { scenarioTable } from './scenario-table.ts';
import { trailView } from './trail-view.ts';

/** Everything of one run that goes on, or that has no report. */
export function runMain({ label, state }: RunShown): Markup {
  switch (state.phase) {
    case 'waiting':
      return group(head('Waiting', label), notice('Nothing is there yet. This page shows the run once it has begun.'));
    case 'failed':
      return group(
        head('Cannot be run', label),
        h('pre', { class: 'problems', tabindex: 0 }, state.message),
        notice(state.willRetry ? 'This page goes on once the file has changed.' : 'Mend it, and start view again.'),
      );
    case 'running':
      return group(
        head(state.isWriting ? 'Drawing' : 'Simulating', state.glance.name, state.glance),
        h('section', { class: 'short', 'aria-label': 'Progress' }, progressBox(state, state.glance.name)),
        body(state),
      );
    case 'lost':
      return group(
        head('Cut off', state.glance.name, state.glance),
        notice(lostText(state)),
        h('section', { class: 'short', 'aria-label': 'Progress' }, progressBox(state, state.glance.name)),
        body(state),
      );
    case 'finished':
      return group(
        head('Blast radius', state.glance.name, state.glance),
        state.isPartial && notice('This run was interrupted: the intervals are those of the worlds done so far.'),
        body(state),
      );
  }
}

/** Of a run that has ended without results. */
export const lostText = ({ quietMs }: { readonly quietMs: number }): string =>
  `The last sign of life of this run was ${duration(quietMs / 1000)} ago: it was cut off before it wrote results. What follows is what it had found. Run it again for all of it.`;

const head = (eyebrow: string, title: string, glance?: Glance): Markup =>
  h(
    'div',
    { class: 'masthead' },
    h('p', { class: 'eyebrow' }, eyebrow),
    h('h1', {}, name(title)),
    glance &&
      h(
        'p',
        { class: 'meta' },
        h('span', {}, `${plural(glance.components, 'component')}, ${plural(glance.relations, 'relation')}`),
        h('span', {}, plural(glance.scenarioCount, 'scenario')),
        h('span', {}, `seed ${glance.seed}`),
      ),
  );

const notice = (text: string): Markup => h('p', { class: 'partial' }, text);

type WithGlance = Extract<ShownState, { readonly glance: Glance }>;

function body(state: WithGlance): Markup {
  const { glance } = state;
  const isDone = state.phase === 'finished';
  if (glance.leading === null)
    return h('p', { class: 'note' }, isDone ? 'No scenario was run.' : 'The first worlds are on their way.');
  const layers = layerTable(glance);
  return group(
    hero(glance, isDone),
    glance.scenarios.length > 0 &&
      section(
        'scenarios',
        glance.scenarioCount > 1 ? 'Entry points' : 'Entry point',
        howToRead(isDone),
        scenarioTable(glance),
      ),
    layers &&
      section(
        'layers',
        'Blast radius by layer',
        group(
          'From ',
          leadingName(glance),
          `${olderText(glance)}. Each column is one more component of the layer; its height is the chance that at least that many are reached.`,
        ),
        layers,
      ),
  );
}

const howToRead = (isDone: boolean): Child => [
  `The mean number of components reached${isDone ? '' : ' so far'}, largest first, with its 95 % interval.`,
  h(
    'span',
    { class: 'wide' },
    isDone
      ? ' The dot is the mean, the bar its interval.'
      : ' The dot is the mean, the bar its interval now, the thin line that of the first look.',
  ),
];

const section = (id: string, title: string, lede: Child, content: Markup): Markup =>
  h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('header', {}, h('h2', { id: `${id}-title` }, title), h('p', {}, lede)),
    content,
  );

const DOTS_PX = { broad: 530, narrow: 344 } as const;
const TRAIL_PX = { broad: 530, narrow: 344 } as const;

function hero(glance: Glance, isDone: boolean): Markup {
  const { total } = glance.leading as NonNullable<Glance['leading']>;
  const trail = leadingScenario(glance)?.trail ?? [];
  const dots = (width: number): Markup => dotsView(total, { width, palette: pagePalette });
  return h(
    'section',
    { class: 'short', 'aria-label': 'In short' },
    h(
      'div',
      { class: total.size > 0 ? 'hero' : 'hero alone' },
      h(
        'div',
        {},
        h('p', { class: 'lede' }, sentence(glance, isDone)),
        trail.length > 1 &&
          twice(TRAIL_PX, 'How the interval of its mean became narrow', (width) => trailView(trail, width)),
      ),
      total.size > 0 &&
        h(
          'figure',
          { class: 'worlds', 'aria-label': dotsLabel(total) },
          h(
            'figcaption',
            {},
            h('b', {}, '100 worlds, one dot each'),
            h('span', {}, `by components reached${olderText(glance)}`),
          ),
          h('div', { class: 'broad' }, dots(DOTS_PX.broad)),
          h('div', { class: 'narrow' }, dots(DOTS_PX.narrow)),
        ),
    ),
  );
}

/** What is measured in full is looked at less often than the means: then it says of how many worlds it speaks. */
function olderText(glance: Glance): string {
  const measured = glance.leading?.total.histogram.reduce((sum, [, worlds]) => sum + worlds, 0) ?? 0;
  return measured > 0 && measured < (leadingScenario(glance)?.worlds ?? 0)
    ? `, in the first ${plural(measured, 'world')}`
    : '';
}

/** A picture for wide pages and one for narrow ones; the style sheet shows one of them. */
const twice = (
  { broad, narrow }: { readonly broad: number; readonly narrow: number },
  caption: string,
  draw: (width: number) => Markup | null,
): Markup =>
  h(
    'figure',
    {},
    h('figcaption', {}, h('span', {}, caption)),
    h('div', { class: 'broad' }, draw(broad)),
    h('div', { class: 'narrow' }, draw(narrow)),
  );

/** The mean is the only red in it. */
function sentence(glance: Glance, isDone: boolean): Markup {
  // What is measured in full may be a little older.
  const total = leadingScenario(glance)?.total ?? (glance.leading as NonNullable<Glance['leading']>).total;
  const so = isDone ? 'An' : 'So far an';
  if (total.size === 0) return group(leadingName(glance), ' stands alone: there is no other component to reach.');
  const amount = total.touched === 0 ? 'none' : total.mean >= total.size ? 'all' : shortMeanText(total);
  return group(
    `${so} attack that starts at `,
    leadingName(glance),
    ' reaches ',
    h('em', {}, `${amount} of ${thousands(total.size)}`),
    ` other ${total.size === 1 ? 'component' : 'components'} on average (`,
    h('span', { class: 'together' }, rangeText(total.ci95)),
    ').',
  );
}

const leadingName = (glance: Glance): Markup =>
  entryOf(leadingScenario(glance) ?? { id: glance.leading?.id ?? '', entry: [] });

const leadingScenario = ({ leading, scenarios }: Glance): LiveScenario | undefined =>
  scenarios.find(({ id }) => id === leading?.id);
