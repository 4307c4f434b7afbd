import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { fakeShell, folderWith } from './fake-shell.ts';

const root = new URL('../../', import.meta.url);
const page = new URL('docs/calibrate.md', root);
const fixtures = 'test/fixtures/redteam/';

it('docs/calibrate.md shows what its commands print', async () => {
  const paths = ['scenarios/support-desk.yaml', ...readdirSync(new URL(fixtures, root)).map((name) => fixtures + name)];
  const folder = folderWith(Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, root), 'utf8')])));
  const text = readFileSync(page, 'utf8');
  let replayed = text;
  for (const [block = '', body = ''] of text.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
    const said: string[] = [];
    for (const command of body.split('\n').filter((line) => line.startsWith('$ blastradius '))) {
      said.push(`${command}\n${await printed(folder, command.slice('$ blastradius '.length).split(' '))}`);
    }
    replayed = replayed.replace(block, () => `\`\`\`console\n${said.join('')}\`\`\``);
  }
  await expect(replayed).toMatchFileSnapshot(page.pathname);
}, 60_000);

/** Both outputs as a terminal shows them. */
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
  expect(exitCode, text).toBe(0);
  return text;
}
