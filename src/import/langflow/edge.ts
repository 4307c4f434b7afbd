import type { Spot } from '../drafts.ts';
import { readEmbedded } from '../embedded-json.ts';
import { find, type Located, listOf, textOf } from '../located.ts';

/** What comes out of one component and goes into a field of another. */
export type LangflowEdge = {
  readonly from: string;
  readonly to: string;
  /** Name of the output; empty if the file does not say. */
  readonly output: string;
  /** Types of what comes out; none if the file does not say. */
  readonly types: readonly string[];
  /** Field that it goes into; empty if the file does not say. */
  readonly field: string;
  readonly spot: Spot;
};

/** Undefined for what has no ends. */
export function readEdge(edge: Located): LangflowEdge | undefined {
  const from = textOf(find(edge, 'source'));
  const to = textOf(find(edge, 'target'));
  if (from === undefined || to === undefined) return undefined;
  const source = handle(edge, 'sourceHandle');
  const target = handle(edge, 'targetHandle');
  return {
    from,
    to,
    output: textOf(find(source, 'name')) ?? '',
    types: listOf(find(source, 'output_types') ?? find(source, 'baseClasses')).flatMap((type) => textOf(type) ?? []),
    field: textOf(find(target, 'fieldName')) ?? '',
    spot: edge,
  };
}

/** As an object in `data`, or as a text with œ in place of quotes, there or beside it. */
function handle(edge: Located, side: string): Located | undefined {
  const given = find(edge, 'data', side);
  if (given?.form === 'map') return given;
  const text = textOf(given) ?? textOf(find(edge, side));
  return text?.trimStart().startsWith('{') === true ? readEmbedded(text.replaceAll('œ', '"'), edge) : undefined;
}
