import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openOffline } from './offline-page.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blastradius-browser-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(html: string) {
  const file = join(folder, 'page.html');
  await writeFile(file, html);
  return await openOffline(browser, pathToFileURL(file).href);
}

describe('the offline page', () => {
  it('runs the code of a file', async () => {
    const { page, requests, errors } = await open('<p id="sum"></p><script>sum.textContent = 20 + 22</script>');
    expect(await page.textContent('#sum')).toBe('42');
    expect([requests, errors]).toEqual([[], []]);
  });

  it('refuses and notes every request, and notes what the page throws', async () => {
    const { requests, errors } = await open(
      '<img src="http://example.com/a.png"><script>throw new Error("oh")</script>',
    );
    expect(requests).toEqual(['http://example.com/a.png']);
    expect(errors).toContain('oh');
  });
});
