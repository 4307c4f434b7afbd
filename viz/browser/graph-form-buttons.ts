import type { GraphForm } from '../graph/graph-form.ts';
import { percent } from '../numbers.ts';

/** The form that a button or field of the graph's tool bar asks for; null if it is none of them. */
export function formAsked(form: GraphForm, target: HTMLElement): GraphForm | null {
  switch (target.dataset['action']) {
    case 'graph-by': {
      const by = byNamed(target instanceof HTMLSelectElement ? target.value : target.dataset['by']);
      return by === null ? null : { ...form, by, openGroup: null };
    }
    case 'graph-matrix':
      return { ...form, isMatrix: !form.isMatrix };
    case 'open-group': {
      const asked = (target instanceof HTMLSelectElement ? target.value : target.dataset['group']) ?? '';
      return { ...form, openGroup: asked === '' || asked === form.openGroup ? null : asked };
    }
    default:
      return target.id === 'least-share' && target instanceof HTMLInputElement
        ? // At its left end as many relations as the form shows by itself.
          { ...form, leastShare: shareIn(target) || null }
        : null;
  }
}

/** Says on the tool bar what is chosen. */
export function showForm(main: HTMLElement, form: GraphForm): void {
  for (const button of main.querySelectorAll<HTMLElement>('button[data-action="graph-by"]'))
    button.setAttribute('aria-pressed', String(button.dataset['by'] === form.by));
  for (const button of main.querySelectorAll<HTMLElement>('button[data-action="graph-matrix"]'))
    button.setAttribute('aria-pressed', String(form.isMatrix));
  for (const button of main.querySelectorAll<HTMLElement>('button[data-action="open-group"][aria-pressed]'))
    button.setAttribute('aria-pressed', String(button.dataset['group'] === form.openGroup));
  for (const select of main.querySelectorAll<HTMLSelectElement>('select[data-action="graph-by"]'))
    select.value = form.by;
  for (const select of main.querySelectorAll<HTMLSelectElement>('select[data-action="open-group"]'))
    select.value = form.openGroup ?? '';
  showLeastShare(main, form.leastShare);
}

function showLeastShare(main: HTMLElement, share: number | null): void {
  const field = main.querySelector<HTMLInputElement>('#least-share');
  if (field === null) return;
  const output = main.querySelector<HTMLElement>('output[for="least-share"]');
  const text = share === null ? (output?.dataset['unset'] ?? '') : percent(share);
  field.value = String((share ?? 0) * (Number(field.max) > 1 ? 100 : 1));
  field.setAttribute('aria-valuetext', share === null ? 'as many as fit' : `${text} of worlds`);
  if (output !== null) output.textContent = text;
}

export const byNamed = (text: string | null | undefined): GraphForm['by'] | null =>
  (['component', 'group', 'layer'] as const).find((by) => by === text) ?? null;

/** The slider counts in shares, or in percent if it reaches beyond 1. */
const shareIn = ({ value, max }: HTMLInputElement): number => Number(value) / (Number(max) > 1 ? 100 : 1);
