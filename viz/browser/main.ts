import { unpack } from '../embed.ts';
import { inflated, isCarried } from './inflated.ts';
import { startPage } from './page-state.ts';

/** Entry of the page's code: reads the data that the file carries and brings the drawn page to life. */
void Promise.all([inflated('data'), isCarried('model') ? inflated('model') : null]).then(([data, model]) => {
  const [first, ...others] = unpack(data);
  if (first === undefined) return;
  // Apart from the other data, whose numbers keep only the digits that are shown.
  const details = model === null ? first.details : { ...first.details, model: JSON.parse(model) };
  startPage({ ...first, details, others });
});
