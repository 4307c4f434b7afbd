import type { CardPlace } from './card.ts';
import type { Scene } from './scene.ts';

/** The tab index of each card: one component takes the focus, arrows lead to the others; cells are links. */
export function tabStops({ cards }: Scene, isInteractive: boolean): CardPlace['button'][] {
  const entry = cards.findIndex(({ isEntry, opens }) => isEntry && opens === null);
  const first = Math.max(0, entry);
  return cards.map(({ opens }, i) => (!isInteractive ? null : i === first || opens !== null ? 0 : -1));
}
