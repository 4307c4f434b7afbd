import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Shown } from '../../viz/view.ts';
import { axeFindings } from '../setup/axe-findings.ts';
import { reportBrowser } from '../setup/report-browser.ts';
import { wide } from '../setup/windows.ts';
import { estate, outcomeOf } from './fixture.ts';
import { runFile } from './what-if/asked.ts';

const { write, inReport } = reportBrowser();

let run: Shown;
let desk: string;
beforeAll(async () => {
  run = await runFile(await readFile(new URL('../../scenarios/support-desk.yaml', import.meta.url), 'utf8'));
  desk = await write(run);
});

const window = (width: number) => ({ viewport: { width, height: 900 } });

/** Of a page in which everything is open that can be. */
async function openAll(page: Page): Promise<void> {
  await page.$$eval('main details', (folds) => {
    for (const fold of folds) fold.querySelector('summary')?.click();
  });
}

/** WCAG 2.2, 1.4.12. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

const sideways = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - innerWidth');

describe('the report of a real run', () => {
  it('of twelve components and three controls, with its engine and threats, is below 400,000 bytes', async () => {
    const html = await readFile(new URL(desk));
    expect(html.includes('id="engine"') && html.includes('id="kernels"') && html.includes('id="model"')).toBe(true);
    expect(html.length).toBeLessThan(400_000);
  });

  it.each([
    [390, 'dark'],
    [1280, 'light'],
    [2560, 'dark'],
  ] as const)('has nothing that axe would object to, in any state, at %i px and %s', async (width, colorScheme) => {
    await inReport(
      desk,
      async (page) => {
        if (width < 1240) {
          await page.click('.menu');
          expect(await axeFindings(page, '.top')).toEqual([]);
          await page.keyboard.press('Escape');
        }
        await page.fill('#find', 'a');
        expect(await axeFindings(page, '.top')).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await page.locator('#find').blur();
        await page.keyboard.press('?');
        expect(await axeFindings(page, 'dialog')).toEqual([]);
        await page.keyboard.press('Escape');
        await page.locator('.graph .node').nth(3).click();
        await page.locator('#what-if .switch input').first().click();
        await page.waitForSelector('html[data-what-if="done"]', { timeout: 60_000 });
        await openAll(page);
        expect(await axeFindings(page)).toEqual([]);
        for (const form of ['groups', 'layers', 'as a matrix']) {
          await page.locator('.graph-tools button', { hasText: form }).click();
          expect(await axeFindings(page, '#graph')).toEqual([]);
        }
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      },
      { ...window(width), colorScheme },
    );
  });

  it('has nothing that axe would object to where the graph is a canvas', async () => {
    const { results, details } = outcomeOf({ ...estate(320), worlds: 20 });
    await inReport(
      await write({ results, details }),
      async (page) => {
        expect(await page.locator('#graph canvas').count()).toBeGreaterThan(0);
        // What is far from the screen is not laid out: axe would measure boxes that nobody sees.
        await page.addStyleTag({ content: '.large > section { content-visibility: visible !important }' });
        expect(await axeFindings(page)).toEqual([]);
      },
      { ...wide, until: 'complete', bypassCSP: true },
    );
  });

  it.each([
    ['at 400 % of a window of 1,280 px', 320, ''],
    ['at 200 %', 640, ''],
    ['with the spacing of letters, words and lines that people may set', 390, SPACING],
  ])('scrolls one way only, and cuts no word of a button: %s', async (_name, width, style) => {
    await inReport(
      desk,
      async (page) => {
        if (style !== '') await page.addStyleTag({ content: style });
        await openAll(page);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        const cut = await page.$$eval('button, summary, .choice span', (all) =>
          all.filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent),
        );
        expect(cut).toEqual([]);
      },
      // The page's policy refuses styles, those of a test too.
      { ...window(width), bypassCSP: true },
    );
  });

  it('is walked through by Tab: every stop can be seen, none holds the keyboard, and the bar comes first', async () => {
    await inReport(desk, async (page) => {
      const stops: Stop[] = [];
      for (let i = 0; i < MOST_STOPS && stops.at(-1)?.what !== 'BODY'; i++) {
        await page.keyboard.press('Tab');
        stops.push(await page.evaluate<Stop>(FOCUSED));
      }
      expect(stops.at(-1)?.what).toBe('BODY');
      expect(stops.slice(0, 2).map(({ what }) => what)).toEqual(['A skip', 'A ']);
      expect(stops.slice(0, -1).filter(({ isSeen }) => !isSeen)).toEqual([]);
      // One stop for the whole graph: arrows go on from there.
      expect(stops.filter(({ what }) => what.includes('node')).length).toBe(1);
    });
  });

  it('opens and closes the menu of sections by keys, and goes where they say', async () => {
    await inReport(
      desk,
      async (page) => {
        await page.locator('.menu').press('Enter');
        expect(await page.locator('nav a').first().isVisible()).toBe(true);
        await page.keyboard.press('Escape');
        expect(await page.locator('nav a').first().isVisible()).toBe(false);
        await page.locator('.menu').press('Enter');
        await page.locator('nav a[href="#assumptions"]').press('Enter');
        expect(await page.locator('nav a').first().isVisible()).toBe(false);
        await expect
          .poll(() => page.locator('#assumptions').evaluate((e) => e.getBoundingClientRect().top < 200))
          .toBe(true);
      },
      { ...window(390), reducedMotion: 'reduce' },
    );
  });

  it('shows all its sections in the bar of a window of 1,280 px', async () => {
    await inReport(desk, async (page) => {
      expect(await page.locator('.menu').isVisible()).toBe(false);
      expect(await page.locator('nav').evaluate((nav) => nav.scrollWidth - nav.clientWidth)).toBeLessThanOrEqual(0);
    });
  });

  it('has no target below 24 px', async () => {
    await inReport(
      desk,
      async (page) => {
        await openAll(page);
        const small = await page.$$eval('button, summary, select, input, nav a, [role=button]', (all) =>
          all
            .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .map((e) => ({ e, box: (e.closest('label') ?? e).getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 23.9)
            .map(({ e }) => e.outerHTML.slice(0, 100)),
        );
        expect(small).toEqual([]);
      },
      window(390),
    );
  });

  it('names everything that a reader of screens meets', async () => {
    await inReport(desk, async (page) => {
      await openAll(page);
      const tree = await page.locator('body').ariaSnapshot();
      expect(
        tree.match(/^\s*- (?:button|link|combobox|slider|switch|checkbox|radio|img|table|region)(?:\s\[.*\])?:?$/gm) ??
          [],
      ).toEqual([]);
      expect(tree.match(/heading .* \[level=1\]/g)).toHaveLength(1);
      expect(tree).toContain('- banner');
      expect(tree).toContain('- main');
      expect(tree).toContain('- contentinfo');
    });
  });

  it('tells what is chosen from what is not where the system sets the colours', async () => {
    await inReport(
      desk,
      async (page) => {
        const grounds = (parts: string): Promise<string[]> =>
          page.evaluate<string[]>(
            `[...document.querySelectorAll('${parts}')].map((e) => getComputedStyle(e).backgroundColor)`,
          );
        const [canvas] = await grounds('body');
        const [highlight] = await grounds('.choice :checked + span');
        for (const parts of [
          '.choice :checked + span',
          '.graph-tools [aria-pressed="true"]',
          '#what-if .switch :checked',
        ])
          expect(await grounds(parts)).not.toContain(canvas);
        for (const parts of ['.choice :not(:checked) + span', '.graph-tools [aria-pressed="false"]'])
          expect(await grounds(parts)).not.toContain(highlight);
        const fills =
          "new Set([...document.querySelectorAll('.graph .fill')].map((e) => getComputedStyle(e).fill)).size";
        expect(await page.evaluate<number>(fills)).toBeGreaterThan(2);
      },
      { ...wide, forcedColors: 'active' },
    );
  });

  it('is a few sheets of A4 on paper, of a large system too', async () => {
    const sheets = async (address: string): Promise<number> => {
      let count = 0;
      await inReport(
        address,
        async (page) => {
          const pdf = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
          count = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
          expect(await page.locator('[data-paper], .on-paper, .behind[open]').count()).toBe(0);
        },
        { ...wide, until: 'complete' },
      );
      return count;
    };
    expect(await sheets(desk)).toBeLessThanOrEqual(20);
    const { results, details } = outcomeOf({ ...estate(320), worlds: 20 });
    expect(await sheets(await write({ results, details }))).toBeLessThanOrEqual(30);
  });
});

const MOST_STOPS = 250;

/** What has the keyboard, and whether that can be seen. */
type Stop = { readonly what: string; readonly isSeen: boolean };

const FOCUSED = `(() => {
  const at = document.activeElement ?? document.body;
  const look = (element) => getComputedStyle(element);
  const ring = look(at).outlineStyle !== 'none' && parseFloat(look(at).outlineWidth) >= 2;
  // A radio lies unseen over its word: its group has the ring. Of a card the outline is drawn thicker.
  const group = at.closest('.choice');
  const around = group !== null && look(group).outlineStyle !== 'none';
  const fill = at.querySelector('.fill');
  const drawn = fill !== null && at !== document.body && parseFloat(look(fill).strokeWidth) >= 3;
  return { what: at === document.body ? 'BODY' : at.tagName + ' ' + (at.getAttribute('class') ?? ''), isSeen: ring || around || drawn };
})()`;
