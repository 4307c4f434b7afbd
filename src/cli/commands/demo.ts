import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describePlace } from '../../base/errors.ts';
import { parseSuiteFile } from '../../compile/suite-file.ts';
import { runSuite } from '../../run/run-suite.ts';
import type { Context } from '../context.ts';
import { drawReport } from '../draw.ts';
import { withRunOptions } from '../run-options.ts';
import type { ExitCode } from '../shell.ts';
import { summary } from '../summary.ts';
import { threadsFor, visitsOf } from '../threads.ts';
import { writeOutput } from '../write-output.ts';

const SCENARIO = 'support-desk.yaml';
const REPORT = 'blastradius-demo/report.html';

// From source src/cli/commands, from the build dist/src/cli/commands: scenarios/ lies beside src in both.
const scenarioFile = new URL(`../../../scenarios/${SCENARIO}`, import.meta.url);

/** A bundled ecosystem, simulated now. */
export async function action(
  _args: readonly string[],
  options: { readonly seed?: number },
  context: Context,
): Promise<ExitCode> {
  const bytes = readFileSync(scenarioFile);
  const { file } = parseSuiteFile(bytes.toString('utf8'), SCENARIO);
  const run = await runSuite(withRunOptions(file, options), {
    threads: threadsFor(context.options.threads, visitsOf(file)),
    inputs: [[SCENARIO, createHash('sha256').update(bytes).digest('hex')]],
  });
  writeOutput(context.shell.cwd, REPORT, await drawReport(run));
  if (context.options.json === true) context.document({ written: [REPORT], results: run.results });
  const placeOfRule = ({ rule, level }: { readonly rule: string; readonly level: string }): string | undefined => {
    const at = file.thresholds.find((one) => one.rule === rule && one.level === level)?.at;
    return at && describePlace(at);
  };
  context.say(summary(run, placeOfRule, context.screen));
  context.say(`\nwrote ${REPORT}`);
  context.note(`next: open ${REPORT}   |   blastradius init, or blastradius run .vscode/mcp.json`);
  return 0;
}
