import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../../setup/axe-findings.ts';
import { type Opening, reportBrowser } from '../../setup/report-browser.ts';
import { narrow, wide } from '../../setup/windows.ts';
import { estate, outcomeOf, type Sketch, supportDesk, withHostileNames } from '../fixture.ts';

const { write, inReport: open } = reportBrowser();
const addresses = new Map<Sketch, string>();
const hostile = withHostileNames(supportDesk);
const large = estate(400);

beforeAll(async () => {
  for (const sketch of [supportDesk, hostile, large]) {
    addresses.set(sketch, await write(outcomeOf({ ...sketch, worlds: 200 })));
  }
});

const inReport = (
  sketch: Sketch,
  act: (page: Page) => Promise<void>,
  { hash = '', ...options }: Opening & { readonly hash?: string } = {},
): Promise<void> => open(`${addresses.get(sketch)}${hash}`, act, { until: 'complete', ...options });

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
    ['dark', hostile, { ...wide, colorScheme: 'dark' } satisfies Opening],
    ['large', large, narrow],
  ])('has nothing that axe-core finds, and never scrolls sideways: %s', async (_, sketch, context) => {
    await inReport(
      sketch,
      async (page) => {
        expect(await axeFindings(page, '#curve', '#first-hits', '#paths')).toEqual([]);
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
