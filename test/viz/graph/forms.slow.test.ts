import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleBrowser } from '../../../scripts/bundle-browser.mjs';
import { loadReportAssets } from '../../../viz/assets.ts';
import { renderReport } from '../../../viz/page.ts';
import { launchBrowser } from '../../setup/launch-browser.ts';
import { openOffline } from '../../setup/offline-page.ts';
import { estate, outcomeOf } from '../fixture.ts';

let browser: Browser;
let folder: string;
let address: string;
let axe: string;
const kernels = new URL('../../../src/engine/wasm/kernels.wasm', import.meta.url);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blastradius-forms-'));
  const assets = await loadReportAssets({ ...(await bundleBrowser()), kernels: await readFile(kernels) });
  const file = join(folder, 'report.html');
  await writeFile(file, renderReport(outcomeOf({ ...estate(120), worlds: 200 }), assets));
  address = pathToFileURL(file).href;
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function inReport(act: (page: Page) => Promise<void>, width = 1280): Promise<void> {
  const { page } = await openOffline(browser, address, { viewport: { width, height: 900 }, bypassCSP: true });
  try {
    await page.waitForSelector('main[data-ready]');
    await act(page);
  } finally {
    await page.context().close();
  }
}

const press = async (page: Page, place: string, key: string): Promise<void> => {
  await page.focus(place);
  await page.keyboard.press(key);
};

describe('the form of the trust graph', () => {
  it('is chosen with the keyboard: gather, open a group, close it again', () =>
    inReport(async (page) => {
      await press(page, '[data-by="group"]', 'Enter');
      const closed = await page.locator('.graph .cell').count();
      expect(closed).toBeGreaterThan(10);
      await press(page, '.graph .cell[data-group="hr"]', 'Enter');
      await expect.poll(() => page.locator('.graph .cell').count()).toBeLessThan(closed);
      expect(await page.locator('select[data-action="open-group"]').inputValue()).toBe('hr');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.graph .cell').count()).toBe(closed);
    }));

  it('keeps step with the rounds', () =>
    inReport(async (page) => {
      await press(page, '[data-by="layer"]', 'Enter');
      const notes = () => page.locator('.graph .cell .note').allTextContents();
      const end = await notes();
      await press(page, '#round', 'Home');
      const start = await notes();
      expect(start).not.toEqual(end);
      expect(start.every((note) => /^0 of \d+$/.test(note))).toBe(true);
    }));

  it('draws fewer lines from a share on, and says which', () =>
    inReport(async (page) => {
      const lines = () => page.locator('.graph .line:not(.single)').count();
      const all = await lines();
      await page.fill('#least-share', '10');
      await expect.poll(lines).toBeLessThan(all);
      expect(await page.locator('output[for="least-share"]').textContent()).toBe('10%');
    }));

  it.each([
    [390, '[data-by="group"]'],
    [1280, '[data-by="group"]'],
    [1280, '[data-by="layer"]'],
    [390, '[data-action="graph-matrix"]'],
    [1280, '[data-action="graph-matrix"]'],
  ])('has no finding of axe-core at %i px after %s, and no sideways scrolling', (width, button) =>
    inReport(async (page) => {
      await page.click(button);
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate("axe.run('#graph').then(({ violations }) => violations.map(({ id }) => id))");
      expect(found).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }, width),
  );
});
