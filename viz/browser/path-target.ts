import { pathsSentence, pathTargetOf, waysBehindMore } from '../figures/paths.ts';
import type { View } from '../view.ts';

/** To which component the ways are shown: the pinned one, or what the select beside them says. */
export type PathTargets = {
  /** After something was pinned, or written anew. Pictures that no longer fit are empty afterwards. */
  readonly follow: (view: View, pinned: number | null) => void;
};

export type PathTargetWishes = {
  readonly view: () => View;
  readonly pin: (component: number) => void;
  /** Draws what is empty. */
  readonly redraw: () => void;
};

export function startPathTargets(main: HTMLElement, { view, pin, redraw }: PathTargetWishes): PathTargets {
  let shown: { readonly place: Element; readonly pinned: number | null } | null = null;
  main.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.id !== 'path-target') return;
    const component = pathTargetOf(view(), target.value);
    if (typeof component === 'number') return pin(component);
    showPathsTo(main, view(), target.value);
    redraw();
  });
  return {
    follow: (now, pinned) => {
      const place = main.querySelector('[data-picture="paths"]');
      if (place === null || (place === shown?.place && pinned === shown.pinned)) return;
      shown = { place, pinned };
      showPathsTo(main, now, pinned === null ? undefined : now.components[pinned]?.id);
    },
  };
}

/** @param choice - id of the component, or what stands for any; undefined: where most is at stake */
function showPathsTo(main: HTMLElement, view: View, choice: string | undefined): void {
  const target = pathTargetOf(view, choice);
  const select = main.querySelector<HTMLSelectElement>('#path-target');
  if (select !== null) choose(select, choice, typeof target === 'number' ? (view.components[target]?.name ?? '') : '');
  const sentence = main.querySelector('.path-target p');
  if (sentence !== null) sentence.innerHTML = pathsSentence(view, target).markup;
  main.querySelector('.more-paths')?.toggleAttribute('hidden', waysBehindMore(view, target) === 0);
  for (const place of main.querySelectorAll<HTMLElement>('[data-picture^="paths"]')) {
    place.replaceChildren();
    if (choice === undefined) delete place.dataset['choice'];
    else place.dataset['choice'] = choice;
  }
}

/** A component to which no way was seen is not in the list until somebody asks for it. */
function choose(select: HTMLSelectElement, choice: string | undefined, name: string): void {
  if (choice === undefined) {
    select.selectedIndex = 0;
    return;
  }
  if (![...select.options].some(({ value }) => value === choice)) select.add(new Option(name, choice));
  select.value = choice;
}
