import type { Attributes } from '../diagram/diagram.ts';

/** What a tool shows of a part in fields of its own: null for no zone, undefined for what it has no field for. */
export type Shown = { readonly name?: string | undefined; readonly zone?: string | null | undefined };

/** Of what `graph convert` wrote, name and zone are what the tool shows: they may have been changed in it. */
export function asShown(own: Attributes, { name, zone }: Shown): Attributes {
  if (own.size === 0) return own;
  const shown = new Map(own);
  if (name !== undefined) shown.set('name', onOneLine(name));
  if (zone === null) shown.delete('zone');
  else if (zone !== undefined) shown.set('zone', onOneLine(zone));
  return shown;
}

const onOneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
