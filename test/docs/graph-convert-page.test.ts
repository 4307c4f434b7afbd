import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { graphFormats } from '../../src/export/graph-formats.ts';
import { rawGraphFormats } from '../../src/export/raw/raw-graph-formats.ts';
import { fakeShell, folderWith } from '../cli/fake-shell.ts';
import { codeBlocks } from './code-blocks.ts';

vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  return { ...real, loadReportAssets: () => real.loadReportAssets('// page code') };
});

const page = new URL('../../docs/graph-convert.md', import.meta.url);
const text = readFileSync(page, 'utf8');

it('docs/graph-convert.md shows what its commands print', async () => {
  const [links = ''] = codeBlocks(text, 'text').slice(1);
  const folder = folderWith({ '.git/HEAD': '', 'links.txt': links });
  let replayed = text;
  for (const body of codeBlocks(text, 'console')) {
    const commands = body.split('\n').filter((line) => line.startsWith('$ blastradius '));
    const said: string[] = [];
    for (const command of commands) said.push(`${command}\n${await printed(folder, command.split(' ').slice(2))}`);
    replayed = replayed.replace(`\`\`\`console\n${body}\`\`\``, () => `\`\`\`console\n${said.join('')}\`\`\``);
  }
  await expect(replayed).toMatchFileSnapshot(page.pathname);
}, 60_000);

it('has a row for every format, with its endings', () => {
  const raw = text.indexOf('\n## Raw graphs');
  const rowOf = ({ format, endings }: { readonly format: string; readonly endings: readonly string[] }): RegExp =>
    new RegExp(`^\\| \`${format}\`[^|]*\\| ${endings.map((ending) => `\`\\${ending}\``).join(' ')} \\|`, 'm');
  for (const format of graphFormats) expect(text.slice(0, raw)).toMatch(rowOf(format));
  for (const format of rawGraphFormats) expect(text.slice(raw)).toMatch(rowOf(format));
});

/** Both outputs as a terminal shows them: in the order in which they were written. */
async function printed(folder: string, argv: readonly string[]): Promise<string> {
  const shell = fakeShell(folder);
  let all = '';
  const write = (part: string): void => {
    all += part;
  };
  const outputs = { stdout: { ...shell.stdout, write }, stderr: { ...shell.stderr, write } };
  expect(await answer(argv, { ...shell, ...outputs }), all).toBe(0);
  return all;
}
