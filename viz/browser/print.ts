import { inspector } from '../graph/inspector.ts';
import { group, h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { fillTable } from './tables.ts';

/** What the page's state lends to paper. */
export type Printed = {
  readonly main: HTMLElement;
  readonly view: () => View;
  /** Draws every picture for the width that its place has now. */
  readonly redraw: () => void;
};

/**
 * Makes the page ready for paper before the browser lays it out: pictures are drawn for a sheet of A4, what the pointer
 * would ask stands below the graph, and the numbers behind pictures without direct labels are open.
 */
export function followPrinting({ main, view, redraw }: Printed): void {
  const opened = new Set<HTMLDetailsElement>();
  const prepare = (): void => {
    if (document.documentElement.dataset['paper'] !== undefined) return;
    document.documentElement.dataset['paper'] = '';
    for (const details of main.querySelectorAll<HTMLDetailsElement>(openOnPaper)) {
      fillTable(details, view());
      if (!details.open) opened.add(details);
      details.open = true;
    }
    main.querySelector('.with-inspector')?.insertAdjacentHTML('afterend', worstThree(view()).markup);
    redraw();
  };
  const restore = (): void => {
    delete document.documentElement.dataset['paper'];
    for (const details of opened) details.open = false;
    opened.clear();
    for (const added of main.querySelectorAll('.on-paper')) added.remove();
    redraw();
  };
  window.addEventListener('beforeprint', prepare);
  window.addEventListener('afterprint', restore);
}

/** Pictures that say their numbers themselves keep their tables closed. */
const openOnPaper = ['ccdf', 'classes'].map((name) => `details[data-table="${name}"]`).join();

const SHOWN = 3;

function worstThree(view: View): Markup {
  const worst = [...view.components.keys()]
    .filter((i) => !view.isEntry[i] && (view.reach[i] ?? 0) > 0)
    .sort((a, b) => (view.reach[b] ?? 0) - (view.reach[a] ?? 0) || a - b)
    .slice(0, SHOWN);
  return h('div', { class: 'on-paper' }, group(worst.map((i) => h('div', { class: 'inspector' }, inspector(view, i)))));
}
