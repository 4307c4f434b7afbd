/** What becomes of one part of an ecosystem file: the import's, the author's, or nothing. */
export type Decision = {
  readonly take: 'source' | 'file' | 'none';
  readonly because: Because;
};

/**
 * Seen against what the import wrote last: both left as it was or only the source changed; added by hand; edited by
 * hand, and perhaps its source changed too, or is gone; deleted by hand; new in or gone from the sources.
 */
export type Because =
  | 'same'
  | 'changed'
  | 'new'
  | 'gone'
  | 'added by hand'
  | 'edited by hand'
  | 'edited by hand, and its source changed'
  | 'edited by hand, and its source is gone'
  | 'deleted by hand'
  | 'deleted everywhere';

/**
 * @param written - hash of the part as the last import wrote it
 * @param inFile - hash of the part as it stands in the file now
 * @param inSource - hash of the part as the sources say it now
 */
export function decide(
  written: string | undefined,
  inFile: string | undefined,
  inSource: string | undefined,
): Decision {
  if (inFile === undefined) {
    if (inSource === undefined) return { take: 'none', because: 'deleted everywhere' };
    return written === undefined ? { take: 'source', because: 'new' } : { take: 'none', because: 'deleted by hand' };
  }
  if (inFile === written) {
    if (inSource === undefined) return { take: 'none', because: 'gone' };
    return { take: 'source', because: inSource === written ? 'same' : 'changed' };
  }
  if (inFile === inSource) return { take: 'source', because: 'same' };
  if (written === undefined) {
    return {
      take: 'file',
      because: inSource === undefined ? 'added by hand' : 'edited by hand, and its source changed',
    };
  }
  if (inSource === undefined) return { take: 'file', because: 'edited by hand, and its source is gone' };
  return {
    take: 'file',
    because: inSource === written ? 'edited by hand' : 'edited by hand, and its source changed',
  };
}
