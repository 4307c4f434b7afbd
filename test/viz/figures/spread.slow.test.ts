import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleBrowser } from '../../../scripts/bundle-browser.mjs';
import { loadReportAssets } from '../../../viz/assets.ts';
import { renderReport } from '../../../viz/page.ts';
import { launchBrowser } from '../../setup/launch-browser.ts';
import { openOffline } from '../../setup/offline-page.ts';
import { estate, outcomeOf, type Sketch, supportDesk, withHostileNames } from '../fixture.ts';

let browser: Browser;
let folder: string;
let axe: string;
const addresses = new Map<Sketch, string>();
const hostile = withHostileNames(supportDesk);
const large = estate(400);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blastradius-spread-'));
  const kernels = await readFile(new URL('../../../src/engine/wasm/kernels.wasm', import.meta.url));
  const assets = await loadReportAssets({ ...(await bundleBrowser()), kernels });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const [i, sketch] of [supportDesk, hostile, large].entries()) {
    const file = join(folder, `${i}.html`);
    await writeFile(file, renderReport(outcomeOf({ ...sketch, worlds: 200 }), assets));
    addresses.set(sketch, pathToFileURL(file).href);
  }
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function inReport(
  sketch: Sketch,
  act: (page: Page) => Promise<void>,
  { hash = '', ...context }: BrowserContextOptions & { hash?: string } = {},
): Promise<void> {
  const opened = await openOffline(browser, `${addresses.get(sketch)}${hash}`, context);
  try {
    await opened.page.waitForSelector('main[data-complete]');
    await act(opened.page);
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}

const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const narrow: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
const label = (page: Page): Promise<string | null> =>
  page.locator('[data-picture="paths"] svg').getAttribute('aria-label');
const rows = (page: Page, picture: string): Promise<number> =>
  page.locator(`[data-picture="${picture}"] text[font-size="17"]`).count();

describe('the ways of compromise in the page', () => {
  it('lead to the component that is chosen beside them, which the address then says', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        await page.selectOption('#path-target', 'worker-host');
        await page.waitForURL(/c=worker-host/u);
        expect(await label(page)).toMatch(/^worker-host, reached in/u);
        expect(await page.locator('.path-target p').textContent()).toMatch(/^reached in \d+/u);
        expect(await page.locator('.more-paths').isVisible()).toBe(false);
      },
      wide,
    );
  });

  it('follow the card that is pinned, and go back when it is freed', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        const before = await label(page);
        const chosen = page.locator('#path-target option:checked');
        const name = await chosen.textContent();
        await page.locator('.graph .node', { hasText: 'worker-host' }).click();
        expect(await label(page)).toMatch(/^worker-host, reached in/u);
        expect(await chosen.textContent()).toMatch(/^worker-host/u);
        await page.keyboard.press('Escape');
        expect(await label(page)).toBe(before);
        expect(await chosen.textContent()).toBe(name);
      },
      wide,
    );
  });

  it('say of an entry point that the attack starts there', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        const entry = await page.locator('.graph .node.entry text').first().textContent();
        await page.locator('.graph .node.entry').first().click();
        expect(await page.locator('.path-target p').textContent()).toBe(
          `${entry} is where the attack starts: no way leads to it`,
        );
        expect(await page.locator('[data-picture="paths"] svg').count()).toBe(0);
      },
      wide,
    );
  });

  it('to any component are ranked together, the first five and then more', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        await page.selectOption('#path-target', '*');
        expect(await rows(page, 'paths')).toBe(5);
        await page.locator('.more-paths summary').click();
        await page.waitForSelector('[data-picture="paths-more"] svg');
        expect(await rows(page, 'paths-more')).toBeGreaterThan(5);
      },
      wide,
    );
  });

  it('come from the address', async () => {
    await inReport(supportDesk, async (page) => expect(await label(page)).toMatch(/^crm-key,/u), {
      ...wide,
      hash: '#paths?c=crm-key',
    });
  });
});

describe('the spread in the page', () => {
  it.each([
    ['wide', supportDesk, wide],
    ['narrow', supportDesk, narrow],
    ['dark', hostile, { ...wide, colorScheme: 'dark' } satisfies BrowserContextOptions],
    ['large', large, narrow],
  ])('has nothing that axe-core finds, and never scrolls sideways: %s', async (_, sketch, context) => {
    await inReport(
      sketch,
      async (page) => {
        await page.evaluate(axe);
        const found = await page.evaluate(
          `axe.run(['#curve', '#first-hits', '#paths']).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
        );
        expect(found).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      },
      context,
    );
  });

  it.each([
    ['a dozen components', supportDesk],
    ['hundreds', large],
  ])('prints stills where the scrubber was: %s', async (_, sketch) => {
    await inReport(
      sketch,
      async (page) => {
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('.scrubber').isVisible()).toBe(false);
        expect(await page.locator('.stills figure').count()).toBe(6);
        for (const still of await page.locator('.stills svg').all()) expect(await still.isVisible()).toBe(true);
      },
      wide,
    );
  });
});
