import { h } from '../markup.ts';
import { percent } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';

const MOST_SHOWN = 12;

/** Finds components by name, id, kind, zone and tag; Enter or a click chooses one. */
export function startSearch(view: () => View, choose: (component: number) => void): { readonly focus: () => void } {
  const input = document.getElementById('find') as HTMLInputElement | null;
  const list = document.getElementById('found');
  if (input === null || list === null) return { focus: () => undefined };
  let found: number[] = [];
  let active = 0;

  function show(): void {
    const isOpen = found.length > 0;
    list?.toggleAttribute('hidden', !isOpen);
    input?.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) input?.setAttribute('aria-activedescendant', `found-${active}`);
    else input?.removeAttribute('aria-activedescendant');
    if (list) list.innerHTML = found.map((i, k) => option(view(), i, k, k === active).markup).join('');
  }

  function take(k: number): void {
    const component = found[k];
    close();
    if (component !== undefined) choose(component);
  }

  function close(): void {
    found = [];
    if (input) input.value = '';
    show();
  }

  input.addEventListener('input', () => {
    found = matches(view(), input.value);
    active = 0;
    show();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      close();
      input.blur();
    } else if (event.key === 'Enter') take(active);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const by = event.key === 'ArrowDown' ? 1 : -1;
      active = (active + by + found.length) % Math.max(1, found.length);
      show();
    } else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => {
    found = [];
    show();
  });
  // Before the field loses focus, which closes the list.
  list.addEventListener('pointerdown', (event) => {
    const row = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (row === null) return;
    event.preventDefault();
    take([...list.children].indexOf(row));
  });
  return { focus: () => input.focus() };
}

function matches({ components }: View, typed: string): number[] {
  const wanted = fold(typed.trim());
  if (wanted === '') return [];
  const hits = components.flatMap(({ id, name: title, kind, zone, tags }, i) => {
    const at = fold(title).indexOf(wanted);
    const isElsewhere = [id, kind, zone ?? '', ...tags].some((text) => fold(text).includes(wanted));
    return at >= 0 ? [{ i, rank: at }] : isElsewhere ? [{ i, rank: 1000 }] : [];
  });
  return hits
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .slice(0, MOST_SHOWN)
    .map(({ i }) => i);
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const option = ({ components, reach, isEntry }: View, i: number, k: number, isActive: boolean) =>
  h(
    'li',
    { id: `found-${k}`, role: 'option', 'aria-selected': String(isActive) },
    name(components[i]?.name ?? ''),
    h('span', {}, `${components[i]?.kind}, ${isEntry[i] ? 'entry' : percent(reach[i] ?? 0)}`),
  );
