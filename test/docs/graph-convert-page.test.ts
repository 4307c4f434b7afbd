import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { graphFormats } from '../../src/export/graph-formats.ts';
import { rawGraphFormats } from '../../src/export/raw/raw-graph-formats.ts';
import { folderWith } from '../cli/fake-shell.ts';
import { codeBlocks } from './code-blocks.ts';
import { replayed } from './replayed.ts';

vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

const page = new URL('../../docs/graph-convert.md', import.meta.url);
const text = readFileSync(page, 'utf8');

it('docs/graph-convert.md shows what its commands print', async () => {
  const [links = ''] = codeBlocks(text, 'text').slice(1);
  const folder = folderWith({ '.git/HEAD': '', 'links.txt': links });
  await expect(await replayed(text, folder)).toMatchFileSnapshot(page.pathname);
}, 60_000);

it('has a row for every format, with its endings', () => {
  const raw = text.indexOf('\n## Raw graphs');
  const rowOf = ({ format, endings }: { readonly format: string; readonly endings: readonly string[] }): RegExp =>
    new RegExp(`^\\| \`${format}\`[^|]*\\| ${endings.map((ending) => `\`\\${ending}\``).join(' ')} \\|`, 'm');
  for (const format of graphFormats) expect(text.slice(0, raw)).toMatch(rowOf(format));
  for (const format of rawGraphFormats) expect(text.slice(raw)).toMatch(rowOf(format));
});
