/** Draws what imports of sample files give, for docs/import.md: part of `npm run docs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseSuiteFile } from '../src/compile/suite-file.ts';
import { writeEcosystem } from '../src/import/write-ecosystem.ts';
import { runSuite } from '../src/run/run-suite.ts';
import { allFixtures, readFixture } from '../test/import/fixtures.ts';
import { figureSvg } from '../viz/static.ts';
import { pictured } from './pictured.ts';

const folder = new URL('../docs/images/import/', import.meta.url);
mkdirSync(folder, { recursive: true });

for (const [format, name] of Object.entries(pictured)) {
  const fixture = allFixtures.find((one) => one.format === format && one.name === name);
  if (fixture === undefined) throw new Error(`there is no sample ${format}/${name}`);
  const [first] = await readFixture(fixture);
  if (first === undefined) throw new Error(`${format}/${name} gives nothing`);
  const { file } = parseSuiteFile(writeEcosystem(first.imported.ecosystem), name);
  const short = { ...file, suite: { ...file.suite, worlds: 2_000 } };
  const { results, details } = await runSuite(short, { threads: 1 });
  writeFileSync(new URL(`${format}.svg`, folder), figureSvg(results, details, { figure: 'graph' }));
}
