import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportBrowser } from '../setup/report-browser.ts';
import { outcomeOf, supportDesk } from './fixture.ts';

const { write, inReport: open } = reportBrowser();
let address: string;

beforeAll(async () => {
  address = await write(outcomeOf({ ...supportDesk, worlds: 300 }));
});

const inReport = (act: (page: Page) => Promise<void>, hash = '', width = 1280): Promise<void> =>
  open(address + hash, act, { viewport: { width, height: 900 } });

const row = (page: Page, name: string) => page.locator('#heatmap a[data-action="scenario"]', { hasText: name });
const pressed = (page: Page) => page.locator('#stride .pills [aria-pressed="true"]').textContent();

describe('matrices in the page', () => {
  it('show another entry point by the keyboard, and mark it', () =>
    inReport(async (page) => {
      await row(page, 'help-articles').focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toContain('help-articles');
      expect(await page.locator('.masthead').textContent()).toContain('help-articles');
      expect(await row(page, 'help-articles').getAttribute('aria-current')).toBe('true');
      expect(await page.locator('#heatmap [aria-current]').count()).toBe(1);
    }));

  it('can be pressed all along a row', () =>
    inReport(async (page) => {
      await row(page, 'web-search').click();
      await expect.poll(() => page.url()).toContain('web-search');
    }));

  it('stand side by side where there is room, and below each other where there is not', async () => {
    const tops = (page: Page) =>
      Promise.all(['#heatmap', '#flow'].map(async (id) => (await page.locator(id).boundingBox())?.y ?? 0));
    await inReport(async (page) => {
      const [heatmap, flow] = await tops(page);
      expect(flow).toBe(heatmap);
    });
    await inReport(
      async (page) => {
        const [heatmap = 0, flow = 0] = await tops(page);
        expect(flow).toBeGreaterThan(heatmap + 100);
      },
      '',
      390,
    );
  });

  it('hide threats below the maturity that was asked for, everywhere, and keep it in the address', async () => {
    await inReport(async (page) => {
      const threats = page.locator('#threats .threat-group:visible');
      const all = await threats.count();
      const counts = async () => (await page.locator('#stride svg .at-least:visible').allTextContents()).map(Number);
      const before = await counts();
      await page.locator('#stride .pills button', { hasText: /^realized/u }).click();
      expect(await threats.count()).toBeLessThan(all);
      expect(await page.locator('#threats .pills [aria-pressed="true"]').textContent()).toMatch(/^realized/u);
      const after = await counts();
      expect(after).toHaveLength(before.length);
      expect(after.at(-1)).toBeLessThan(before.at(-1) as number);
      await expect.poll(() => page.url()).toContain('m=realized');
    });
    await inReport(async (page) => {
      expect(await pressed(page)).toMatch(/^realized/u);
      await page.locator('#threats .pills button').first().click();
      expect(await pressed(page)).toMatch(/^any maturity/u);
      await expect.poll(() => page.url()).not.toContain('m=');
    }, '#stride?m=realized');
  });

  it('write what is known of threats when their fold is opened', () =>
    inReport(async (page) => {
      const fold = page.locator('.threat-group').first();
      expect(await fold.textContent()).not.toContain('Because');
      await fold.locator('summary').click();
      await fold.locator('.because').first().waitFor();
      expect(await fold.locator('.threat').count()).toBeGreaterThan(0);
    }));
});
