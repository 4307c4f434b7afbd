import { controlOffIn } from '../graph/control-off-part.ts';

/**
 * What tells a scenario from the others of its run besides its entry: the parts of its id that not all share, as people
 * read them. `without input-guardrail, attempts=5`; empty where the entry is all.
 * @param all - ids of the run's scenarios
 */
export function variantNames(all: readonly string[]): (id: string) => string {
  const [first = [], ...others] = all.map((id) => new Set(otherParts(id)));
  const shared = new Set([...first].filter((part) => others.every((parts) => parts.has(part))));
  return (id) =>
    otherParts(id)
      .filter((part) => !shared.has(part))
      .map(readable)
      .join(', ');
}

const otherParts = (id: string): string[] => id.split('/').toSpliced(1, 1);

function readable(part: string): string {
  const control = controlOffIn(part);
  return control === null ? part : `without ${control}`;
}
