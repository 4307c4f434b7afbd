import { stat } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings } from '../setup/axe-findings.ts';
import { type Opening, reportBrowser } from '../setup/report-browser.ts';
import { narrow, wide } from '../setup/windows.ts';
import {
  estate,
  everythingReached,
  nothingReached,
  oneComponent,
  outcomeOf,
  type Sketch,
  supportDesk,
  withHostileNames,
} from './fixture.ts';

const { write, inReport: open } = reportBrowser();

const states: Readonly<Record<string, Sketch>> = {
  desk: supportDesk,
  hostile: withHostileNames(supportDesk),
  nothing: nothingReached(supportDesk),
  everything: everythingReached(supportDesk),
  one: oneComponent,
  'of 28': estate(28),
  'of 120': estate(120),
};

/** Opens with the sketch's first entry, unless a state is given. */
async function inReport(
  sketch: Sketch,
  act: (page: Page) => Promise<void>,
  { hash, ...options }: Opening & { readonly hash?: string } = {},
): Promise<void> {
  const outcome = outcomeOf({ worlds: 300, ...sketch });
  const first = `#?s=${encodeURIComponent(outcome.results.scenarios[0]?.id ?? '')}`;
  await open((await write(outcome)) + (hash ?? first), act, options);
}

/** Cards are numbered in the order of ids. */
const card = (id: string): string =>
  `.graph .node[data-i="${supportDesk.components
    .map((c) => c.id)
    .sort()
    .indexOf(id)}"]`;

