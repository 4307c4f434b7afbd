import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { bundleBrowser } from '../../scripts/bundle-browser.mjs';
import { loadReportAssets } from '../../viz/assets.ts';
import { type ReportAssets, renderReport } from '../../viz/page.ts';
import type { Shown } from '../../viz/view.ts';
import { launchBrowser } from './launch-browser.ts';
import { openOffline } from './offline-page.ts';
import { wide } from './windows.ts';

export type ReportBrowser = {
  /** The report as a file of its own. @returns its address, without a state */
  write(shown: Shown): Promise<string>;
  /** Opens a report, lets the test act in it, and checks that it asked for nothing and complained of nothing. */
  inReport(address: string, act: (page: Page) => Promise<void>, options?: Opening): Promise<void>;
};

/** In a wide window, unless it says another. */
export type Opening = BrowserContextOptions & {
  /** The test begins once the first section can be used, or once all are written; the first if left out. */
  readonly until?: 'ready' | 'complete';
  /** Before the report is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
};

/** Of one file of tests: there before its first test, gone after its last. */
export function reportBrowser(): ReportBrowser {
  let browser: Browser;
  let folder: string;
  let assets: ReportAssets;
  let written = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blastradius-report-'));
    assets = await loadReportAssets({ ...(await bundleBrowser()), kernels: await readFile(kernels) });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    write: async (shown) => {
      const file = join(folder, `${written++}.html`);
      await writeFile(file, renderReport(shown, assets));
      return pathToFileURL(file).href;
    },
    inReport: (address, act, options) => inReport(browser, address, act, options),
  };
}

const kernels = new URL('../../src/engine/wasm/kernels.wasm', import.meta.url);

/** Of the largest report, on a busy machine. */
const MOST_MS = 60_000;

async function inReport(
  browser: Browser,
  address: string,
  act: (page: Page) => Promise<void>,
  { until = 'ready', prepare, ...context }: Opening = {},
): Promise<void> {
  const { page, requests, errors } = await openOffline(browser, 'about:blank', { ...wide, ...context });
  try {
    await prepare?.(page);
    await page.goto(address);
    await page.waitForSelector(`main[data-${until}]`, { timeout: MOST_MS });
    await act(page);
    expect(requests).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await page.context().close();
  }
}
