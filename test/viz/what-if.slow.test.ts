import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../viz/what-if/engine-api.ts';
import { axeFindings } from '../setup/axe-findings.ts';
import { type Opening, reportBrowser } from '../setup/report-browser.ts';
import { narrow, wide } from '../setup/windows.ts';
import { runFile } from './what-if/asked.ts';
import { deskFile, FORUM } from './what-if/desk.ts';
import { pasted } from './what-if/pasted.ts';

const { write, inReport } = reportBrowser();

const CUSTOMER = 'agentic/customer/agentic';

/** Opens a report of the desk, made as a run makes it. */
async function inDesk(
  act: (page: Page) => Promise<void>,
  { hash = '', ...options }: Opening & { readonly hash?: string } = {},
): Promise<void> {
  const address = `${await write(await runFile(deskFile))}#?s=${encodeURIComponent(CUSTOMER)}${hash}`;
  const permissions = ['clipboard-read', 'clipboard-write'];
  await inReport(address, act, { permissions, prepare: (page) => page.addInitScript(keepAnswers), ...options });
}

/** In the page: keeps what the engine answers, so that a test sees every digit. */
function keepAnswers(): void {
  const answers: unknown[] = [];
  type Api = { openEngine: (bytes: unknown) => Promise<{ answer: (...asked: unknown[]) => Promise<unknown> }> };
  let api: Api;
  Object.assign(globalThis, { answers });
  Object.defineProperty(globalThis, 'blastradiusEngine', {
    get: () => api,
    set: (given: Api) => {
      api = {
        openEngine: async (bytes) => {
          const engine = await given.openEngine(bytes);
          const answer = engine.answer;
          engine.answer = async (...asked) => {
            const found = await answer(...asked);
            if (found !== null) answers.push(found);
            return found;
          };
          return engine;
        },
      };
    },
  });
}

/** Once nothing is under way any more. */
async function answerOf(page: Page): Promise<Answer> {
  await page.waitForSelector('html[data-what-if="done"]', { timeout: 60_000 });
  return await page.evaluate(() => (globalThis as unknown as { answers: Answer[] }).answers.at(-1) as Answer);
}

async function copiedFrom(page: Page): Promise<string> {
  await page.click('[data-what-if="copy"]');
  return await page.evaluate<string>('navigator.clipboard.readText()');
}

async function pin(page: Page, id: string): Promise<void> {
  await page.fill('#find', id);
  await page.keyboard.press('Enter');
  const fold = page.locator('.what-if-here');
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
}

const edit = (page: Page, place: string, ...words: readonly string[]) =>
  page.locator(`${place} ${words.map((word) => `[data-edit*='${word}']`).join('')}`).first();

type Act = (page: Page) => Promise<unknown>;
const rows: readonly (readonly [what: string, act: Act, scenario?: string])[] = [
  ['a control off', (page) => edit(page, '#what-if', '"control"', 'memory-scan').click()],
  ['an effectiveness', (page) => edit(page, '#what-if', '"effectiveness"', 'input-filter').fill('0.91')],
  ['a detection', (page) => edit(page, '#what-if', '"detection"', 'tracing').fill('0.55')],
  ['another entry', (page) => page.selectOption('#what-if select[data-edit="entry"]', 'crm'), 'agentic/crm/agentic'],
  [
    'two entries',
    async (page) => {
      await pin(page, 'helper');
      await page.click('.inspector button:text("Start here too")');
    },
    'agentic/customer,helper/agentic',
  ],
  [
    'a hardening',
    async (page) => {
      await pin(page, 'worker');
      await edit(page, '.inspector', '"hardening"').fill('0.66');
    },
  ],
  [
    'somebody exposed',
    async (page) => {
      await pin(page, 'crm');
      await edit(page, '.inspector', '"exposed"').click();
    },
  ],
  [
    'a trust',
    async (page) => {
      await pin(page, 'helper');
      await edit(page, '.inspector', '"trust"', '"helper>messages>triage#1"').fill('0.03');
    },
  ],
  [
    'a relation taken away',
    async (page) => {
      await pin(page, 'helper');
      await edit(page, '.inspector', '"without"', '"chat"').click();
    },
  ],
  [
    'a probability',
    async (page) => {
      await pin(page, 'crm');
      await page.click('.inspector [data-channels]');
      await edit(page, '.inspector', '"channel"', '"tool-misuse"', '"invokes"').fill('0.02');
    },
  ],
];

const acts = rows.map(([what, act, scenario = CUSTOMER]) => ({ what, act, scenario }));

