import type { Actions } from './actions.ts';
import { cardOf } from './cards-surface.ts';
import { formAsked } from './graph-form-buttons.ts';
import type { Page } from './page.ts';
import type { Player } from './replay.ts';
import { fillTable } from './tables.ts';
import { fillThreats } from './threats.ts';

/** Clicks, hovering, focus and fields. A carpet listens for itself. */
export function listenToPointer(page: Page, actions: Actions, player: Player): void {
  const { main, choose, choice, view } = page;

  document.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const button = target.closest<HTMLElement>('[data-action]');
    if (button !== null && !(button instanceof HTMLSelectElement)) {
      // Inside pictures only links take focus and the Enter key.
      event.preventDefault();
      return actions[button.dataset['action'] ?? '']?.(button);
    }
    const card = cardOf(target);
    if (card !== null) choose({ pinned: card, hovered: null });
    else if (target.closest('svg.graph') !== null) choose({ pinned: null, hovered: null });
  });

  // Not pointerover: scrolling moves cards under a pointer that rests, and that is no wish to see them.
  main.addEventListener('pointermove', ({ target, pointerType }) => {
    if (pointerType === 'touch' || isCarpet(target)) return;
    const hovered = cardOf(target) ?? componentOf(target);
    if (hovered !== choice().hovered) choose({ hovered });
  });
  main.addEventListener('pointerleave', () => choose({ hovered: page.surface().focused() }));
  main.addEventListener('focusin', ({ target }) => {
    if (cardOf(target) !== null) choose({ hovered: cardOf(target) });
  });
  main.addEventListener('focusout', ({ target }) => {
    if (cardOf(target) !== null) choose({ hovered: null });
  });

  main.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.id === 'round') {
      player.stop();
      const round = Number(target.value);
      choose({ round: round >= view().lastRound ? null : round });
    }
    if (target.name === 'world') choose({ world: target.value === 'expected' ? null : Number(target.value) });
    reform(target);
  });
  main.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.id === 'scenario') choose({ scenario: Number(target.value) });
    else reform(target);
  });
  const reform = (field: HTMLElement): void => {
    const form = formAsked(choice().form, field);
    if (form !== null) choose({ form });
  };
  // A toggle does not bubble.
  main.addEventListener(
    'toggle',
    ({ target }) => {
      fillTable(target, view());
      fillThreats(target, view());
    },
    true,
  );
}

const isCarpet = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.carpet-frame') !== null;

/** The component that a row of a table or a mark of another picture stands for. */
function componentOf(target: EventTarget | null): number | null {
  if (!(target instanceof Element) || target.closest('.inspector') !== null) return null;
  const row = target.closest('tbody tr');
  const said =
    row?.querySelector<HTMLElement>('th [data-component]') ?? target.closest<HTMLElement>('.picture [data-component]');
  return said == null ? null : Number(said.dataset['component']);
}
