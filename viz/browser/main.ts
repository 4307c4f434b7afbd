import { unpack } from '../embed.ts';
import { inflated } from './inflated.ts';
import { startPage } from './page-state.ts';

/** Entry of the page's code: reads the data that the file carries and brings the drawn page to life. */
void inflated('data').then((data) => {
  const [first, ...others] = unpack(data);
  if (first !== undefined) startPage({ ...first, others });
});
