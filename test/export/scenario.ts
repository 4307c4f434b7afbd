import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** Names of all bundled ecosystems. */
export const scenarioNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/, ''));

/** A bundled ecosystem. How long a part is in its file is for messages only: nothing writes it down. */
export const scenario = (name: string): Ecosystem =>
  JSON.parse(
    JSON.stringify(
      parseSuiteFile(readFileSync(`${folder}${name}.yaml`, 'utf8'), `${name}.yaml`).file.ecosystem,
      (key, value) => (key === 'length' ? undefined : value),
    ),
  );

/** Results of a run that nobody did: every component and relation has some. */
export const anyOutcome = ({ components, relations }: Ecosystem, entry: string): Outcome => ({
  scenario: `tool-misuse/${entry}`,
  worlds: 1000,
  entries: new Set([entry]),
  reach: new Map(components.map(({ id }, n) => [id, { p: n / 20, ci95: [0, 1] as const }])),
  blastRadius: new Map(components.map(({ id }) => [id, 2.5])),
  credit: new Map(relations.map(({ id }) => [id, 0.25])),
});
