import { readFileSync } from 'node:fs';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';
import type { SuiteRun } from '../../../src/run/run-suite.ts';
import { runSuite } from '../../../src/run/run-suite.ts';
import type { Edit } from '../../../viz/what-if/edit.ts';
import type { Engine, Question } from '../../../viz/what-if/engine-api.ts';
import { openEngine } from '../../../viz/what-if/open-engine.ts';

/** A file as the command line runs it. */
export const runFile = async (text: string, scenario?: string): Promise<SuiteRun> =>
  await runSuite(parseSuiteFile(text, 'desk.yaml').file, { threads: 1, scenario });

/** What a page of its report would ask. */
export async function questionsAbout(text: string): Promise<(scenario: string, edits: readonly Edit[]) => Question> {
  const { ecosystem, suite } = parseSuiteFile(text, 'desk.yaml').file;
  const { results, details } = await runFile(text);
  const model = JSON.parse(JSON.stringify({ ecosystem, suite })) as Question['details']['model'];
  return (scenario, edits) => ({ results, details: { ...details, model }, scenario, edits });
}

const kernels = new Uint8Array(readFileSync(new URL('../../../src/engine/wasm/kernels.wasm', import.meta.url)));

export const engineInNode = (isPlain = false, now = () => performance.now()): Promise<Engine> =>
  openEngine(isPlain ? null : kernels, { pause: async () => {}, now });
