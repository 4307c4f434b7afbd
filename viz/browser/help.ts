import { h } from '../markup.ts';

/** What the keys do, in the order in which help lists them. */
const keyList: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['/'], 'find a component by name, kind, zone or tag'],
  [['←', '↑', '↓', '→'], 'to the nearest component that way'],
  [['Shift', '←', '↑', '↓', '→'], 'along a relation'],
  [['Enter'], 'pin the component'],
  [['Esc'], 'let it go; close an opened column'],
  [['e'], 'make it the entry point'],
  [['o'], 'open its column'],
  [['space'], 'play or pause the spread'],
  [['[', ']'], 'a round back, a round on'],
  [['+', '−', '0'], 'nearer, further, all of a large graph; Ctrl and the wheel too'],
  [['t'], 'light or dark'],
  [['?'], 'this list'],
];

let dialog: HTMLDialogElement | null = null;

export const isHelpOpen = (): boolean => dialog?.open === true;

/** Opens the list of keys; Esc, its button or a second `?` closes it, and focus goes back to where it was. */
export function toggleHelp(): void {
  dialog ??= createDialog();
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

function createDialog(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'help';
  made.setAttribute('aria-labelledby', 'help-title');
  made.innerHTML = contents.markup;
  made.querySelector('button')?.addEventListener('click', () => made.close());
  made.addEventListener('keydown', (event) => {
    if (event.key === '?') made.close();
  });
  // The ground around the dialog belongs to it too.
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  document.body.append(made);
  return made;
}

const contents = h(
  'div',
  {},
  h('h2', { id: 'help-title' }, 'Keys'),
  h(
    'dl',
    {},
    keyList.map(([keys, what]) =>
      h(
        'div',
        {},
        h(
          'dt',
          {},
          keys.map((key, i) => [i > 0 && ' ', h('kbd', {}, key)]),
        ),
        h('dd', {}, what),
      ),
    ),
  ),
  h('button', { type: 'button', class: 'action' }, 'Close'),
);
