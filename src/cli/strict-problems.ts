import { describePlace, describeProblem, type Problem } from '../base/errors.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';

/** What `import --strict` does not let pass: everything that was assumed, and every warning. */
export const strictProblems = (
  { components, relations }: Ecosystem,
  warnings: readonly Problem[],
): readonly string[] => [
  ...[...components, ...relations]
    .filter(({ provenance }) => provenance.certainty === 'assumed')
    .map(({ id, provenance: { rule, at } }) => `${id} is assumed: ${rule ?? 'no rule given'} (${describePlace(at)})`),
  ...warnings.map(describeProblem),
];
