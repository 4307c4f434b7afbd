import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sideBySide } from '../../src/analyse/side-by-side.ts';
import { sideBySideText } from '../../src/cli/side-by-side-text.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { runSideBySide } from '../../src/run/run-side-by-side.ts';
import { threatModel } from '../../src/threats/threat-model.ts';
import { someRules } from '../analyse/some-rules.ts';

const text = readFileSync(new URL('../../scenarios/coding-assistant.yaml', import.meta.url), 'utf8');
const { file } = parseSuiteFile(text, 'coding-assistant.yaml');
const model = threatModel(file.ecosystem, { catalogue: someRules });
const screen = (env: Record<string, string>) =>
  terminalOf({ write: () => {}, isTerminal: false, columns: 100 } as never, env, false);

it('fits on a screen, with one bar for each family', async () => {
  const suite = { ...file, suite: { ...file.suite, worlds: 320 } };
  const shown = sideBySideText(
    sideBySide(model, await runSideBySide(suite, { threads: 1, isPlain: true })),
    screen({ LANG: 'C.UTF-8' }),
  ).split('\n');
  expect(shown.length).toBeLessThanOrEqual(25);
  for (const line of shown) expect(line.length).toBeLessThanOrEqual(140);
  expect(shown.filter((line) => /\bSTRIDE alone\b|\bagentic alone\b|\bboth\b/u.test(line)).length % 3).toBe(0);
});

it('leaves out what was not simulated, and draws without Unicode where a terminal has none', () => {
  const shown = sideBySideText(sideBySide(model), screen({ LANG: 'C' }));
  expect(shown).not.toContain('affected from');
  expect(shown).toContain('#');
  expect(shown).toMatch(/^[\x20-\x7e\n]*$/u);
});
