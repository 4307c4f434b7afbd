import { describePlace, describeProblem, type Problem } from '../base/errors.ts';
import type { Imported } from '../import/importer.ts';

/** What `import --strict` does not let pass: everything that was assumed, and every warning. */
export const strictProblems = (
  { ecosystem: { components, relations }, assumptions = [] }: Pick<Imported, 'ecosystem' | 'assumptions'>,
  warnings: readonly Problem[],
): readonly string[] => [
  ...[...components, ...relations]
    .filter(({ provenance }) => provenance.certainty === 'assumed')
    .map(({ id, provenance: { rule, at } }) => `${id} is assumed: ${rule ?? 'no rule given'} (${describePlace(at)})`),
  ...assumptions,
  ...warnings.map(describeProblem),
];
