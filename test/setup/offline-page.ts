import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page with the network cut, and what went wrong in it so far: both lists of a sound offline page stay empty. */
export type OfflinePage = {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
};

/** Opens a file in a new context in which every request but that for files of this disk is refused and noted. */
export async function openOffline(
  browser: Browser,
  fileUrl: string,
  options: BrowserContextOptions = {},
): Promise<OfflinePage> {
  const context = await browser.newContext({ ...options, offline: true });
  const requests: string[] = [];
  const errors: string[] = [];
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith('file:')) return await route.continue();
    requests.push(url);
    await route.abort();
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  await page.goto(fileUrl);
  return { page, requests, errors };
}
