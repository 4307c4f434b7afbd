import { unpack } from '../embed.ts';
import { startPage } from './page-state.ts';

/** Entry of the page's code: reads the data that the file carries and brings the drawn page to life. */
const data = document.getElementById('data')?.textContent;
if (data) {
  const { results, details } = unpack(data);
  startPage(results, details);
}
