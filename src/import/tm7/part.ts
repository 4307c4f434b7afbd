import type { Place } from '../../base/errors.ts';
import type { Box } from '../diagram/innermost-zone.ts';
import { type Properties, readProperties } from './properties.ts';
import { childOf, localName, textIn, type XmlElement } from './xml-subtrees.ts';

/** What can be drawn: a thing, a data flow, a boundary around things, a boundary that is only a line, a note. */
export type Form = 'element' | 'flow' | 'boundary' | 'line' | 'note' | 'unknown';

/** Something drawn in a diagram: an entry of its Borders or Lines. */
export type Part = {
  readonly form: Form;
  /** Of the serializer: `z:Id`; '' if it has none. */
  readonly id: string;
  /** `z:Ref`: it is what stands elsewhere under this id; '' if it stands here. */
  readonly ref: string;
  readonly guid: string;
  /** `StencilEllipse`: how it is drawn. */
  readonly drawnAs: string;
  /** `GE.P`: what it is in general. */
  readonly genericType: string;
  /** `SE.P.TMCore.WebApp`: the stencil it was made from. */
  readonly type: string;
  readonly properties: Properties;
  /** Where it is drawn; undefined if the file does not say. */
  readonly box: Box | undefined;
  /** Of lines: what it is attached to; '' if to nothing. */
  readonly source: End;
  readonly target: End;
  readonly at: Place;
};

export type End = { readonly guid: string; readonly x: number | undefined; readonly y: number | undefined };

const ZEROS = /^[0{}-]*$/u;

/** An entry `<Key>guid</Key><Value i:type="…">…</Value>`. */
export function readPart(entry: XmlElement): Part {
  const value = childOf(entry, 'Value');
  const drawnAs = localName(value?.attributes.get('type') ?? '');
  const genericType = textIn(value, 'GenericTypeId');
  const box = boxOf(value);
  return {
    form: formOf(drawnAs, genericType) ?? (box === undefined ? 'unknown' : 'element'),
    id: value?.attributes.get('Id') ?? '',
    ref: value?.attributes.get('Ref') ?? '',
    guid: guidOf(textIn(value, 'Guid')) || guidOf(textIn(entry, 'Key')),
    drawnAs,
    genericType,
    type: textIn(value, 'TypeId'),
    properties: readProperties(childOf(value, 'Properties')),
    box,
    source: endOf(value, 'Source'),
    target: endOf(value, 'Target'),
    at: value?.at ?? entry.at,
  };
}

const FORMS: readonly (readonly [RegExp, Form])[] = [
  [/^(?:Border|Rectangle)Boundary$/u, 'boundary'],
  [/Boundary$/u, 'line'],
  [/^(?:Connector|Line)$/u, 'flow'],
  [/Annotation$/u, 'note'],
  [/^Stencil(?:Ellipse|Rectangle|ParallelLines)$/u, 'element'],
];
const GENERIC_FORMS: Readonly<Record<string, Form>> = {
  'GE.P': 'element',
  'GE.DS': 'element',
  'GE.EI': 'element',
  'GE.DF': 'flow',
  'GE.TB.B': 'boundary',
  'GE.TB.L': 'line',
  'GE.A': 'note',
};

const formOf = (drawnAs: string, genericType: string): Form | undefined =>
  FORMS.find(([name]) => name.test(drawnAs))?.[1] ??
  (Object.hasOwn(GENERIC_FORMS, genericType) ? GENERIC_FORMS[genericType] : undefined);

/** In one way of writing; '' for none and for all zeros, which mean that a line is attached to nothing. */
export const guidOf = (text: string): string =>
  ZEROS.test(text) ? '' : text.replace(/[{}]/gu, '').toLowerCase().slice(0, 100);

function boxOf(value: XmlElement | undefined): Box | undefined {
  const [left, top, width, height] = ['Left', 'Top', 'Width', 'Height'].map((name) => numberIn(value, name));
  return left === undefined || top === undefined || width === undefined || height === undefined
    ? undefined
    : { left, top, width, height };
}

const endOf = (value: XmlElement | undefined, end: 'Source' | 'Target'): End => ({
  guid: guidOf(textIn(value, `${end}Guid`)),
  x: numberIn(value, `${end}X`),
  y: numberIn(value, `${end}Y`),
});

function numberIn(value: XmlElement | undefined, name: string): number | undefined {
  const text = textIn(value, name);
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? undefined : number;
}
