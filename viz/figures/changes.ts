import { h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { changesLabel, changesView, MOST_CHANGES } from './changes-view.ts';
import { comparisons } from './comparisons.ts';
import type { Figure } from './figure.ts';

/** What each change is worth, ranked: every control switched off by itself, every other value of a setting, every other run. */
export const changes: Figure = {
  name: 'changes',
  link: null,
  title: 'What each change is worth',
  lede: (view) =>
    `Hollow is ${comparisons(view)[0]?.from ?? 'now'}, solid after the change; at the right the difference in components reached with its 95 % interval, ${
      view.others.length > 0 ? 'not paired' : 'in the same worlds'
    }. Where that holds 0, no difference was seen.${more(view)}`,
  usualWidth: 1140,
  draw: (view, { width, palette }) => {
    const all = comparisons(view);
    return all.length < 2 ? null : changesView(all, { width, palette });
  },
  label: (view) => changesLabel(comparisons(view)),
  isFor: (view) => comparisons(view).length > 1,
  needs: 'a suite that switches at least two controls off or varies a setting, or two further runs',
  body: (view, place): Markup => h('figure', { 'aria-label': changesLabel(comparisons(view)) }, place()),
};

function more(view: View): string {
  const { length } = comparisons(view);
  return length > MOST_CHANGES ? ` The largest ${MOST_CHANGES} of ${length}; the table below has all.` : '';
}
