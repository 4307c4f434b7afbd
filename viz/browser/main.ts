import type { Details, Results } from '../../src/measure/results.ts';
import { startPage } from './page-state.ts';

/** Entry of the page's code: reads the data that the file carries and brings the drawn page to life. */
const data = document.getElementById('data')?.textContent;
if (data) {
  const { results, details } = JSON.parse(data) as { results: Results; details: Details };
  startPage(results, details);
}
