import type { Provenance } from '../../graph/ecosystem.ts';
import { certainties } from '../../graph/kinds.ts';
import type { Attributes } from '../diagram/diagram.ts';
import { declared, type Spot } from '../drafts.ts';
import type { AttributeValue } from './attribute-value.ts';

/** Where a part came from, as attributes. */
export const provenanceRecord = ({ certainty, at, pointer, rule }: Provenance): readonly AttributeValue[] => [
  ['certainty', certainty],
  ...(at.file === '' ? [] : [['sourceFile', at.file] as const]),
  ...(at.line === undefined ? [] : [['sourceLine', at.line] as const]),
  ...(at.column === undefined ? [] : [['sourceColumn', at.column] as const]),
  ...(pointer === undefined ? [] : [['sourcePointer', pointer] as const]),
  ...(rule === undefined ? [] : [['rule', rule] as const]),
];

/** The same, read back; what does not say where it came from stands where it is read. */
export function provenanceOf(attributes: Attributes, spot: Spot): Provenance {
  const certainty = certainties.find((one) => one === attributes.get('certainty'));
  const rule = attributes.get('rule');
  const file = attributes.get('sourceFile');
  if (certainty === undefined || (certainty !== 'declared' && rule === undefined)) return declared(spot);
  const here = declared(spot);
  const line = positionOf(attributes.get('sourceLine'));
  const column = positionOf(attributes.get('sourceColumn'));
  const pointer = attributes.get('sourcePointer');
  return {
    ...(file === undefined
      ? here
      : {
          at: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
          ...(pointer === undefined ? {} : { pointer }),
        }),
    certainty,
    ...(rule === undefined ? {} : { rule }),
  };
}

function positionOf(text: string | undefined): number | undefined {
  const position = Number(text);
  return Number.isSafeInteger(position) && position >= 1 ? position : undefined;
}
