import type { Origin } from '../threat-document.ts';
import { artifactUri } from './artifact-uri.ts';
import type { PhysicalLocation } from './sarif-log.ts';

/** Name of a file in the document -> its path below the root of the sources. */
export type PathOf = (file: string) => string;

/** Where something stands: its first character, since that is what an origin knows; line 1 of what has no lines. */
export function locationOf({ file, line = 1, column = 1 }: Origin, pathOf: PathOf): PhysicalLocation {
  const [startLine, startColumn] = [Math.max(1, line), Math.max(1, column)];
  return {
    artifactLocation: artifactUri(pathOf(file)),
    region: { startLine, startColumn, endLine: startLine, endColumn: startColumn + 1 },
  };
}
