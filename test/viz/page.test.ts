import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ReportAssets, renderPage, renderReport } from '../../viz/page.ts';
import { viewOf } from '../../viz/view.ts';
import {
  estate,
  everythingReached,
  nothingReached,
  oneComponent,
  outcomeOf,
  type Sketch,
  supportDesk,
  withHostileNames,
} from './fixture.ts';
import { noPageCode } from './no-page-code.ts';

const sha256Base64 = (text: string): string => createHash('sha256').update(text).digest('base64');
const assets: ReportAssets = {
  code: { ...noPageCode, loader: 'void 0' },
  style: 'p{margin:0}',
  fontRegular: 'AAAA',
  fontSemibold: 'BBBB',
  sha256Base64,
  deflate: (content) => Buffer.from(content),
};

function render(sketch: Sketch): string {
  const { results, details } = outcomeOf({ worlds: 60, ...sketch });
  return renderReport({ results, details }, assets);
}

/** As the page's code renders it. */
function renderInPage(sketch: Sketch): string {
  const { main, links } = renderPage(viewOf(outcomeOf({ worlds: 60, ...sketch }), 0, 'page'));
  return links.markup + main.markup;
}

const elements = (html: string): string[] => html.match(/<[a-z][^>]*>/g) ?? [];
const withoutCode = (html: string): string => html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '');
const sectionIds = (html: string): string[] =>
  [...html.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id as string);
const states = {
  'the support desk': supportDesk,
  'hostile names': withHostileNames(supportDesk),
  'nothing reached': nothingReached(supportDesk),
  'everything reached': everythingReached(supportDesk),
  'one component': oneComponent,
  '28 components': estate(28),
  '120 components': estate(120),
};

describe('the report', () => {
  it('is the page that was reviewed', async () => {
    await expect(render({ ...supportDesk, entries: ['front-desk', 'web-search'] })).toMatchFileSnapshot(
      '../golden/report.html',
    );
  });

  it('is the page that was reviewed, as its code renders it', async () => {
    await expect(renderInPage(supportDesk)).toMatchFileSnapshot('../golden/report-in-page.html');
  });

  it('allows its own script and style only, by their hashes', () => {
    const html = render(supportDesk);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const [script, style] = [/<script>(.*?)<\/script>/s.exec(html)?.[1], /<style>(.*?)<\/style>/s.exec(html)?.[1]];
    expect(policy).toContain("default-src 'none'");
    expect(policy.replace('wasm-unsafe-eval', '')).not.toContain('unsafe');
    expect(policy).toContain(
      `script-src 'sha256-${sha256Base64(script ?? '')}' 'sha256-${sha256Base64(noPageCode.page)}'`,
    );
    expect(policy).toContain(`style-src 'sha256-${sha256Base64(style ?? '')}'`);
  });

  it('does not let a script or style end its own element', () => {
    const { results, details } = outcomeOf({ ...oneComponent, worlds: 1 });
    const html = renderReport(
      { results, details },
      {
        ...assets,
        code: { ...noPageCode, loader: '"</script><b>"' },
        style: 'a{content:"</style><b>"}',
      },
    );
    expect(elements(withoutCode(html)).filter((tag) => tag === '<b>' && html.includes('"</script><b>"'))).toEqual([]);
    expect(html).toContain('<\\/script><b>');
    expect(html).toContain('<\\/style><b>');
  });

  it.each(Object.entries(states))('holds no inline style, handler or address with %s', (_name, sketch) => {
    for (const tag of elements(withoutCode(render(sketch)))) {
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(style|on\w+)=/);
      expect(tag).not.toMatch(/\s(src|href)="(?!#|data:,")/);
    }
  });

  it.each(Object.entries(states))('writes no broken number with %s', (_name, sketch) => {
    expect(withoutCode(render(sketch))).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });

  it('has as many elements with hostile names as with plain ones', () => {
    const plain = withHostileNames(
      supportDesk,
      supportDesk.components.map((_, i) => `component-${i}`),
    );
    const count = (sketch: Sketch): number =>
      elements(withoutCode(render({ ...sketch, entries: sketch.entries.slice(0, 1) }))).filter(
        (tag) => /^<(script|img|svg|b|i|button)\b/.test(tag) && !tag.startsWith('<svg'),
      ).length;
    const names = supportDesk.components.map((_, i) => `<img src=${i} onerror=alert(1)>`);
    expect(count(withHostileNames(supportDesk, names))).toBe(count(plain));
  });

  it('leaves out sections without data, and their links', () => {
    expect(sectionIds(renderInPage(supportDesk))).toEqual([
      'in-short',
      'layers',
      'graph',
      'curve',
      'first-hits',
      'paths',
      'heatmap',
      'flow',
      'classes',
      'ccdf',
      'stride',
      'threats',
      'assumptions',
      'scenarios',
      'components',
      'method',
    ]);
    expect(sectionIds(renderInPage(oneComponent))).toEqual(['in-short', 'graph', 'assumptions', 'method']);
    expect(sectionIds(renderInPage(nothingReached({ ...supportDesk, entries: ['crm'] })))).not.toContain('curve');
    for (const sketch of Object.values(states)) {
      const html = renderInPage(sketch);
      for (const [, id] of html.matchAll(/<a href="#([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
    }
  });

  it('says what zero hits leave possible, and why there were none', () => {
    const html = render({ ...nothingReached(supportDesk), worlds: 1000 });
    expect(html).toContain('0 of 1,000 worlds; with 95 % confidence fewer than 1 in 261');
    expect(html).toContain('No relation carries any of these threats');
  });

  it('names entries that tie within their intervals together', () => {
    expect(render({ ...supportDesk, worlds: 400 })).toMatch(/Worst entry points<.*?too close to tell apart/);
  });

  it('says that nothing was run instead of failing', () => {
    const { results, details } = outcomeOf({ ...oneComponent, worlds: 1 });
    const html = renderReport(
      { results: { ...results, scenarios: [], thresholds: [] }, details: { ...details, scenarios: [] } },
      assets,
    );
    expect(html).toContain('No scenario was run');
  });

  it('draws without details of the scenario, from the summary alone', () => {
    const { results, details } = outcomeOf({ ...supportDesk, worlds: 20 });
    expect(sectionIds(renderReport({ results, details: { ...details, scenarios: [] } }, assets))).toContain('layers');
    expect(
      sectionIds(
        renderReport({ results, details: { ...details, components: [], relations: [], scenarios: [] } }, assets),
      ),
    ).not.toContain('graph');
  });
});
