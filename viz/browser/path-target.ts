import { pathsSentence, pathTargetOf, waysBehindMore } from '../figures/paths.ts';
import type { View } from '../view.ts';

/**
 * Shows the ways to another component; pictures are empty afterwards, until they are drawn.
 * @param choice - its id, or what stands for any; undefined: where most is at stake
 */
export function showPathsTo(root: HTMLElement, view: View, choice: string | undefined): void {
  const select = root.querySelector<HTMLSelectElement>('#path-target');
  if (select === null) return;
  const target = pathTargetOf(view, choice);
  choose(select, choice, typeof target === 'number' ? (view.components[target]?.name ?? '') : '');
  const sentence = root.querySelector('.path-target p');
  if (sentence !== null) sentence.innerHTML = pathsSentence(view, target).markup;
  root.querySelector('.more-paths')?.toggleAttribute('hidden', waysBehindMore(view, target) === 0);
  for (const place of root.querySelectorAll<HTMLElement>('[data-picture^="paths"]')) {
    place.replaceChildren();
    if (choice === undefined) delete place.dataset['choice'];
    else place.dataset['choice'] = choice;
  }
}

/** A component to which no way was seen is not in the list until somebody asks for it. */
function choose(select: HTMLSelectElement, choice: string | undefined, name: string): void {
  if (choice === undefined) select.selectedIndex = 0;
  else {
    if (![...select.options].some(({ value }) => value === choice)) select.add(new Option(name, choice));
    select.value = choice;
  }
}
