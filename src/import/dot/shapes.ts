import type { DotValue } from '../../base/dot-feed.ts';
import type { Shape } from '../diagram/diagram.ts';
import type { DrawnNode } from './drawing.ts';

/** Notation of pytm: actors and external entities are squares, processes and servers circles. */
const PYTM: ReadonlyMap<string, Shape> = new Map([
  ['square', 'actor'],
  ['circle', 'process'],
  ['doublecircle', 'process'],
  ['rectangle', 'process'],
]);

/** What a node of a graph is drawn as. Elsewhere than in pytm only a cylinder means something: the others are taste. */
export function shapeOf({ attributes }: DrawnNode, isPytm: boolean): Shape {
  const shape = String(attributes.get('shape') ?? '').toLowerCase();
  if (isOpenTable(attributes.get('label')) || shape === 'cylinder') return 'store';
  return (isPytm ? PYTM.get(shape) : undefined) ?? 'any';
}

/** A data store of a data flow diagram: lines above and below, none at the sides. */
const isOpenTable = (label: DotValue | undefined): boolean =>
  typeof label === 'object' && /^\s*<table\b[^>]{0,400}\bsides\s*=\s*["']?TB\b/iu.test(label.html);

const TEXTS = ['note', 'plaintext', 'plain', 'none', 'underline'];

/** A text on the drawing, as long as nothing leads there. */
export const isText = ({ attributes }: DrawnNode): boolean =>
  TEXTS.includes(String(attributes.get('shape') ?? '').toLowerCase()) && !isOpenTable(attributes.get('label'));

export const isInvisible = (attributes: ReadonlyMap<string, DotValue>): boolean =>
  /\binvis\b/iu.test(String(attributes.get('style') ?? ''));