describe('a what-if in the page', () => {
  it.each(acts)('gives the numbers of the command line to the last digit: $what', async ({ act, scenario }) => {
    await inDesk(async (page) => {
      await act(page);
      const { results } = await answerOf(page);
      const command = (await runFile(pasted(deskFile, await copiedFrom(page)))).results;
      expect(results.scenarios.find(({ id }) => id === scenario)).toEqual(
        command.scenarios.find(({ id }) => id === scenario),
      );
      if (scenario !== CUSTOMER) return;
      // All that the page shows beside it as well; somebody who was exposed adds scenarios that it does not show.
      const shown = new Set(results.scenarios.map(({ id }) => id));
      expect(results.scenarios).toEqual(command.scenarios.filter(({ id }) => shown.has(id)));
      expect(results.thresholds).toEqual(command.thresholds.filter((gate) => shown.has(gate.scenario)));
    });
  });

  it('shows the old mean beside the new, says both once, and takes everything back', async () => {
    await inDesk(async (page) => {
      const lede = (): Promise<string | null> => page.textContent('.lede');
      const before = await lede();
      await edit(page, '#what-if', '"control"', 'input-filter').focus();
      await page.keyboard.press(' ');
      await answerOf(page);
      expect(await lede()).not.toBe(before);
      expect(await page.textContent('.what-if-bar .numbers')).toMatch(/^\d.* → \d.* \+\d.*\(\+.* – \+.*\)$/);
      expect(await page.textContent('.what-if-bar [role="status"]')).toMatch(
        /^1 change: mean .* becomes .*, difference \+/,
      );
      expect(await page.isChecked("#what-if [data-edit*='\"control\"'][data-edit*='input-filter']")).toBe(false);
      expect(await page.locator('#what-if .dumbbells').count()).toBe(1);
      await page.click('.what-if-bar summary');
      await page.focus('.what-if-bar [data-what-if="undo"]');
      await page.keyboard.press('Enter');
      expect(await lede()).toBe(before);
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
      expect(await page.isVisible('.what-if-bar')).toBe(false);
      await expect.poll(() => page.url()).not.toContain('x=');
    });
  });

  it('keeps who moves a slider by key at that slider, and the changes in the address', async () => {
    await inDesk(async (page) => {
      const slider = edit(page, '#what-if', '"effectiveness"', 'old-filter');
      await slider.focus();
      for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
      await answerOf(page);
      expect(await slider.evaluate((field) => field.matches(':focus'))).toBe(true);
      expect(await slider.inputValue()).toBe('0.43');
      await expect.poll(() => new URLSearchParams(page.url().split('?')[1]).get('x')).toBe('stops:old-filter:0.43');
      await page.reload();
      const again = await answerOf(page);
      expect(again.yaml).toContain('effectiveness: 0.43');
      expect(await slider.inputValue()).toBe('0.43');
    });
  });

  it('starts at a component with a hostile name, and shows it as text', async () => {
    await inDesk(async (page) => {
      await pin(page, FORUM);
      await page.click('.inspector button:text-is("Start here too")');
      await answerOf(page);
      expect(await page.textContent('.lede')).toContain(FORUM);
      await page.click('.what-if-bar summary');
      expect(await page.textContent('.what-if-bar li')).toContain(FORUM);
      expect(await copiedFrom(page)).toContain(`entries: [customer, "${FORUM}"]`);
    });
  });

  it('says why, where changes leave no valid system, and goes on', async () => {
    await inDesk(
      async (page) => {
        await expect.poll(() => page.textContent('.what-if-bar .numbers')).toContain('Not possible');
        await page.click('[data-what-if="reset"]');
        await edit(page, '#what-if', '"control"', 'memory-scan').click();
        await answerOf(page);
      },
      // Without the first of two the other becomes #1, and nothing is the #2 that a control is on.
      { ...wide, hash: `&x=${encodeURIComponent(`without:${encodeURIComponent('triage>delegates>worker#1')}`)}` },
    );
  });

  it('offers nothing where the run kept no model', async () => {
    const { results, details } = await runFile(deskFile);
    const { model: _, ...without } = details;
    await inReport(await write({ results, details: without }), async (page) => {
      expect(await page.locator('#what-if, .what-if-here, .what-if-bar, nav a[href="#what-if"]').count()).toBe(0);
    });
  });

  it.each([
    ['wide and light', { ...wide, colorScheme: 'light' }],
    ['narrow and dark', { ...narrow, colorScheme: 'dark' }],
  ] as const)('has nothing that axe would object to, and no sideways scrolling, %s', async (_, context) => {
    await inDesk(async (page) => {
      await edit(page, '#what-if', '"control"', 'input-filter').click();
      await answerOf(page);
      await pin(page, 'helper');
      await page.click('.inspector [data-channels]');
      await page.click('.what-if-bar summary');
      expect(await axeFindings(page, '#what-if', '.what-if-bar', '.what-if-here')).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }, context);
  });
});
