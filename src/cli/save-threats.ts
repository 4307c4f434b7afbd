import { resolve } from 'node:path';
import type { ThreatDocument } from '../analyse/threat-document.ts';
import { describeThreats } from '../run/describe-threats.ts';
import { kernelModule } from '../run/kernel-module.ts';
import type { ThreatModel } from '../threats/applied-threat.ts';
import type { Context } from './context.ts';
import type { LoadedEcosystem } from './loaded.ts';
import { saveRun } from './save-run.ts';
import { threatOutputs } from './threat-outputs.ts';
import type { ThreatRuns } from './threat-runs.ts';

type Outcome = {
  readonly document: ThreatDocument;
  readonly model: ThreatModel;
  readonly runs: ThreatRuns;
  readonly how: { readonly durationMs: number; readonly threads: number };
  readonly loaded: LoadedEcosystem;
  /** Catalogues and releases of ATLAS that were named. */
  readonly beside: readonly (string | undefined)[];
};

/** The run with its report, in which the threats and PASTA's stages stand, and the threat model in every format. */
export async function saveThreats(
  dir: string,
  { document, model, runs, how, loaded, beside }: Outcome,
  context: Context,
): Promise<void> {
  const run = runs.pasta ?? runs.threats?.run;
  if (run !== undefined) {
    const { components, relations } = run.details;
    const details = {
      ...run.details,
      threats: describeThreats(
        model,
        document.maturity,
        components,
        relations,
        run.results.scenarios,
        new Map(document.threats.map(({ id, consequence }) => [id, consequence])),
      ),
      ...(document.pasta !== undefined && { pasta: document.pasta }),
    };
    const kernels = kernelModule() === null ? 'plain' : 'wasm';
    await saveRun(dir, { ...run, details }, { ...how, kernels }, loaded, context, beside);
  }
  const endings = ['json', 'md', 'csv', 'sarif'];
  await threatOutputs(endings.map((ending) => resolve(context.shell.cwd, dir, `threats.${ending}`))).write(document, {
    ...context,
    note: () => undefined,
  });
  context.note(`wrote ${dir}`);
}
