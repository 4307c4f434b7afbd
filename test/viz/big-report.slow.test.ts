import { stat } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { layOutCarpet } from '../../viz/graph/carpet-layout.ts';
import { throughLens, wholeCarpet } from '../../viz/graph/carpet-lens.ts';
import { axeFindings } from '../setup/axe-findings.ts';
import { type Opening, reportBrowser } from '../setup/report-browser.ts';
import { narrow } from '../setup/windows.ts';
import { estate, type Outcome, outcomeOf, withHostileNames } from './fixture.ts';

const COMPONENTS = 1_200;
const ENTRIES = 100;

/** Names that are markup, right to left, or many code points long, among a thousand plain ones. */
const hostile = withHostileNames(estate(COMPONENTS));
const many: Outcome = outcomeOf({
  ...hostile,
  entries: hostile.components.slice(0, ENTRIES).map(({ id }) => id),
  worlds: 2,
});
/** As a large suite is stored: numbers of all scenarios, pictures of the first few. */
const outcome: Outcome = { ...many, details: { ...many.details, scenarios: many.details.scenarios.slice(0, 8) } };
const { components } = outcome.details;

const { write, inReport: open } = reportBrowser();
let address: string;

beforeAll(async () => {
  address = await write(outcome);
});

const inReport = (
  act: (page: Page) => Promise<void>,
  { hash = first, ...options }: Opening & { readonly hash?: string } = {},
): Promise<void> => open(address + hash, act, { until: 'complete', ...options });

const scenario = outcome.results.scenarios[0]?.id ?? '';
const first = `#graph?s=${encodeURIComponent(scenario)}`;

const spoken = (page: Page): Promise<string | null> => page.textContent('.squares-box [role="option"]');
const active = async (page: Page): Promise<number> =>
  Number((await page.getAttribute('.squares-box', 'aria-activedescendant'))?.replace('square-', ''));

/** Where a square is in the window while all of the carpet is shown. */
async function pointOf(page: Page, component: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('.squares-box').boundingBox();
  const layout = layOutCarpet({ components, details: outcome.details }, Math.floor(box?.width ?? 0));
  const at = throughLens(wholeCarpet, layout.plot, layout.places[component] as { x: number; y: number });
  return { x: (box?.x ?? 0) + at.x, y: (box?.y ?? 0) + at.y };
}

