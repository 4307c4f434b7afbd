import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { readTrace, type Trace, traceCategories } from './trace.ts';

/** What it takes to open and use one report, in ms unless said otherwise. */
export type PageFigures = {
  /** From the start of the navigation until the graph can be scrubbed and clicked; one per opening. */
  readonly ready: readonly number[];
  /** The same until the last section is written. */
  readonly complete: readonly number[];
  /** Processor time of the scripts that ran until then, per opening. */
  readonly scriptUntilReady: readonly number[];
  /** Per frame while every round is shown in turn: of the expected wave, then of the worst world. */
  readonly scrub: readonly Frame[];
  /** Per frame while the pointer wanders over the graph. */
  readonly hover: readonly Frame[];
  /** From choosing another scenario until the frame in which it is there. */
  readonly switching: readonly number[];
};

export type Frame = {
  readonly scriptAndLayout: number;
  /** The same in time of the processor. */
  readonly worked: number;
  /** All that the page's thread did, painting included. */
  readonly anything: number;
};

const VIEW = { width: 1280, height: 900 };

export async function measurePage(file: string, openings: number): Promise<PageFigures> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    // Chromium refuses to start its sandbox as root, as it usually runs in containers.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--no-proxy-server', '--disable-gpu'],
  });
  try {
    const opened: Opening[] = [];
    for (let k = 0; k < openings; k++) opened.push(await open(browser, file));
    return {
      ready: opened.map(({ ready }) => ready),
      complete: opened.map(({ complete }) => complete),
      scriptUntilReady: opened.map(({ script }) => script),
      ...(await useIt(browser, file)),
    };
  } finally {
    await browser.close();
  }
}

type Opening = { readonly ready: number; readonly complete: number; readonly script: number };

/** Marks what the page says of itself; runs before any script of the page. */
const watch = `new MutationObserver(() => {
  const { ready, complete } = document.getElementById('main')?.dataset ?? {};
  for (const [name, is] of Object.entries({ ready, complete }))
    if (is !== undefined && performance.getEntriesByName('page-' + name).length === 0) performance.mark('page-' + name);
}).observe(document, { subtree: true, attributes: true, childList: true, attributeFilter: ['data-ready', 'data-complete'] });
performance.mark('page-start');`;

async function open(browser: Browser, file: string): Promise<Opening> {
  const page = await newPage(browser);
  await page.addInitScript(watch);
  const trace = await traced(browser, page, async () => {
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('main[data-complete]', { timeout: 60_000 });
  });
  // The clock of the page starts with the navigation; that of the trace does not.
  const since = await page.evaluate<Record<string, number>>(
    `Object.fromEntries(performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime]))`,
  );
  await page.context().close();
  const at = (name: string): number => trace.marks(`page-${name}`)[0]?.at ?? Number.NaN;
  const begin = at('start') - (since['page-start'] ?? 0);
  return {
    ready: trace.endOfTask(at('ready')) - begin,
    complete: trace.endOfTask(at('complete')) - begin,
    script: trace.worked('script', begin, trace.endOfTask(at('ready'))),
  };
}

async function useIt(browser: Browser, file: string): Promise<Pick<PageFigures, 'scrub' | 'hover' | 'switching'>> {
  const page = await newPage(browser);
  await page.goto(`${pathToFileURL(file).href}`);
  await page.waitForSelector('main[data-complete]', { timeout: 60_000 });
  await page.evaluate(`document.getElementById('graph').scrollIntoView({ behavior: 'instant' })`);
  await page.waitForTimeout(REST_MS);
  const scrub = await traced(browser, page, async () => {
    for (const world of ['expected', 'worst']) {
      await page.evaluate(chooseWorld(world));
      await page.waitForTimeout(REST_MS);
      await page.evaluate(scrubAll);
    }
  });
  await page.evaluate(chooseWorld('expected'));
  const hover = await traced(browser, page, () => page.evaluate(wander));
  const switching = await page.evaluate<number[]>(switchAll);
  await page.context().close();
  return { scrub: framesOf(scrub), hover: framesOf(hover), switching };
}

const REST_MS = 500;

const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext({ viewport: VIEW })).newPage();

async function traced(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<Trace> {
  await browser.startTracing(page, { categories: traceCategories });
  await act();
  return readTrace((await browser.stopTracing()).toString());
}

/** From mark to mark is a frame. */
function framesOf(trace: Trace): Frame[] {
  const marks = trace.marks('frame-');
  return marks.slice(1).flatMap(({ name, at }, k) => {
    const before = marks[k] as { at: number };
    if (name === 'frame-first') return [];
    return [
      {
        scriptAndLayout: trace.spent('script and layout', before.at, at),
        worked: trace.worked('script and layout', before.at, at),
        anything: trace.spent('anything', before.at, at),
      },
    ];
  });
}

/* What is done in the page. Each step of the scrubber waits for its frame, as a hand on it would. */

const frame = 'const frame = () => new Promise((done) => requestAnimationFrame(done));';

const chooseWorld = (label: string): string => `(() => {
  const radio = [...document.querySelectorAll('[name="world"]')].find(({ nextSibling, value }) =>
    value.startsWith('${label}') || nextSibling?.textContent.startsWith('${label}'));
  if (!radio.checked) radio.click();
})()`;

const scrubAll = `(async () => {
  ${frame}
  const slider = document.getElementById('round');
  await frame();
  performance.mark('frame-first');
  for (let pass = 0; pass < 3; pass++)
    for (let round = 0; round <= Number(slider.max); round++) {
      slider.value = String(round);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      // The frame that was asked for is painted between this callback and the next.
      await frame();
      performance.mark('frame-' + pass + '-' + round);
    }
})()`;

const wander = `(async () => {
  ${frame}
  const graph = document.querySelector('.squares-box, svg.graph');
  const { left, top, width, height } = graph.getBoundingClientRect();
  await frame();
  performance.mark('frame-first');
  for (let k = 0; k < 150; k++) {
    const [x, y] = [left + width * (0.2 + (0.78 * ((k * 37) % 150)) / 150), top + height * (0.1 + (0.85 * k) / 150)];
    const target = document.elementFromPoint(x, y) ?? graph;
    target.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true, pointerType: 'mouse' }));
    await frame();
    await frame();
    performance.mark('frame-' + k);
  }
})()`;

const switchAll = `(async () => {
  ${frame}
  const picker = document.getElementById('scenario');
  const times = [];
  for (let k = 0; k < Math.min(12, picker.options.length); k++) {
    if (picker.options[k].selected) continue;
    const begin = performance.now();
    const now = document.getElementById('scenario');
    now.value = now.options[k].value;
    now.dispatchEvent(new Event('change', { bubbles: true }));
    await frame();
    await new Promise((done) => setTimeout(done));
    times.push(performance.now() - begin);
    await new Promise((done) => setTimeout(done, ${REST_MS}));
  }
  return times;
})()`;
