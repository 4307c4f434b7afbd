import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** What axe-core objects to in a page, or in parts of it: its rule, and where. */
export async function axeFindings(page: Page, ...parts: readonly string[]): Promise<string[]> {
  // Through the debugger, not the page: its policy rightly refuses foreign scripts.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return await page.evaluate(
    async (include) => {
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ include });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    },
    parts.length === 0 ? [['html']] : parts.map((part) => [part]),
  );
}

type Axe = {
  run(within: object): Promise<{ violations: { readonly id: string; readonly nodes: { readonly html: string }[] }[] }>;
};