/** How much of a canvas is painted, and a sum of all its colours; read from a copy, which the page's own does not like. */
const painted = (page: Page, part: string): Promise<{ pixels: number; sum: number }> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('.carpet-frame [data-part="${part}"]');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let [pixels, sum] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 0) pixels++;
      sum = (sum * 31 + data[i] + data[i + 1] * 256 + data[i + 3]) % 1000003;
    }
    return { pixels, sum };
  })()`);

/** What was asked of a canvas is painted with the next frame. */
const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

describe('a report of 1,200 components × 100 entry points', () => {
  it('is one file under 6 MB', async () => {
    expect(outcome.results.scenarios.length).toBe(ENTRIES);
    expect(components.length).toBe(COMPONENTS);
    expect((await stat(new URL(address))).size / 1e6).toBeLessThan(6);
  });

  it('writes in the end all sections, in their order, for search, links and readers of screens', async () => {
    await inReport(async (page) => {
      expect(await page.locator('#components tbody tr').count()).toBe(COMPONENTS);
      const ids = await page.$$eval('main > section[id]', (sections) => sections.map(({ id }) => id));
      expect(ids[0]).toBe('in-short');
      const known = ['layers', 'graph', 'heatmap', 'assumptions', 'components', 'method'];
      expect(ids.filter((id) => known.includes(id))).toEqual(known);
      const links = await page.$$eval('nav a', (anchors) => anchors.map((anchor) => anchor.getAttribute('href')));
      for (const link of links) expect(ids).toContain(link?.slice(1));
      expect(await page.locator('.not-yet').count()).toBe(0);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });

  it('shows under the pointer the component whose square is there, and its neighbours', async () => {
    await inReport(async (page) => {
      for (const component of [3, 400, 1_100]) {
        const { x, y } = await pointOf(page, component);
        await page.mouse.move(x, y);
        expect(await page.textContent('.inspector h3')).toBe(components[component]?.name);
        expect(await page.locator('.carpet-frame.dimmed').count()).toBe(1);
      }
      await page.mouse.move(2, 2);
      await expect.poll(() => page.locator('.carpet-frame.dimmed').count()).toBe(0);
    });
  });

  it('pins by click, says so in the address and in the table, and frees with Escape', async () => {
    await inReport(async (page) => {
      const { x, y } = await pointOf(page, 400);
      await page.mouse.click(x, y);
      expect(await page.getAttribute('.squares-box [role="option"]', 'aria-selected')).toBe('true');
      const id = components[400]?.id ?? '';
      await expect.poll(() => new URLSearchParams(page.url().split('?')[1]).get('c')).toBe(id);
      expect(await page.locator('#components tr.marked th').textContent()).toBe(components[400]?.name);
      await page.mouse.move(2, 2);
      await page.keyboard.press('Escape');
      await expect.poll(() => new URLSearchParams(page.url().split('?')[1]).get('c')).toBeNull();
    });
  });

  it('is driven by the keyboard alone: search, arrows, along relations, pin, entry, help', async () => {
    await inReport(async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('hr-agent-2');
      await page.keyboard.press('Enter');
      expect(await page.textContent('.inspector h3')).toBe('hr-agent-2');
      expect(await page.evaluate('document.activeElement.className')).toBe('squares-box');
      expect(await spoken(page)).toMatch(/^hr-agent-2, agent, layer 7, (reached in .*%|entry point)$/);
      const { places } = layOutCarpet({ components, details: outcome.details }, 848);
      const placeNow = async (): Promise<{ x: number; y: number }> =>
        places[await active(page)] as { x: number; y: number };
      const begin = await placeNow();
      await page.keyboard.press('ArrowDown');
      expect((await placeNow()).y).toBeGreaterThan(begin.y);
      const below = await placeNow();
      await page.keyboard.press('ArrowRight');
      expect((await placeNow()).x).toBeGreaterThan(below.x);
      await page.keyboard.press('/');
      await page.keyboard.type('hr-agent-2');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Shift+ArrowDown');
      const related = outcome.details.relations.flatMap(({ from, to }) =>
        from === 'hr-agent-2' ? [to] : to === 'hr-agent-2' ? [from] : [],
      );
      expect(related).toContain(components[await active(page)]?.id);
      await page.keyboard.press('Enter');
      expect(await page.getAttribute('.squares-box [role="option"]', 'aria-selected')).toBe('true');
      await page.keyboard.press('?');
      expect(await page.locator('dialog.help').isVisible()).toBe(true);
      expect(await page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog.help').isVisible()).toBe(false);
      expect(await page.evaluate('document.activeElement.className')).toBe('squares-box');
    });
  });

  it('starts with e where the focus is, if the suite has it', async () => {
    const entry = outcome.results.scenarios[5]?.entry[0] ?? '';
    await inReport(async (page) => {
      await page.locator('.squares-box').focus();
      await page.keyboard.press('/');
      await page.keyboard.type(entry);
      await page.keyboard.press('Enter');
      await page.keyboard.press('e');
      await expect
        .poll(() => new URLSearchParams(page.url().split('?')[1]).get('s'))
        .toBe(outcome.results.scenarios[5]?.id);
      await page.waitForSelector('main[data-complete]');
      expect(await page.evaluate('document.activeElement.className')).toBe('squares-box');
      expect(await spoken(page)).toMatch(/entry point$/);
    });
  });

  it('zooms by buttons, keys and the wheel with Ctrl, keeps it in the address, and shows all again', async () => {
    await inReport(async (page) => {
      const whole = await painted(page, 'squares');
      await page.click('[data-zoom="in"]');
      await expect.poll(() => page.url()).toMatch(/z=1\.5/);
      await nextFrame(page);
      expect((await painted(page, 'squares')).sum).not.toBe(whole.sum);
      const { x, y } = await pointOf(page, 400);
      await page.mouse.move(x, y);
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -400);
      await page.keyboard.up('Control');
      await expect.poll(() => Number(/z=([\d.]+)/.exec(page.url())?.[1] ?? 0)).toBeGreaterThan(2);
      const scrolled = await page.evaluate('scrollY');
      await page.mouse.wheel(0, 200);
      await expect.poll(() => page.evaluate('scrollY')).not.toBe(scrolled);
      await page.keyboard.press('0');
      await expect.poll(() => page.url()).not.toMatch(/z=/);
      await page.mouse.move(2, 2);
      await nextFrame(page);
      expect((await painted(page, 'squares')).sum).toBe(whole.sum);
    });
  });

  it('is pulled when it is enlarged, without pinning anything', async () => {
    await inReport(
      async (page) => {
        const { x, y } = await pointOf(page, 400);
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x - 60, y - 20, { steps: 4 });
        await page.mouse.up();
        await expect.poll(() => page.url()).not.toMatch(/z=4\+0\.5\+0\.5/);
        expect(page.url()).not.toMatch(/[?&]c=/);
      },
      { hash: `${first}&z=4 0.5 0.5` },
    );
  });

  it('paints what an address asks for as if it had been done by hand, and round the rounds the same', async () => {
    let byHand: unknown;
    let asked = '';
    await inReport(async (page) => {
      const expected = await painted(page, 'squares');
      await page.locator('.choice label', { hasText: 'worst 5 %' }).click();
      await page.locator('#round').fill('1');
      await nextFrame(page);
      const early = await painted(page, 'squares');
      expect(early.sum).not.toBe(expected.sum);
      await page.keyboard.press(']');
      await nextFrame(page);
      await page.keyboard.press('[');
      await nextFrame(page);
      expect(await painted(page, 'squares')).toEqual(early);
      byHand = [early, await painted(page, 'lines')];
      await expect.poll(() => page.url()).toMatch(/w=worst&r=1/);
      asked = new URL(page.url()).hash;
      await page.locator('.choice label', { hasText: 'expected' }).click();
      await page.locator('#round').fill(String(await page.getAttribute('#round', 'max')));
      await nextFrame(page);
      expect(await painted(page, 'squares')).toEqual(expected);
    });
    await inReport(
      async (page) => expect([await painted(page, 'squares'), await painted(page, 'lines')]).toEqual(byHand),
      { hash: asked },
    );
  });

  it('is painted anew in another theme', async () => {
    await inReport(
      async (page) => {
        const light = await painted(page, 'ground');
        await page.keyboard.press('t');
        await nextFrame(page);
        await expect.poll(async () => (await painted(page, 'ground')).sum).not.toBe(light.sum);
        await page.keyboard.press('t');
        await nextFrame(page);
        await expect.poll(async () => (await painted(page, 'ground')).sum).toBe(light.sum);
      },
      { colorScheme: 'light' },
    );
  });

  it('opens a column into cards, and closes it with Escape', async () => {
    await inReport(async (page) => {
      await page.locator('.squares-box').focus();
      await page.keyboard.press('o');
      await page.waitForSelector('.graph .node');
      expect(await page.locator('.carpet-frame').count()).toBe(0);
      await expect.poll(() => page.url()).toMatch(/[?&]o=/);
      await page.locator('h1').click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.carpet-frame');
    });
  });

  it('is a drawing on paper', async () => {
    await inReport(async (page) => {
      expect(await page.locator('svg.carpet path').count()).toBe(0);
      await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
      expect(await page.locator('svg.carpet .line').count()).toBeGreaterThan(10);
      await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
      expect(await page.locator('.carpet-frame').count()).toBe(1);
      expect(await page.locator('svg.carpet path').count()).toBe(0);
    });
  });

  it.each([
    ['wide', {}],
    ['narrow and dark', { ...narrow, colorScheme: 'dark' }],
  ] as const)('has nothing around the graph that axe would object to, %s', async (_name, options) => {
    await inReport(async (page) => {
      expect(await axeFindings(page, '#graph')).toEqual([]);
    }, options);
  });
});
