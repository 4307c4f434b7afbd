import type { Cursor } from './cursor.ts';

/** An arrow between nodes, and what stands on it. */
export type Link = {
  readonly isBothWays: boolean;
  /** `<--`: it points to where it begins. */
  readonly isReversed: boolean;
  readonly isInvisible: boolean;
  readonly text: string;
  /** `e1@-->`. */
  readonly id: string | undefined;
};

const ID = /\s*([^\s"@{}|<>]+)@(?=[xo<]?(?:--|==|-\.|~~~))/uy;
const INVISIBLE = /\s*~~~+/uy;
const WHOLE = /\s*([xo<]?)(?:--+([-xo>])|==+([=xo>])|-?\.+-([xo>]?))/uy;
const BEGIN = /\s*([xo<]?)(--|==|-\.)/uy;
const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['--', /([^\n]{0,4000}?)(?:\s[xo]|<|\s)?--+([-xo>])/uy],
  ['==', /([^\n]{0,4000}?)(?:\s[xo]|<|\s)?==+([=xo>])/uy],
  ['-.', /([^\n]{0,4000}?)(?:\s[xo]|<|\s)?-?\.+-([xo>]?)/uy],
]);
const QUOTED = /\s*"[^"]{0,4000}"/uy;
const PIPED = /\s*\|(?:\s*("[^"]{0,4000}")\s*|([^|]{0,4000}))\|/uy;

/** Reads an arrow of any kind, if one stands here; nothing is read if none does. */
export function readLink(cursor: Cursor): Link | undefined {
  const start = cursor.position;
  const id = cursor.take(ID)?.[1];
  const link = readInvisible(cursor) ?? readWhole(cursor) ?? readSplit(cursor);
  if (link === undefined) cursor.position = start;
  return link && { ...link, id };
}

type Drawn = Omit<Link, 'id'>;

function readInvisible(cursor: Cursor): Drawn | undefined {
  if (cursor.take(INVISIBLE) === undefined) return undefined;
  return { isBothWays: true, isReversed: false, isInvisible: true, text: '' };
}

/** `-->`, `-->|text|`. */
function readWhole(cursor: Cursor): Drawn | undefined {
  const found = cursor.take(WHOLE);
  if (found === undefined) return undefined;
  const [, head = '', line = '', thick = '', dotted = ''] = found;
  const [, quoted, plain = ''] = cursor.take(PIPED) ?? [];
  return { ...directionOf(head, line || thick || dotted), isInvisible: false, text: quoted ?? plain };
}

/** `-- text -->`; a text in quotes may hold arrows. */
function readSplit(cursor: Cursor): Drawn | undefined {
  const begin = cursor.take(BEGIN);
  if (begin === undefined) return undefined;
  const [, head = '', line = ''] = begin;
  const quoted = cursor.take(QUOTED)?.[0];
  const end = cursor.take(ENDS.get(line) ?? BEGIN);
  if (end === undefined) return undefined;
  const [, text = '', tail = ''] = end;
  return { ...directionOf(head, tail), isInvisible: false, text: quoted ?? text };
}

/** Heads of both ends, or of none: data may run both ways. Circles and crosses are heads like any other. */
function directionOf(head: string, tail: string): { readonly isBothWays: boolean; readonly isReversed: boolean } {
  const [atStart, atEnd] = [head !== '', /[xo>]/.test(tail)];
  return { isBothWays: atStart === atEnd, isReversed: atStart && !atEnd };
}
