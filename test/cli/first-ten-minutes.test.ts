import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { codeBlocks } from '../docs/code-blocks.ts';
import { replayed } from '../docs/replayed.ts';
import { folderWith } from './fake-shell.ts';

vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

const page = new URL('../../docs/first-ten-minutes.md', import.meta.url);

it('docs/first-ten-minutes.md shows what its commands print', async () => {
  const text = readFileSync(page, 'utf8');
  const folder = folderWith({
    '.git/HEAD': '',
    '.cursor/mcp.json': codeBlocks(text, 'json')[0] ?? '',
    'mistakes.yaml': codeBlocks(text, 'yaml')[0] ?? '',
    'links.txt': codeBlocks(text, 'text')[0] ?? '',
  });
  await expect(await replayed(text, folder, [0, 1, 2])).toMatchFileSnapshot(page.pathname);
}, 60_000);
