import type { Problem } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { expand } from '../../compile/expand.ts';
import { scenariosOf } from '../../compile/scenario.ts';
import { readGates } from '../../run/gates.ts';
import type { Context } from '../context.ts';
import { filesOrFound } from '../find-input.ts';
import { loadEach } from '../load.ts';
import type { LoadedEcosystem } from '../loaded.ts';
import type { MappingOptions } from '../mapping-options.ts';
import { count } from '../numbers.ts';
import { collectProblems } from '../read-input.ts';
import type { ExitCode } from '../shell.ts';

type ValidateOptions = MappingOptions & { readonly format?: string; readonly merge?: boolean; readonly strict?: true };

/** Every problem of every file, or what each holds. */
export async function action(paths: readonly string[], options: ValidateOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadEach(filesOrFound(paths, 'validate', context), options, context);
  const rows = await collectProblems(loaded, (one) => ({ ...one, ...contents(one) }));
  if (context.options.json === true) {
    context.document({
      files: rows.map(({ path, foreign, counts, warnings, file }) => ({
        file: path,
        format: foreign?.format,
        valid: true,
        ...counts,
        warnings: warnings.map(flat),
        assumptions: file.assumptions,
      })),
    });
  }
  for (const { path, foreign, counts, warnings, file } of rows) {
    context.warn(warnings);
    const { components, relations, scenarios, thresholds } = counts;
    const parts = [
      count(components, 'component'),
      count(relations, 'relation'),
      count(scenarios, 'scenario'),
      ...(thresholds === 0 ? [] : [count(thresholds, 'threshold')]),
      ...(warnings.length === 0 ? [] : [count(warnings.length, 'warning')]),
      ...(file.assumptions.length === 0 ? [] : [count(file.assumptions.length, 'assumption')]),
    ];
    context.say(`${printable(path)}: valid${foreign === undefined ? '' : ` (${foreign.format})`}, ${parts.join(', ')}`);
    for (const assumption of file.assumptions) context.say(`  assumed: ${printable(assumption)}`);
  }
  if (loaded.length === 1) context.note(`next: blastradius run ${loaded[0]?.path}`);
  const isOpen = rows.some(({ warnings }) => warnings.length > 0);
  return options.strict === true && isOpen ? 4 : 0;
}

function contents({ file }: LoadedEcosystem): {
  counts: { components: number; relations: number; scenarios: number; thresholds: number };
} {
  // What only a run would find: rules that cannot be read, replicas and slots that are too many.
  readGates(file);
  expand(file.ecosystem);
  const { components, relations } = file.ecosystem;
  return {
    counts: {
      components: components.length,
      relations: relations.length,
      scenarios: scenariosOf(file.ecosystem, file.suite).length,
      thresholds: file.thresholds.length,
    },
  };
}

const flat = ({ at, expected, found, fix }: Problem): object => ({
  line: at.line ?? null,
  column: at.column ?? null,
  expected,
  found,
  fix,
});