describe('the report in a browser', () => {
  it('of twelve components is one file under 400 KiB', async () => {
    const { size } = await stat(new URL(await write(outcomeOf(supportDesk))));
    expect(size / 1024).toBeLessThan(400);
  });

  it.each(Object.keys(states))(
    'draws every picture to the width of its place, without sideways scrolling: %s',
    async (state) => {
      for (const options of [wide, narrow, { viewport: { width: 2560, height: 1300 } }]) {
        await inReport(
          states[state] as Sketch,
          async (page) => {
            const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
            expect(overflow).toBeLessThanOrEqual(0);
            const shrunk = await page.$$eval(
              '.picture > svg',
              (drawings) =>
                drawings.filter((svg) => svg.getBoundingClientRect().width < Number(svg.getAttribute('width')) - 1)
                  .length,
            );
            expect(shrunk).toBe(0);
            // Those in closed folds are drawn when they are opened.
            expect(await page.locator('.picture:empty').filter({ visible: true }).count()).toBe(0);
            expect(await page.locator('figure:visible > .picture:empty').count()).toBe(0);
          },
          options,
        );
      }
    },
  );

  it('runs no name as code, and shows every name whole', async () => {
    const hostile = states['hostile'] as Sketch;
    await inReport(
      hostile,
      async (page) => {
        page.on('dialog', () => expect.unreachable('a name ran as code'));
        expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
        const shown = await page.locator('#components tbody th').allTextContents();
        expect(shown.toSorted()).toEqual(hostile.components.map(({ id }) => id).toSorted());
        for (const node of await page.locator('.graph .node').all()) await node.click();
        await page.fill('#find', '<script>');
        expect(await page.locator('#found bdi').first().textContent()).toBe('<!--<script>');
        await page.keyboard.press('Enter');
        expect(await page.locator('.inspector h3').textContent()).toBe('<!--<script>');
      },
      wide,
    );
  });

  it('pins a card by click, says so in the address, and frees it with Escape', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        await page.click(card('crm'));
        expect(await page.textContent('.inspector h3')).toBe('crm');
        expect(await page.textContent('.inspector')).toMatch(/Infected by.*refund-agent.*Goes on to infect.*crm-key/s);
        expect(await page.getAttribute(card('crm'), 'aria-pressed')).toBe('true');
        await expect.poll(() => page.url()).toContain('c=crm');
        expect(await page.locator('.graph.dimmed').count()).toBe(1);
        expect(await page.locator('#components tr.marked th').textContent()).toBe('crm');
        await page.mouse.move(0, 0);
        await page.keyboard.press('Escape');
        await expect.poll(() => page.url()).not.toContain('c=');
        expect(await page.locator('.graph.dimmed').count()).toBe(0);
      },
      wide,
    );
  });

  it('shows another scenario from the picker, the tables and the inspector', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        await page.selectOption('#scenario', { label: 'help-articles' });
        expect(await page.textContent('.lede')).toContain('starts at help-articles');
        expect(await page.locator(`${card('help-articles')}.entry`).count()).toBe(1);
        await expect
          .poll(() => new URLSearchParams(page.url().split('?')[1]).get('s'))
          .toBe('agentic/help-articles/agentic-classes');
        await page.click('#scenarios [data-scenario="2"]');
        expect(await page.textContent('.lede')).toContain('starts at web-search');
        await page.click(card('dispatcher'));
        await page.click('text=Start here instead');
        expect(await page.textContent('.lede')).toContain('starts at dispatcher');
      },
      wide,
    );
  });

  it('scrubs the rounds of the expected wave and of single worlds', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        const note = (name: string): Promise<string | null> => page.textContent(`${card(name)} .note`);
        await page.locator('#round').fill('0');
        expect(await page.textContent('.scrubber output')).toBe('round 0');
        expect(await page.getAttribute('#round', 'aria-valuetext')).toBe('round 0');
        expect(await note('ticket-memory')).toBe('0%');
        expect(await note('front-desk')).toBe('entry point');
        await page.keyboard.press(']');
        expect(await page.textContent('.scrubber output')).toBe('round 1');
        await page.locator('#round').fill('24');
        await page.locator('.choice label', { hasText: 'worst 5 %' }).click();
        expect(await note('ticket-memory')).toMatch(/^round \d+$/);
        expect(await page.locator('.line.unfired').count()).toBeGreaterThan(0);
        await expect.poll(() => page.url()).toContain('w=worst');
        await page.locator('.choice label', { hasText: 'expected' }).click();
        expect(await page.locator('.unfired').count()).toBe(0);
      },
      wide,
    );
  });

  it('plays the rounds, and offers steps only where motion is unwelcome', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        await page.click('.play');
        expect(await page.getAttribute('.play', 'aria-label')).toBe('Pause');
        await expect.poll(() => page.textContent('.scrubber output b'), { timeout: 5000 }).toBe('2');
        await page.click('.play');
        expect(await page.getAttribute('.play', 'aria-label')).toBe('Play the spread');
      },
      wide,
    );
    await inReport(supportDesk, async (page) => expect(await page.isVisible('.play')).toBe(false), {
      ...wide,
      reducedMotion: 'reduce',
    });
  });

  it('is driven by the keyboard alone: search, arrows, pin', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        await page.keyboard.press('/');
        await page.keyboard.type('refund');
        expect(await page.getAttribute('#find', 'aria-expanded')).toBe('true');
        await page.keyboard.press('Enter');
        expect(await page.textContent('.inspector h3')).toBe('refund-agent');
        const focused = (): Promise<string | null> =>
          page.evaluate("document.activeElement.querySelector('title')?.textContent");
        expect(await focused()).toMatch(/^refund-agent,/);
        await page.keyboard.press('ArrowRight');
        expect(await focused()).toMatch(/^crm,/);
        await page.keyboard.press('Shift+ArrowDown');
        expect(await focused()).toMatch(/^(crm-key|worker-host),/);
        await page.keyboard.press('Enter');
        expect(await page.locator('.node[tabindex="0"]').count()).toBe(1);
        await expect.poll(() => page.url()).toMatch(/c=(crm-key|worker-host)/);
      },
      wide,
    );
  });

  it('opens as its address says', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        expect(await page.textContent('.lede')).toContain('web-search');
        expect(await page.textContent('.inspector h3')).toBe('crm');
        expect(await page.textContent('.scrubber output')).toBe('round 3');
        expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
        await page.click('nav a[href="#layers"]');
        await expect.poll(() => page.url()).toContain('c=crm');
      },
      { ...wide, hash: `#graph?s=${encodeURIComponent('agentic/web-search/agentic-classes')}&c=crm&r=3&t=dark` },
    );
  });

  it('shrugs off an address that says nonsense', async () => {
    await inReport(supportDesk, async (page) => expect(await page.textContent('.lede')).toContain('dispatcher'), {
      ...wide,
      hash: '#%00?s=%E0%A4%A&c=__proto__&r=-1&w=<b>&t=pink',
    });
  });

  it('switches between light and dark', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
        const light = await ground();
        await page.click('.theme');
        expect(await ground()).not.toBe(light);
        await page.keyboard.press('t');
        expect(await ground()).toBe(light);
      },
      { ...wide, colorScheme: 'light' },
    );
  });

  it('sorts tables by numbers and texts, and copies them as CSV that no spreadsheet runs', async () => {
    await inReport(
      states['hostile'] as Sketch,
      async (page) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        const shares = async (): Promise<number[]> =>
          (await page.locator('#components tbody td:nth-child(4)').allTextContents()).map(Number);
        await page.click('#components .sort:text("reached, %")');
        expect(await shares()).toEqual((await shares()).toSorted((a, b) => b - a));
        await page.click('#components .sort:text("reached, %")');
        expect(await shares()).toEqual((await shares()).toSorted((a, b) => a - b));
        expect(await page.getAttribute('#components th:nth-child(4)', 'aria-sort')).toBe('ascending');
        await page.click('#components [data-action="copy-csv"]');
        const csv = await page.evaluate<string>('navigator.clipboard.readText()');
        expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
        expect(csv.split('\r\n').length).toBe(13);
      },
      wide,
    );
  });

  it('leaves of the threats those of a maturity and a layer that are asked for', async () => {
    await inReport(
      supportDesk,
      async (page) => {
        const left = async (): Promise<string[]> =>
          (await page.locator('.threat-group:visible summary bdi').allTextContents()).sort();
        expect(await left()).toEqual(['dispatcher', 'front-desk', 'refund-agent', 'ticket-memory']);
        await page.click('#threats [data-maturity="realized"][data-action]');
        expect(await left()).toEqual(['front-desk', 'refund-agent']);
        await page.click('#threats [name="threat-layer"][value="3"]');
        expect(await left()).toEqual([]);
        await page.click('#threats [data-maturity="demonstrated"][data-action]');
        expect(await left()).toEqual(['dispatcher']);
      },
      narrow,
    );
  });

  // Of a small system, with all states and its engine: access.slow.test.ts.
  it.each([
    ['wide and light', { ...wide, colorScheme: 'light' }],
    ['narrow and dark', { ...narrow, colorScheme: 'dark' }],
  ] as const)('of 120 components has nothing that axe would object to, %s', async (_name, options) => {
    await inReport(
      estate(120),
      async (page) => {
        for (const summary of await page.locator('summary:visible').all()) await summary.click();
        expect(await axeFindings(page)).toEqual([]);
      },
      options,
    );
  });
});
