import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveUpdate } from '../../../viz/live/live-page.ts';
import { axeFindings } from '../../setup/axe-findings.ts';
import { ensureBuilt } from '../../setup/ensure-built.ts';
import { launchBrowser } from '../../setup/launch-browser.ts';
import { blastradius, folderWith } from '../fake-shell.ts';
import { smallDesk } from '../small-desk.ts';
import { type Viewing, viewing } from './viewing.ts';

/* A run that takes its time, seen by a reader of its events and by people with a browser. */
let browser: Browser;

beforeAll(async () => {
  ensureBuilt();
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => void (await browser?.close()));

/** Opens a page of the server, and fails if anything in it complains. */
async function inPage(
  { url }: Viewing,
  act: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  try {
    await page.goto(url);
    await act(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Of whoever waits for news: events, not time, say when they are there. */
const PATIENT = { timeout: 60_000 };

const longRun = (): Promise<Viewing> =>
  viewing(folderWith({ 'desk.yaml': smallDesk }), 'desk.yaml', '-n', '400000', '--threads', '1');

describe('a run that goes on', () => {
  it('is further each time, with narrower intervals, and ends as its report', async () => {
    const { news } = await longRun();
    const live: Partial<LiveUpdate>[] = [];
    let last: Partial<LiveUpdate> | undefined;
    for await (const update of news()) {
      last = update;
      if (update.version !== 'live') break;
      live.push(update);
    }
    expect(last?.version).toMatch(/^report /);
    const shares = live.flatMap(({ title }) => /^(\d+) %/.exec(title ?? '')?.[1] ?? []).map(Number);
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const trails = live.flatMap(({ main }) => /95 % interval of the mean: ([^"]+)\./.exec(main ?? '')?.[1] ?? []);
    const [, low, high, end, top] =
      /^([\d.]+) – ([\d.]+) after .* ([\d.]+) – ([\d.]+) after/.exec(trails.at(-1) ?? '') ?? [];
    expect(Number(top) - Number(end)).toBeLessThan(Number(high) - Number(low));
  });

  it('is a page that becomes the report by itself, keeps its place, and has nothing that axe-core finds', async () => {
    const view = await longRun();
    await inPage(view, async (page) => {
      await page.waitForSelector('main[data-live] progress');
      await page.evaluate("location.hash = '#layers'");
      expect(await axeFindings(page)).toEqual([]);
      await expect.poll(() => page.title(), PATIENT).toMatch(/^[1-9]\d* %/);
      await page.waitForSelector('.live-scenarios tbody tr');
      expect(await page.locator('progress').getAttribute('value')).not.toBe('0');
      await page.waitForSelector('#masthead', { timeout: 100_000 });
      expect(await page.title()).toBe('small-desk · blast radius');
      expect(page.url()).toBe(`${view.url}#layers`);
      expect(await page.locator('main[data-live]').count()).toBe(0);
    });
  });

  it('keeps what is selected and focused while numbers change', async () => {
    const view = await longRun();
    await inPage(view, async (page) => {
      await page.waitForSelector('.live-scenarios tbody tr');
      await page.getByRole('region', { name: 'Scenarios, table' }).focus();
      const before = await page.title();
      await expect.poll(() => page.title(), PATIENT).not.toBe(before);
      expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe('Scenarios, table');
    });
  });
});

describe('results side by side', () => {
  it.each([
    ['wide and light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
    ['wide and dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 390, height: 844 } }],
    ['on a wall', { viewport: { width: 2560, height: 1300 } }],
  ] as const)(
    'fit the window, have nothing that axe-core finds, and lead to their reports: %s',
    async (_what, options) => {
      const folder = folderWith({ 'desk.yaml': smallDesk });
      for (const [i, name] of ['before', 'after'].entries()) {
        await blastradius(folder, 'run', 'desk.yaml', '--out', name, '-n', '320', '--seed', String(i + 1));
      }
      await inPage(
        await viewing(folder, 'before', 'after'),
        async (page) => {
          expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
          expect(await axeFindings(page)).toEqual([]);
          await page.getByRole('link', { name: 'after' }).first().click();
          await page.waitForSelector('#masthead');
          expect(await page.locator('.meta').first().textContent()).toContain('seed 2');
        },
        options,
      );
    },
  );

  it('show a new run in an open report, and its report when it is done', async () => {
    const folder = folderWith({ 'desk.yaml': smallDesk });
    await blastradius(folder, 'run', 'desk.yaml', '--out', 'out', '-n', '320');
    await inPage(await viewing(folder, 'out'), async (page) => {
      await page.waitForSelector('#masthead');
      await blastradius(folder, 'run', 'desk.yaml', '--out', 'out', '-n', '320', '--seed', '7');
      await expect.poll(() => page.locator('#masthead .meta').textContent(), PATIENT).toContain('seed 7');
    });
  });
});

it('says that the server is gone, and shows what it knew', async () => {
  const folder = folderWith({ 'desk.yaml': smallDesk });
  await blastradius(folder, 'run', 'desk.yaml', '--out', 'a', '-n', '320');
  await blastradius(folder, 'run', 'desk.yaml', '--out', 'b', '-n', '320');
  const view = await viewing(folder, 'a', 'b');
  const page = await browser.newPage();
  await page.goto(view.url);
  await view.end();
  await expect.poll(() => page.locator('#connection').textContent(), PATIENT).toMatch(/^Not connected/);
  expect(await page.locator('.runs > li').count()).toBe(2);
  await page.close();
});
