import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleBrowser } from '../../scripts/bundle-browser.mjs';
import { loadReportAssets } from '../../viz/assets.ts';
import { renderReport } from '../../viz/page.ts';
import type { Shown } from '../../viz/view.ts';
import { launchBrowser } from '../setup/launch-browser.ts';
import { type OfflinePage, openOffline } from '../setup/offline-page.ts';
import { deskWithControls, fourShapes } from './suite-fixture.ts';

let browser: Browser;
let folder: string;
let write: (shown: Shown) => Promise<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blastradius-compare-'));
  const kernels = await readFile(new URL('../../src/engine/wasm/kernels.wasm', import.meta.url));
  const assets = await loadReportAssets({ ...(await bundleBrowser()), kernels });
  write = async (shown) => {
    const file = join(folder, 'report.html');
    await writeFile(file, renderReport(shown, assets));
    return pathToFileURL(file).href;
  };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function inPage(shown: Shown, width: number, act: (opened: OfflinePage) => Promise<void>): Promise<void> {
  const opened = await openOffline(browser, await write(shown), { viewport: { width, height: 900 } });
  try {
    await opened.page.waitForSelector('main[data-ready]');
    await act(opened);
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}

it('draws the pair that is chosen, and keeps it when the window changes its width', () =>
  inPage(deskWithControls(), 1280, async ({ page }) => {
    const label = () => page.getAttribute('[data-picture="compare"] > svg', 'aria-label');
    expect(await label()).toContain('without reply-filter');
    await page.selectOption('#compare-with', { label: 'without trace-monitor' });
    expect(await label()).toContain('without trace-monitor');
    await page.setViewportSize({ width: 700, height: 900 });
    await page.waitForFunction(
      'Number(document.querySelector("[data-picture=compare] > svg").getAttribute("width")) < 700',
    );
    expect(await label()).toContain('without trace-monitor');
    await page.selectOption('#compare-with', { label: 'without reply-filter' });
    expect(await label()).toContain('without reply-filter');
  }));

it('draws chances on a logarithmic axis when that is chosen, and back', () =>
  inPage(deskWithControls(), 1280, async ({ page }) => {
    const ticks = () => page.$$eval('[data-picture="ccdf"] text', (texts) => texts.map((text) => text.textContent));
    expect(await ticks()).toContain('25%');
    await page.selectOption('#ccdf-scale', 'log');
    expect(await ticks()).not.toContain('25%');
    await page.selectOption('#ccdf-scale', '');
    expect(await ticks()).toContain('25%');
  }));

it.each([390, 1280, 2560])('shows several runs beside each other without sideways scrolling, %i px', (width) =>
  inPage(fourShapes(), width, async ({ page }) => {
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    for (const section of ['ccdf', 'changes', 'compare', 'topologies'])
      expect(await page.locator(`#${section} .picture > svg`).first().isVisible()).toBe(true);
    expect(await page.textContent('#topologies')).toContain('complete');
  }),
);
