import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cliPage } from '../scripts/cli-page.mjs';
import { fileFormatPage } from '../scripts/file-format-page.mjs';
import { everyCommand, typedName } from '../src/cli/command-names.ts';
import { commandTable } from '../src/cli/command-table.ts';
import { learnChoices } from '../src/cli/late-choices.ts';
import { buildProgram } from '../src/cli/program.ts';
import { suiteFileJsonSchema } from '../src/compile/json-schema.ts';
import * as kinds from '../src/graph/kinds.ts';

/* What users see in several places must say the same in all of them. `npm run docs` writes the generated ones. */
const text = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const program = buildProgram();
await learnChoices(program);
const commands = everyCommand(program).map((command) => [typedName(command), command] as const);
const scenarios = readdirSync(new URL('../scenarios', import.meta.url)).filter((file) => file.endsWith('.yaml'));

describe('each command', () => {
  it.each(commands)('%s stands in the help, in README.md and in docs/cli.md', (name, command) => {
    expect(command.parent?.helpInformation()).toMatch(new RegExp(`^ +${command.name()}\\b`, 'm'));
    expect(text('README.md')).toMatch(new RegExp(`(blastradius |\`)${name}\\b`));
    expect(text('docs/cli.md')).toContain(`\n## ${name}\n`);
  });
});

it('the version is that of package.json', () => {
  expect(program.version()).toBe((JSON.parse(text('package.json')) as { version: string }).version);
});

describe('the generated pages are those of this code:', () => {
  const examples = Object.fromEntries(commandTable.map((row) => [row.name, row.examples]));

  it('docs/cli.md', () => expect(text('docs/cli.md')).toBe(cliPage(program, examples)));
  it('docs/file-format.md', () =>
    expect(text('docs/file-format.md')).toBe(fileFormatPage(suiteFileJsonSchema(), kinds)));
  it('scenarios/blastradius.schema.json', () =>
    expect(text('scenarios/blastradius.schema.json')).toBe(`${JSON.stringify(suiteFileJsonSchema(), null, 2)}\n`));
});

describe('each bundled scenario', () => {
  it.each(scenarios)('%s names the schema beside it, and scenarios/README.md says what it shows', (file) => {
    expect(text(`scenarios/${file}`)).toMatch(/^# yaml-language-server: \$schema=\.\/blastradius\.schema\.json\n/);
    expect(text('scenarios/README.md')).toContain(file);
  });
});

describe('links', () => {
  const pages = [
    'README.md',
    'scenarios/README.md',
    ...readdirSync(new URL('../docs', import.meta.url))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ];

  it.each(pages)('of %s lead to files that are there', (page) => {
    const targets = [...text(page).matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map(([, target]) => target ?? '');
    expect(targets.filter((target) => !existsSync(new URL(target, new URL(`../${page}`, import.meta.url))))).toEqual(
      [],
    );
  });
});
