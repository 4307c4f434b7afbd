import { seedOf } from '../base/random.ts';
import { compileScenario } from '../compile/arcs.ts';
import { scenariosOf } from '../compile/scenario.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import { openRunner } from '../run/pool.ts';

const pair = `version: 1
components: { a: { kind: agent, exposed: true }, b: { kind: agent } }
relations: [{ from: a, to: b, kind: delegates }]
`;

/** Runs a block of worlds of the smallest ecosystem on real threads; says what came back. */
export async function tryWorker(): Promise<string> {
  const { ecosystem, suite } = parseSuiteFile(pair, 'pair.yaml').file;
  const [scenario] = scenariosOf(ecosystem, suite);
  if (scenario === undefined) throw new Error('no scenario');
  const { compiled } = compileScenario(ecosystem, scenario);
  const runner = openRunner(2, [compiled]);
  try {
    const [tally] = await runner.run([compiled], seedOf(1), { fromWorld: 0, toWorld: 32 });
    return `starts, ran ${tally?.worlds ?? 0} worlds`;
  } finally {
    await runner.close();
  }
}
