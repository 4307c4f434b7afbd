import { figures } from '../figures/figures.ts';
import type { Moment } from '../graph/moment.ts';
import { inPage, type Picture } from '../picture.ts';
import { dots } from '../sections/in-short.ts';
import type { View } from '../view.ts';

/** Everything that a place in the page may hold, by name. */
const pictures: Readonly<Record<string, Picture>> = {
  dots,
  ...Object.fromEntries(figures.map((figure) => [figure.name, figure])),
  ...Object.fromEntries(figures.flatMap(({ parts = {} }) => Object.entries(parts))),
};

/**
 * Draws each picture for the width that its place really has, in px of the design (a wall display enlarges all of them
 * together). Drawings are never scaled down.
 * @returns whether any was drawn
 */
export function redrawPictures(root: HTMLElement, view: View, moment: Moment): boolean {
  const zoom = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  const places = [...root.querySelectorAll<HTMLElement>('[data-picture]')].map((place) => ({
    place,
    width: Math.floor(place.clientWidth / zoom),
  }));
  let isAny = false;
  for (const { place, width } of places) {
    const drawn = Number(place.querySelector('svg')?.getAttribute('width') ?? 0);
    if (width === 0 || width === Math.floor(drawn)) continue;
    const focused = document.activeElement?.closest('.node')?.getAttribute('data-i');
    const picture = pictures[place.dataset['picture'] ?? ''];
    place.innerHTML = picture?.draw(view, inPage(width, moment))?.markup ?? '';
    if (focused) place.querySelector<SVGElement>(`.node[data-i="${focused}"]`)?.focus();
    isAny = true;
  }
  return isAny;
}
