import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../../setup/axe-findings.ts';
import { reportBrowser } from '../../setup/report-browser.ts';
import { estate, outcomeOf } from '../fixture.ts';

const { write, inReport: open } = reportBrowser();
let address: string;

beforeAll(async () => {
  address = await write(outcomeOf({ ...estate(120), worlds: 200 }));
});

const inReport = (act: (page: Page) => Promise<void>, width = 1280): Promise<void> =>
  open(address, act, { viewport: { width, height: 900 } });

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
      expect(await axeFindings(page, '#graph')).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }, width),
  );
});
