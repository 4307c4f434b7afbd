import { amount, count, percent } from '../src/cli/numbers.ts';
import { parseSuiteFile } from '../src/compile/suite-file.ts';
import { mergeFiles } from '../src/import/merge.ts';
import { mergedText } from '../src/import/merged-text.ts';
import type { Results } from '../src/measure/results.ts';
import { runSuite } from '../src/run/run-suite.ts';
import { allFixtures, readFixture } from '../test/import/fixtures.ts';
import { figureSvg } from '../viz/static.ts';
import { pictured } from './pictured.ts';

/** What `blastradius run` makes of the sample of a format: its worst scenario as a picture, and the numbers of it. */
export async function importPicture(format: string): Promise<{ readonly svg: string; readonly numbers: string }> {
  const name = pictured[format];
  const fixture = allFixtures.find((one) => one.format === format && one.name === name);
  if (fixture === undefined) throw new Error(`there is no sample ${format}/${name}`);
  const merged = mergeFiles(await readFixture(fixture), { name });
  const { ecosystem } = merged;
  const { file } = parseSuiteFile(mergedText(merged, undefined), fixture.name);
  const { results, details } = await runSuite(file, { threads: 1 });
  const scenario = worstOf(results);
  const { total } = results.scenarios[scenario]?.blastRadius ?? {};
  if (total === undefined) throw new Error(`${format}/${name} has no scenario`);
  const parts = `${count(ecosystem.components.length, 'component')}, ${count(ecosystem.relations.length, 'relation')}`;
  const entry = results.scenarios[scenario]?.entry.join(', ');
  const reached = `${amount(total.mean)} of ${total.size} others reached`;
  const numbers = `Run: ${parts}; from \`${entry}\` ${reached}, ${percent(total.untouched)} untouched.`;
  return { svg: figureSvg({ results, details }, { figure: 'graph', scenario }), numbers };
}

const worstOf = ({ scenarios }: Results): number =>
  scenarios.reduce((worst, { blastRadius }, at) => {
    const known = scenarios[worst]?.blastRadius.total.mean ?? 0;
    return blastRadius.total.mean > known ? at : worst;
  }, 0);

/** The page with these numbers under the picture of a format. */
export function withNumbers(page: string, format: string, numbers: string): string {
  const picture = page.indexOf(`](images/import/${format}.svg)`);
  const start = page.indexOf('\nRun: ', picture) + 1;
  if (picture < 0 || start === 0) throw new Error(`docs/import.md has no picture of ${format} with numbers under it`);
  return page.slice(0, start) + numbers + page.slice(page.indexOf('\n', start));
}
