import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { layerNames } from '../../src/graph/kinds.ts';
import { fakeShell, folderWith } from '../cli/fake-shell.ts';
import { codeBlocks } from './code-blocks.ts';

const page = new URL('../../docs/threat-model.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const desk = readFileSync(new URL('../../scenarios/support-desk.yaml', import.meta.url), 'utf8');

it('docs/threat-model.md shows what its commands print', async () => {
  const folder = folderWith({ '.git/HEAD': '', 'support-desk.yaml': desk });
  let replayed = text;
  for (const body of codeBlocks(text, 'console')) {
    const [command = ''] = body.split('\n');
    const shell = fakeShell(folder);
    expect(await answer([...command.split(' ').slice(2), '--quiet'], shell)).toBe(0);
    replayed = replayed.replace(
      `\`\`\`console\n${body}\`\`\``,
      () => `\`\`\`console\n${command}\n${shell.said.stdout}\`\`\``,
    );
  }
  await expect(replayed).toMatchFileSnapshot(page.pathname);
}, 120_000);

it('names layers as MAESTRO does where it prints them', () => {
  for (const [line] of text.matchAll(/^ {2}L[1-7] .*$/gmu)) {
    expect(
      Object.values(layerNames).some((name) => line.includes(name)),
      line,
    ).toBe(true);
  }
});
