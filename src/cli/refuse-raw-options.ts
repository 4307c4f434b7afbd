import type { ArcProbability } from '../compile/arc-chances.ts';
import { usageError } from './usage.ts';

/** Flags that only a raw graph has. @throws {InvalidInputError} if one was typed for an ecosystem */
export function refuseRawOptions({
  probability,
  undirected,
}: {
  probability?: ArcProbability;
  undirected?: true;
}): void {
  const typed = probability !== undefined ? '--probability' : undirected === true ? '--undirected' : undefined;
  if (typed === undefined) return;
  throw usageError(
    'an edge list',
    `${typed} for an ecosystem, whose relations say both themselves`,
    `Leave ${typed} out, or set trust or suite.channels in the file.`,
  );
}
