import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Shown } from '../../viz/view.ts';
import { reportBrowser } from '../setup/report-browser.ts';
import { deskWithControls, fourShapes } from './suite-fixture.ts';

const { write, inReport } = reportBrowser();

const inPage = async (shown: Shown, width: number, act: (page: Page) => Promise<void>): Promise<void> =>
  inReport(await write(shown), act, { viewport: { width, height: 900 } });

it('draws the pair that is chosen, and keeps it when the window changes its width', () =>
  inPage(deskWithControls(), 1280, async (page) => {
    const label = () => page.getAttribute('[data-picture="compare"] > svg', 'aria-label');
    expect(await label()).toContain('without reply-filter');
    await page.selectOption('#compare-with', { label: 'without trace-monitor' });
    expect(await label()).toContain('without trace-monitor');
    await page.setViewportSize({ width: 700, height: 900 });
    const width = async () => Number(await page.getAttribute('[data-picture="compare"] > svg', 'width'));
    await expect.poll(width).toBeLessThan(700);
    expect(await label()).toContain('without trace-monitor');
    await page.selectOption('#compare-with', { label: 'without reply-filter' });
    expect(await label()).toContain('without reply-filter');
  }));

it('draws chances on a logarithmic axis when that is chosen, and back', () =>
  inPage(deskWithControls(), 1280, async (page) => {
    const ticks = () => page.$$eval('[data-picture="ccdf"] text', (texts) => texts.map((text) => text.textContent));
    expect(await ticks()).toContain('25%');
    await page.selectOption('#ccdf-scale', 'log');
    expect(await ticks()).not.toContain('25%');
    await page.selectOption('#ccdf-scale', '');
    expect(await ticks()).toContain('25%');
  }));

it.each([390, 1280, 2560])('shows several runs beside each other without sideways scrolling, %i px', (width) =>
  inPage(fourShapes(), width, async (page) => {
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    for (const section of ['ccdf', 'changes', 'compare', 'topologies'])
      expect(await page.locator(`#${section} .picture > svg`).first().isVisible()).toBe(true);
    expect(await page.textContent('#topologies')).toContain('complete');
  }),
);
