import { withoutSecrets } from './secrets.ts';

const LONGEST_SHOWN = 80;
const LONGEST_NAME = 120;

/** A name of the file's as it may be shown: on one line, short, without anything that looks like a key. */
export const shownName = (text: string): string => shownText(text, LONGEST_SHOWN);

/** The same for what may be longer than a name. */
export function shownText(text: string, longest: number): string {
  const line = withoutSecrets(oneLine(text));
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

/** A name as its author gave it, on one line; undefined if it is blank. */
export function ownName(text: string | undefined): string | undefined {
  const name = oneLine(text ?? '').slice(0, LONGEST_NAME);
  return name === '' ? undefined : name;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
