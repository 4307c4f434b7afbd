import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { filledThreats } from '../threats/folded-threats.ts';
import type { View } from '../view.ts';

/** Puts what is known of threats into their fold once somebody opens it: of hundreds few are read. */
export function fillThreats(target: EventTarget | null, view: View): void {
  if (!(target instanceof HTMLDetailsElement)) return;
  const asked = target.dataset['threats'];
  const list = target.querySelector('ul');
  if (asked === undefined || list === null || 'filled' in target.dataset) return;
  target.dataset['filled'] = '';
  list.innerHTML = filledThreats(view, asked).markup;
}

/** Shows only threats that are at least so well attested, and which button says so; the style sheet does the rest. */
export function showLeastMaturity(main: HTMLElement, least: Maturity | null): void {
  const buttons = [...main.querySelectorAll<HTMLElement>('[data-action="maturity"]')];
  const isOffered = buttons.some((button) => button.dataset['maturity'] === least);
  delete main.dataset['least'];
  if (least !== null && isOffered) main.dataset['least'] = least;
  for (const button of buttons)
    button.setAttribute('aria-pressed', String(maturityNamed(button.dataset['maturity']) === least));
}

/** Null where nothing is hidden: the least of them, or no maturity at all. */
export const maturityNamed = (text: string | null | undefined): Maturity | null =>
  maturities.find((one) => one === text && one !== 'feasible') ?? null;
