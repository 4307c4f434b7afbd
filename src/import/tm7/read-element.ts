import type { Element, Shape } from '../diagram/diagram.ts';
import { choiceTag, isYes } from './choice-tag.ts';
import type { Part } from './part.ts';
import type { Keyed } from './part-index.ts';
import type { Choice } from './properties.ts';
import { stencilWords } from './stencil-words.ts';

/** A process, a store, an external interactor, or what a template of somebody's own draws. */
export function readElement({ key, part }: Keyed, zone: string | undefined): Element {
  const { properties, at } = part;
  const { name, isOutOfScope, chosen } = properties;
  const types = typesOf(part);
  const shape = shapeOf(part);
  const technologies = chosen.filter(isTechnology);
  const tags = chosen.filter((choice) => !choice.isFixed && !isTechnology(choice)).map(choiceTag);
  return {
    key,
    name,
    ...(name === '' ? { id: types[0] ?? (shape === 'any' ? 'unnamed' : `unnamed ${shape}`) } : {}),
    shape,
    types: [...types, ...technologies.map(({ value }) => value), ...(keepsLogs(chosen) ? ['log store'] : [])],
    zone,
    ...(chosen.some(acceptsAnything) ? { isExposed: true } : {}),
    ...(isOutOfScope ? { isOutOfScope } : {}),
    ...(tags.length === 0 ? {} : { tags }),
    spot: { at, pointer: `element ${key}` },
  };
}

const GENERIC_SHAPES: Readonly<Record<string, Shape>> = {
  'GE.P': 'process',
  'GE.DS': 'store',
  'GE.EI': 'actor',
  'GE.IE': 'actor',
};
const DRAWN_SHAPES: Readonly<Record<string, Shape>> = {
  StencilEllipse: 'process',
  StencilParallelLines: 'store',
  StencilRectangle: 'actor',
};

/** In a template of somebody's own an ellipse or a rectangle may be anything: an attacker, a phone. */
function shapeOf({ drawnAs, genericType }: Part): Shape {
  if (Object.hasOwn(GENERIC_SHAPES, genericType)) return GENERIC_SHAPES[genericType] ?? 'any';
  const drawn = Object.hasOwn(DRAWN_SHAPES, drawnAs) ? DRAWN_SHAPES[drawnAs] : undefined;
  return genericType === '' || drawn === 'store' ? (drawn ?? 'any') : 'any';
}

/** The stencil, as its template calls it and as its id says it; generic ones say no more than the shape. */
function typesOf({ properties: { stencil }, type }: Part): string[] {
  const named = /^(?:Generic|Free Text)\b/u.test(stencil) ? '' : stencil;
  return [...new Set([named, stencilWords(type)])].filter((words) => words !== '');
}

/** What it is made of, and not how it is run: Web API Technologies, Store Type, Mobile OS. */
const isTechnology = ({ title }: Choice): boolean =>
  /technolog|^(?:store|storage|database|service|model|device|component) type$|\bOS$|operating system|^threat agent$/iu.test(
    title,
  );

const keepsLogs = (chosen: readonly Choice[]): boolean =>
  chosen.some(({ title, key, value }) => (key === 'storesLogData' || title === 'Stores Log Data') && isYes(value));

const acceptsAnything = ({ title, key, value }: Choice): boolean =>
  (key === 'acceptsInputFrom' || title === 'Accepts Input From') && /any remote/iu.test(value);
