import { withoutSecrets } from '../secrets.ts';

const LONGEST_NAME = 80;

/** A name of the files as it may be shown: on one line, short, without anything that looks like a key. */
export function shown(text: string): string {
  const line = withoutSecrets(text.replace(/[\p{Cc}\s]+/gu, ' ').trim());
  return line.length <= LONGEST_NAME ? line : `${line.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}
