import { inspector } from '../graph/inspector.ts';
import { group, h, type Markup } from '../markup.ts';
import { thousands } from '../numbers.ts';
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
      if (details.open || !isForPaper(details)) continue;
      opened.add(details);
      details.open = true;
    }
    for (const table of main.querySelectorAll<HTMLTableElement>('.data')) sayWhatIsLeftOut(table);
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

/** A table that would fill sheets, or be cut at their edge, stays in the file. */
function isForPaper(details: HTMLDetailsElement): boolean {
  const table = details.querySelector('table');
  return table !== null && table.rows.length <= MOST_OPENED && (table.rows[0]?.cells.length ?? 0) <= MOST_COLUMNS;
}

const MOST_OPENED = 30;
const MOST_COLUMNS = 9;
/** As the style sheet for paper has it. */
const MOST_ROWS = 60;

function sayWhatIsLeftOut(table: HTMLTableElement): void {
  const rows = table.tBodies[0]?.rows.length ?? 0;
  if (rows <= MOST_ROWS) return;
  const text = `The first ${MOST_ROWS} of ${thousands(rows)} rows; the report on the screen has all of them.`;
  table.closest('.table')?.insertAdjacentHTML('afterend', h('p', { class: 'note on-paper' }, text).markup);
}

const SHOWN = 3;

function worstThree(view: View): Markup {
  const worst = [...view.components.keys()]
    .filter((i) => !view.isEntry[i] && (view.reach[i] ?? 0) > 0)
    .sort((a, b) => (view.reach[b] ?? 0) - (view.reach[a] ?? 0) || a - b)
    .slice(0, SHOWN);
  return h('div', { class: 'on-paper' }, group(worst.map((i) => h('div', { class: 'inspector' }, inspector(view, i)))));
}
