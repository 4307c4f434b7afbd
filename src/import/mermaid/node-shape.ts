import type { Shape } from '../diagram/diagram.ts';

/** Brackets around the text of a node, longest first, and what they are called. Some may end in two ways. */
export const brackets: readonly (readonly [open: string, closes: readonly string[], shape: string])[] = [
  ['(((', [')))'], 'double-circle'],
  ['((', ['))'], 'circle'],
  ['([', ['])'], 'stadium'],
  ['(-', ['-)'], 'ellipse'],
  ['(', [')'], 'rounded'],
  ['[[', [']]'], 'subprocess'],
  ['[(', [')]'], 'cylinder'],
  ['[/', ['/]', '\\]'], 'lean'],
  ['[\\', ['\\]', '/]'], 'lean'],
  ['[', [']'], 'rect'],
  ['{{', ['}}'], 'hexagon'],
  ['{', ['}'], 'diamond'],
  ['>', [']'], 'odd'],
];

/** Shapes of data that stay, as `@{ shape: … }` calls them. */
const STORES = new Set(
  'cylinder cyl database db das h-cyl horizontal-cylinder lin-cyl disk lined-cylinder bow-rect bow-tie-rectangle stored-data'.split(
    ' ',
  ),
);
const DOCUMENTS = new Set(
  'doc document docs documents st-doc stacked-document lin-doc lined-document tag-doc tagged-document'.split(' '),
);
/** A remark beside the chart. */
const TEXTS = new Set('text comment brace brace-l brace-r braces'.split(' '));

/** Only stores have a shape of their own in Mermaid: a circle may be anything. */
export const shapeOf = (shape: string | undefined): Shape => (STORES.has(shape ?? '') ? 'store' : 'any');

export const typesOf = (shape: string | undefined): readonly string[] =>
  DOCUMENTS.has(shape ?? '') ? ['document'] : [];

export const isText = (shape: string | undefined): boolean => TEXTS.has(shape ?? '');
