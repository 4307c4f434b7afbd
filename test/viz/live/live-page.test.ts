import { describe, expect, it } from 'vitest';
import { glanceOfRun } from '../../../viz/live/glance.ts';
import { type LivePage, liveUpdate, renderLivePage } from '../../../viz/live/live-page.ts';
import type { RunShown, UnderWay } from '../../../viz/live/run-shown.ts';
import {
  everythingReached,
  nothingReached,
  oneComponent,
  outcomeOf,
  supportDesk,
  withHostileNames,
} from '../fixture.ts';

const assets = {
  style: '',
  fontRegular: '',
  fontSemibold: '',
  companion: 'void 0',
  sha256Base64: (text: string) => `hash-of-${text.length}`,
};
const desk = glanceOfRun(outcomeOf({ ...supportDesk, worlds: 300 }));
const underWay: UnderWay = {
  glance: desk,
  done: 3_000,
  total: 12_000,
  isWriting: false,
  elapsedMs: 2_000,
  quietMs: 0,
  precision: null,
};
const page = (...runs: RunShown[]): LivePage => ({ runs, version: 'live' });
const shown = (state: RunShown['state'], href: string | null = null): RunShown => ({ label: 'out', href, state });

/** Words as they are read: tags away, spaces one. */
const words = (main: string): string =>
  main
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('a page of a run that goes on', () => {
  const update = liveUpdate(page(shown({ phase: 'running', ...underWay })));

  it('says how far it is, how fast, and how long it will take', () => {
    expect(update.title).toBe('25 % · support-desk · blast radius');
    expect(words(update.main)).toContain('3,000 of 12,000 worlds, 4 scenarios 1,500 worlds a second about 6 s left');
    expect(update.main).toMatch(/<progress max="100" value="25" aria-label="Worlds done of support-desk">/);
    expect(update.said).toBe('out: 25 percent of the worlds are done, about 6 s left.');
  });

  it('says what the worst entry point comes to so far, with its interval', () => {
    const [low, high] = desk.leading?.total.ci95 ?? [];
    expect(words(update.main)).toContain(
      `So far an attack that starts at dispatcher reaches ${desk.leading?.total.mean.toFixed(1)} of 11 other components on average ( ${low?.toFixed(1)} – ${high?.toFixed(1)} )`,
    );
  });

  it('says of how many worlds the pictures are that are measured less often, and keeps the mean in its interval', () => {
    const [first, ...others] = desk.scenarios;
    if (first === undefined) throw new Error('no scenario');
    const total = { ...first.total, mean: 2.24, ci95: [2.23, 2.25] as const };
    const glance = { ...desk, scenarios: [{ ...first, worlds: 5_000, total }, ...others] };
    const main = words(liveUpdate(page(shown({ phase: 'running', ...underWay, glance }))).main);
    expect(main).toContain('reaches 2.24 of 11 other components on average ( 2.23 – 2.25 )');
    expect(main).toContain('by components reached, in the first 300 worlds');
    expect(main).toContain(', in the first 300 worlds. Each column is one more component');
    expect(words(update.main)).not.toContain('in the first');
  });

  it('has a row for each scenario and for each layer', () => {
    expect(update.main.match(/<th scope="row">/g)).toHaveLength(4 + 7);
  });

  it('says that results are being drawn when all worlds are done', () => {
    const writing = liveUpdate(page(shown({ phase: 'running', ...underWay, isWriting: true })));
    expect(writing.title).toContain('100 %');
    expect(words(writing.main)).toContain('measuring and drawing the results');
  });

  it('says that it stops earlier if a precision was asked for, and when it has gone quiet', () => {
    const quiet = liveUpdate(page(shown({ phase: 'running', ...underWay, precision: 0.01, quietMs: 9_000 })));
    expect(words(quiet.main)).toContain('stops earlier once ± 1.0 % is reached no news for 9 s');
  });

  it('shows how the interval became narrow once there is something to compare', () => {
    const [first, ...others] = desk.scenarios;
    if (first === undefined) return expect.unreachable();
    const trail = [
      [100, 5, 4, 6],
      [1_000, 5.1, 4.8, 5.4],
      [10_000, 5.05, 4.95, 5.15],
    ] as const;
    const glance = { ...desk, scenarios: [{ ...first, trail }, ...others] };
    const { main } = liveUpdate(page(shown({ phase: 'running', ...underWay, glance })));
    expect(main).toContain('95 % interval of the mean: 4.0 – 6.0 after 100 worlds, 4.95 – 5.15 after 10,000 worlds.');
  });
});

describe('a page of a run', () => {
  it.each([
    [
      'that was cut off',
      { phase: 'lost', ...underWay, quietMs: 65_000 },
      'The last sign of life of this run was 1 min 5 s ago',
    ],
    ['that has not begun', { phase: 'waiting' }, 'Nothing is there yet'],
    [
      'that cannot be',
      { phase: 'failed', message: 'a.yaml:3:1', willRetry: true },
      'goes on once the file has changed',
    ],
    [
      'without a first world',
      { phase: 'running', ...underWay, glance: { ...desk, scenarios: [], leading: null } },
      'The first worlds are on their way',
    ],
    [
      'without a report',
      { phase: 'finished', glance: desk, isPartial: true, hasReport: false },
      'This run was interrupted',
    ],
  ] as const)('%s says so', (_what, state, text) => {
    expect(words(liveUpdate(page(shown(state))).main)).toContain(text);
  });

  it.each([
    ['nothing', nothingReached(supportDesk), 'reaches none of 11'],
    ['everything', everythingReached(supportDesk), 'reaches all of 11'],
    ['alone', oneComponent, 'stands alone'],
  ])('that reaches %s is drawn', (_what, sketch, text) => {
    const glance = glanceOfRun(outcomeOf({ ...sketch, worlds: 60 }));
    expect(words(liveUpdate(page(shown({ phase: 'running', ...underWay, glance }))).main)).toContain(text);
  });
});

it('puts several side by side: on one axis, then each by itself with its link', () => {
  const { main, title } = liveUpdate(
    page(
      shown({ phase: 'finished', glance: desk, isPartial: false, hasReport: true }, '/r/1'),
      shown({ phase: 'running', ...underWay }, '/r/2'),
      shown({ phase: 'waiting' }, '/r/3'),
    ),
  );
  expect(title).toBe('3 results · blast radius');
  expect(main.match(/href="\/r\/[12]"/g)).toHaveLength(4);
  expect(main.match(/<progress/g)).toHaveLength(1);
});

it('keeps every name a text, in every place', () => {
  const hostile = glanceOfRun(outcomeOf({ ...withHostileNames(supportDesk), worlds: 60 }));
  const label = '</script><img src=x onerror=alert(1)>';
  for (const state of [
    { phase: 'running', ...underWay, glance: hostile },
    { phase: 'failed', message: label, willRetry: false },
  ] as const) {
    for (const runs of [
      [shown(state)],
      [
        { ...shown(state, '/r/1'), label },
        { ...shown(state, '/r/2'), label },
      ],
    ]) {
      const html = renderLivePage({ runs, version: 'live' }, assets);
      expect(html).not.toMatch(/<(?:img|script(?!>void 0<))/);
      expect(html).not.toMatch(/ style=| on[a-z]+="/);
    }
  }
});

it('lets a page run its own code only, and speak to its own server only', () => {
  const html = renderLivePage(page(shown({ phase: 'waiting' })), assets);
  expect(html).toContain('script-src &#39;sha256-hash-of-6&#39;');
  expect(html).toContain('default-src &#39;none&#39;');
  expect(html).toContain('connect-src &#39;self&#39;');
});
