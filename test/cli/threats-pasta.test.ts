import { expect, it } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { fakeShell, folderWith, type Said } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

const hostile = `version: 1
name: hostile
components:
  a: { kind: agent, exposed: true, zone: "\\e[31mred", tags: ["\\e[2Jx"], value: 3 }
  b: { kind: agent, zone: "z\\u202Ey" }
relations:
  - { from: a, to: b, kind: messages }
`;

async function threats(...argv: string[]): Promise<Said> {
  const shell = fakeShell(folderWith({ '.git/HEAD': '', 'desk.yaml': smallDesk, 'hostile.yaml': hostile }));
  const exitCode = await answer(['threats', ...argv], shell);
  return { exitCode, ...shell.said };
}

it('writes the seven stages, simulated', async () => {
  const { exitCode, stdout } = await threats('desk.yaml', '--pasta', '--worlds', '320');
  expect(exitCode).toBe(0);
  expect(stdout.match(/^### Stage \d/gmu)).toHaveLength(7);
  expect(stdout).toContain('By the model agentic, 320 worlds each');
});

it('lets no zone or tag act on the terminal', async () => {
  const { stdout } = await threats('hostile.yaml', '--pasta', '--worlds', '320');
  expect(stdout).toContain('\\u{1b}[31mred → z\\u{202e}y');
  for (const unsafe of ['\u001b', '\u202e']) expect(stdout).not.toContain(unsafe);
});

it('refuses PASTA of one component: the stages are about the whole', async () => {
  const { exitCode, stderr } = await threats('desk.yaml', '--pasta', '--component', 'planner');
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('leave out --component')]);
});

it('lays STRIDE beside one component alone, and beside all of them with worlds', async () => {
  const alone = await threats('hostile.yaml', '--stride', '--component', 'b');
  expect(alone.stdout).toMatch(/\n {2}b +L7 /u);
  expect(alone.stdout).not.toMatch(/\n {2}a +L7 /u);
  const all = await threats('hostile.yaml', '--stride', '--simulate', '--worlds', '320');
  expect(all.stdout).toContain('320 worlds each, the same for all three.');
});
