import type { Estimate, RunModel } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import { meanText, plural, thousands } from '../numbers.ts';
import { differenceText, isSeen } from '../what-if/difference-text.ts';
import type { Edit } from '../what-if/edit.ts';
import { editSentence } from '../what-if/edit-sentence.ts';
import type { SoFar } from '../what-if/engine-api.ts';

/** How far the run of the changes is. */
export type BarState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly soFar: SoFar }
  | { readonly kind: 'done'; readonly total: Estimate; readonly difference: Estimate }
  | { readonly kind: 'failed'; readonly why: string };

export type Bar = {
  /** Lists the changes; without any the bar is not there. */
  readonly list: (edits: readonly Edit[]) => void;
  /** @param before - the mean without the changes */
  readonly tell: (before: Estimate, state: BarState) => void;
};

/** The bar at the foot of the window: how many changes, before and after, the difference, copy, reset. */
export function createBar(model: RunModel): Bar {
  const bar = document.createElement('aside');
  bar.className = 'what-if-bar';
  bar.setAttribute('aria-label', 'What if');
  bar.hidden = true;
  bar.innerHTML = skeleton.markup;
  document.body.append(bar);
  const part = (selector: string): HTMLElement => bar.querySelector(selector) as HTMLElement;
  let count = '';
  return {
    list: (edits) => {
      bar.hidden = edits.length === 0;
      document.documentElement.classList.toggle('has-what-if', edits.length > 0);
      count = plural(edits.length, 'change');
      part('summary').textContent = count;
      part('ul').innerHTML = group(edits.map((edit, i) => editItem(edit, i, model))).markup;
    },
    tell: (before, state) => {
      part('.numbers').innerHTML = numbers(before, state).markup;
      part('[data-what-if="copy"]').toggleAttribute('disabled', state.kind !== 'done');
      if (state.kind === 'done') part('[role="status"]').textContent = `${count}: ${spoken(before, state)}`;
      if (state.kind === 'failed') part('[role="status"]').textContent = `Not possible: ${state.why}`;
    },
  };
}

const skeleton = h(
  'div',
  { class: 'wrap' },
  h('details', { class: 'changes' }, h('summary', {}), h('ul', {})),
  h('p', { class: 'numbers' }),
  h('p', { class: 'unseen', role: 'status' }),
  h(
    'p',
    { class: 'tools' },
    h('button', { type: 'button', class: 'action', 'data-what-if': 'copy' }, 'Copy YAML'),
    h('button', { type: 'button', class: 'action', 'data-what-if': 'reset' }, 'Reset'),
  ),
);

function editItem(edit: Edit, i: number, model: RunModel): Markup {
  const sentence = editSentence(edit, model);
  return h(
    'li',
    {},
    h('span', {}, sentence),
    h(
      'button',
      { type: 'button', class: 'quiet', 'data-what-if': 'undo', 'data-position': i },
      'undo',
      h('span', { class: 'unseen' }, ' ', sentence),
    ),
  );
}

function numbers(before: Estimate, state: BarState): Markup {
  const was = h('span', { class: 'was' }, meanText(before));
  if (state.kind === 'failed') return group(h('b', {}, 'Not possible: '), h('bdi', {}, state.why));
  if (state.kind === 'starting') return group(was, ' → ', h('span', { class: 'progress' }, 'simulating …'));
  const { total, difference } = state.kind === 'done' ? state : state.soFar;
  return group(
    was,
    ' → ',
    h('b', {}, meanText(total)),
    difference !== null && [
      ' ',
      h('span', { class: isSeen(difference) ? null : 'unsure' }, differenceText(difference)),
    ],
    state.kind === 'running' && [' ', h('span', { class: 'progress' }, progressText(state.soFar))],
  );
}

const progressText = ({ done, worlds }: SoFar): string =>
  `simulating … ${thousands(done)} of ${thousands(worlds)} worlds`;

const spoken = (before: Estimate, { total, difference }: Extract<BarState, { kind: 'done' }>): string =>
  `mean ${meanText(before)} becomes ${meanText(total)}, ${isSeen(difference) ? 'difference ' : ''}${differenceText(difference)}`;
