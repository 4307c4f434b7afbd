import { figures } from '../figures/figures.ts';
import type { GraphForm } from '../graph/graph-form.ts';
import type { Moment } from '../graph/moment.ts';
import { inPage, type Picture } from '../picture.ts';
import { dots } from '../sections/in-short.ts';
import type { View } from '../view.ts';
import { dumbbells } from '../what-if/dumbbells.ts';
import { chosenFor } from './choosers.ts';

/** Everything that a place in the page may hold, by name. */
const pictures: Readonly<Record<string, Picture>> = {
  dots,
  'what-if': dumbbells,
  ...Object.fromEntries(figures.map((figure) => [figure.name, figure])),
  ...Object.fromEntries(figures.flatMap(({ parts = {} }) => Object.entries(parts))),
};

export type Drawn = { readonly moment: Moment; readonly form: GraphForm };

/**
 * Draws each picture for the width that its place really has, in px of the design (a wall display enlarges all of them
 * together). Drawings are never scaled down.
 * @param stale - name of a picture that is drawn anew whatever its width
 * @returns names of those that were drawn
 */
export function redrawPictures(root: HTMLElement, view: View, { moment, form }: Drawn, stale?: string): string[] {
  const zoom = designZoom();
  const places = [...root.querySelectorAll<HTMLElement>('[data-picture]')].map((place) => ({
    place,
    width: Math.floor(place.clientWidth / zoom),
  }));
  const drawn: string[] = [];
  for (const { place, width } of places) {
    const name = place.dataset['picture'] ?? '';
    const old = Number(place.querySelector('svg')?.getAttribute('width') ?? 0);
    if (width === 0 || (width === Math.floor(old) && name !== stale)) continue;
    const focused = document.activeElement?.closest('.node')?.getAttribute('data-i');
    const options = { ...inPage(width, moment), form, ...chosenFor(place) };
    // A carpet is empty on the screen, where canvases lie on it.
    const isInteractive = name !== 'graph' || !isOnPaper();
    place.innerHTML = pictures[name]?.draw(view, { ...options, isInteractive })?.markup ?? '';
    if (focused) place.querySelector<SVGElement>(`.node[data-i="${focused}"]`)?.focus();
    drawn.push(name);
  }
  return drawn;
}

const isOnPaper = (): boolean => document.documentElement.dataset['paper'] !== undefined;

/** Px of the screen per px of the design. */
export const designZoom = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
