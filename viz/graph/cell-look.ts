import { fixed } from '../numbers.ts';
import type { View } from '../view.ts';
import type { Look } from './moment.ts';

/** How a card looks that stands for several components: "6.2 of 13", entry points left out. */
export function cellLook({ components, isEntry }: View, members: readonly number[], looks: readonly Look[]): Look {
  let [reached, size, isCertain] = [0, 0, true];
  for (const i of members) {
    if (isEntry[i]) continue;
    const share = looks[i]?.share ?? 0;
    const count = components[i]?.count ?? 1;
    reached += share * count;
    size += count;
    if (share > 0 && share < 1) isCertain = false;
  }
  if (size === 0) return { share: members.length > 0 ? 1 : 0, note: 'entry point' };
  const isWhole = isCertain || (size >= 100 && reached >= 10);
  const number = isWhole ? fixed(reached, 0) : reached < 0.05 ? '<0.1' : fixed(reached, 1);
  return { share: reached / size, note: `${number} of ${size}` };
}
