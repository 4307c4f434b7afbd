import { type Child, h, type Markup } from '../markup.ts';
import { type Edit, subjectOf } from './edit.ts';

/**
 * Fields of the page that make edits. Each carries the edit that it would make, as JSON, and for what the page shows
 * beside it the value of the run; viz/browser/what-if.ts listens.
 */

type WithValue = Extract<Edit, { readonly value: number }>;
type Switched = Extract<Edit, { readonly kind: 'control' | 'exposed' }>;

/** A probability from 0 to 1. @param before - what the run has */
export function slider(edit: WithValue, before: number, edits: readonly Edit[], label: Child): Markup {
  const own = madeOf(edits, edit);
  const value = own !== undefined && 'value' in own ? own.value : before;
  return h(
    'label',
    { class: own === undefined ? 'edit' : 'edit changed' },
    h('span', { class: 'edit-label' }, label),
    h('input', {
      type: 'range',
      min: 0,
      max: 1,
      step: 0.01,
      value: String(Math.round(value * 1000) / 1000),
      'data-edit': JSON.stringify({ ...edit, value: 0 }),
      'data-before': String(before),
    }),
    h('output', {}, probabilityText(value)),
  );
}

/** @param before - whether it is on in the run */
export function toggle(edit: Switched, before: boolean, edits: readonly Edit[], label: Child): Markup {
  const own = madeOf(edits, edit);
  const isOn = own === undefined ? before : isOnIn(own);
  return h(
    'label',
    { class: own === undefined ? 'switch' : 'switch changed' },
    h('input', {
      type: 'checkbox',
      role: 'switch',
      checked: isOn,
      'data-edit': JSON.stringify(edit),
      'data-before': String(before),
    }),
    h('span', { class: 'edit-label' }, label),
  );
}

export const editButton = (edit: Edit, text: Child): Markup =>
  h('button', { type: 'button', class: 'action', 'data-edit': JSON.stringify(edit) }, text);

/** Two decimals; what the file says more exactly stays in the file. */
export const probabilityText = (value: number): string => value.toFixed(2);

const madeOf = (edits: readonly Edit[], edit: Edit): Edit | undefined =>
  edits.find((one) => subjectOf(one) === subjectOf(edit));

const isOnIn = (edit: Edit): boolean =>
  edit.kind === 'control' ? edit.isOn : edit.kind === 'exposed' ? edit.isExposed : true;
