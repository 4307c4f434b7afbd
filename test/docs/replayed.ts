import { expect } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import type { ExitCode } from '../../src/cli/shell.ts';
import { fakeShell } from '../cli/fake-shell.ts';
import { codeBlocks } from './code-blocks.ts';

/**
 * A page as it would be if its console blocks showed what their commands print now, both outputs as a terminal shows
 * them: in the order in which they were written.
 * @param mayEndWith - exit codes that the page knows of
 */
export async function replayed(page: string, folder: string, mayEndWith: readonly ExitCode[] = [0]): Promise<string> {
  let text = page;
  for (const body of codeBlocks(page, 'console')) {
    const said: string[] = [];
    for (const command of body.split('\n').filter((line) => line.startsWith(PROMPT))) {
      said.push(`${command}\n${await printed(folder, command.slice(PROMPT.length).split(' '), mayEndWith)}`);
    }
    text = text.replace(`\`\`\`console\n${body}\`\`\``, () => `\`\`\`console\n${said.join('')}\`\`\``);
  }
  return text;
}

const PROMPT = '$ blastradius ';

async function printed(folder: string, argv: readonly string[], mayEndWith: readonly ExitCode[]): Promise<string> {
  const shell = fakeShell(folder);
  let all = '';
  const write = (part: string): void => {
    all += part;
  };
  const outputs = { stdout: { ...shell.stdout, write }, stderr: { ...shell.stderr, write } };
  expect(mayEndWith, all).toContain(await answer(argv, { ...shell, ...outputs }));
  return all;
}
