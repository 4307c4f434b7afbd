import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { fakeShell, folderWith } from './fake-shell.ts';

vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  return { ...real, loadReportAssets: () => real.loadReportAssets('// page code') };
});

const page = new URL('../../docs/first-ten-minutes.md', import.meta.url);

it('docs/first-ten-minutes.md shows what its commands print', async () => {
  const text = readFileSync(page, 'utf8');
  const folder = folderWith({
    '.git/HEAD': '',
    '.cursor/mcp.json': block(text, 'json'),
    'mistakes.yaml': block(text, 'yaml'),
    'links.txt': block(text, 'text'),
  });
  let replayed = text;
  for (const [console_ = '', body = ''] of text.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
    const commands = body.split('\n').filter((line) => line.startsWith('$ '));
    const said: string[] = [];
    for (const command of commands)
      said.push(`${command}\n${await printed(folder, command.slice('$ blastradius '.length).split(' '))}`);
    replayed = replayed.replace(console_, () => `\`\`\`console\n${said.join('')}\`\`\``);
  }
  await expect(replayed).toMatchFileSnapshot(page.pathname);
}, 60_000);

const block = (text: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(text)?.[1] ?? '';

/** Both outputs as a terminal shows them: in the order in which they were written. */
async function printed(folder: string, argv: readonly string[]): Promise<string> {
  const shell = fakeShell(folder);
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  const exitCode = await answer(argv, {
    ...shell,
    stdout: { ...shell.stdout, write },
    stderr: { ...shell.stderr, write },
  });
  expect([0, 1, 2], text).toContain(exitCode);
  return text;
}
