import { type Edit, subjectOf, withEdit, withoutSubject } from '../what-if/edit.ts';

/** The change that a field makes; null if it is back at what the run has. */
export type Change = { readonly edit: Edit; readonly isBack: boolean };

/** What a field of the page, moved by the reader, asks for; null if it is none. Every field says what the run has. */
export function changeOf(field: Element): Change | null {
  if (field instanceof HTMLSelectElement && field.dataset['edit'] === 'entry') {
    if (field.value === '') return null;
    return { edit: { kind: 'entry', components: [field.value] }, isBack: field.value === field.dataset['before'] };
  }
  if (!(field instanceof HTMLElement) || field.dataset['edit'] === undefined) return null;
  // Written by the page itself: see fields.ts.
  const edit = JSON.parse(field.dataset['edit']) as Edit;
  if (!(field instanceof HTMLInputElement)) return { edit, isBack: field.getAttribute('aria-pressed') === 'true' };
  const { before } = field.dataset;
  if (field.type !== 'checkbox') {
    return { edit: { ...edit, value: Number(field.value) } as Edit, isBack: field.value === before };
  }
  const isBack = String(field.checked) === before;
  const isOn = field.checked;
  return { edit: edit.kind === 'control' ? { ...edit, isOn } : ({ ...edit, isExposed: isOn } as Edit), isBack };
}

export const changed = (edits: readonly Edit[], { edit, isBack }: Change): readonly Edit[] =>
  isBack ? withoutSubject(edits, subjectOf(edit)) : withEdit(edits, edit);
