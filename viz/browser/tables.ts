import { dataTable } from '../data-table.ts';
import { sections } from '../sections/sections.ts';
import type { View } from '../view.ts';

/** Puts the numbers behind a picture into their place once somebody wants to see them: most are never opened. */
export function fillTable(target: EventTarget | null, view: View): void {
  if (!(target instanceof HTMLDetailsElement) || target.querySelector('table') !== null) return;
  const table = sections.find(({ id }) => id === target.dataset['table'])?.table;
  if (table !== undefined) target.insertAdjacentHTML('beforeend', dataTable(table.rows(view)).markup);
}

/** Sorts the table by the column of the button: numbers largest first, texts from a, then the other way round. */
export function sortTable(button: HTMLElement): void {
  const head = button.closest('th');
  const table = button.closest('table');
  const rows = table?.tBodies[0];
  if (!head || !table || !rows) return;
  const column = head.cellIndex;
  const isNumber = head.classList.contains('number');
  const first = isNumber ? 'descending' : 'ascending';
  const second = isNumber ? 'ascending' : 'descending';
  const order = head.getAttribute('aria-sort') === first ? second : first;
  for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', order);
  const sign = order === 'ascending' ? 1 : -1;
  const sorted = [...rows.rows].sort((a, b) => sign * compare(a.cells[column], b.cells[column]));
  rows.replaceChildren(...sorted);
}

function compare(a: HTMLElement | undefined, b: HTMLElement | undefined): number {
  const [x, y] = [a, b].map((cell) => cell?.dataset['sort'] ?? cell?.textContent ?? '') as [string, string];
  const [n, m] = [Number(x), Number(y)];
  if (Number.isFinite(n) && Number.isFinite(m) && x !== '' && y !== '') return n - m;
  return x < y ? -1 : x > y ? 1 : 0;
}

const SAID_MS = 2000;

/** Puts the table on the clipboard as CSV and says so on the button. */
export async function copyTable(button: HTMLElement): Promise<void> {
  const table = button.closest('.table')?.querySelector('table');
  if (!table) return;
  const label = button.textContent;
  button.textContent = (await copied(toCsv(table))) ? 'Copied' : 'Copying is not allowed here';
  setTimeout(() => {
    button.textContent = label;
  }, SAID_MS);
}

const copied = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

const toCsv = (table: HTMLTableElement): string =>
  [...table.rows].map((row) => [...row.cells].map((cell) => field(cell.textContent)).join(',')).join('\r\n');

/** Spreadsheets run what begins like a formula: a name from the input must not. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
