import type { Component } from '../../graph/ecosystem.ts';
import type { AttributeValue } from '../../import/records/attribute-value.ts';
import { PREFIX } from '../../import/records/own-attributes.ts';
import { componentAttributes } from '../attributes.ts';
import type { Outcome } from '../outcome.ts';
import { cellId } from './cell-id.ts';
import { type ElementShape, shapeOf } from './element-shape.ts';
import type { Point } from './layout.ts';
import { reachedThreat } from './reached-threat.ts';
import { wrapped } from './wrapped.ts';

const TYPES = { process: 'tm.Process', store: 'tm.Store', actor: 'tm.Actor' } as const;
const SIZES = {
  process: { width: 110, height: 110 },
  store: { width: 150, height: 75 },
  actor: { width: 150, height: 80 },
} as const;

export const elementId = (id: string): string => cellId('component', id);

/** A component as Threat Dragon draws it. Its name and zone are those of the drawing, and no attributes. */
export function elementCell(
  component: Component,
  middle: Point,
  { zIndex, number }: { readonly zIndex: number /** Of its threat. */; readonly number: number },
  outcome?: Outcome,
): object {
  const shape = shapeOf(component);
  const { width, height } = SIZES[shape];
  const threat = outcome && reachedThreat(component.id, shape, number, outcome);
  return {
    position: { x: middle.x - width / 2, y: middle.y - height / 2 },
    size: { width, height },
    attrs: { text: { text: wrapped(component.name) }, ...lines(shape, threat !== undefined) },
    visible: true,
    shape,
    zIndex,
    id: elementId(component.id),
    data: {
      type: TYPES[shape],
      name: component.name,
      description: `${component.kind} ${component.id}, layer ${component.layer}`,
      outOfScope: component.tags.includes('out-of-scope'),
      reasonOutOfScope: '',
      hasOpenThreats: threat !== undefined,
      ...ticked(component, shape),
      threats: threat === undefined ? [] : [threat],
      ...prefixed([
        ['id', component.id],
        ...componentAttributes(component, outcome).filter(([name]) => !DRAWN.includes(name)),
      ]),
    },
  };
}

const DRAWN = ['name', 'zone'];

/** Red where there are open threats, as Threat Dragon itself draws them. */
function lines(shape: ElementShape, isOpen: boolean): object {
  const line = { stroke: isOpen ? 'red' : '#333333', strokeWidth: isOpen ? 2.5 : 1.5, strokeDasharray: null };
  return shape === 'store' ? { topLine: line, bottomLine: line } : { body: line };
}

function ticked({ kind }: Component, shape: ElementShape): object {
  if (shape === 'actor') return { providesAuthentication: false };
  if (shape === 'process')
    return { handlesCardPayment: false, handlesGoodsOrServices: false, isWebApplication: false, privilegeLevel: '' };
  return {
    isALog: kind === 'log-store',
    isEncrypted: false,
    isSigned: false,
    storesCredentials: kind === 'secret-store' || kind === 'credential',
    storesInventory: false,
  };
}

export const prefixed = (values: readonly AttributeValue[]): object =>
  Object.fromEntries(values.map(([name, value]) => [`${PREFIX}${name}`, value]));
