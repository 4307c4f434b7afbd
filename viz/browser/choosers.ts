/**
 * Selects beside a picture that say what it shows; `data-chooses` names the picture, the value becomes its choice.
 * @param redraw - draws the picture of that name anew
 */
export function startChoosers(main: HTMLElement, redraw: (picture: string) => void): void {
  main.addEventListener('change', ({ target }) => {
    const picture = target instanceof HTMLSelectElement ? target.dataset['chooses'] : undefined;
    if (picture === undefined) return;
    for (const place of main.querySelectorAll<HTMLElement>(`[data-picture="${picture}"]`)) {
      place.dataset['choice'] = (target as HTMLSelectElement).value;
    }
    redraw(picture);
  });
}

/** What was chosen for the picture in this place; undefined: what it shows by itself. */
export const chosenFor = ({ dataset }: HTMLElement): { readonly choice?: string } =>
  dataset['choice'] ? { choice: dataset['choice'] } : {};
