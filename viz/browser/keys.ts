import type { Actions } from './actions.ts';
import { nearestThatWay, neighboursOf, type Way } from './graph-surface.ts';
import { isHelpOpen } from './help.ts';
import type { Page } from './page.ts';
import type { Player } from './replay.ts';
import { isMenuOpen } from './sections-menu.ts';
import { useEntry } from './use-entry.ts';

/** Single keys, as help lists them. A key belongs to the field that it is typed into. */
export function listenToKeys(
  page: Page,
  actions: Actions,
  player: Player,
  search: { readonly focus: () => void },
): void {
  const { main, choose, choice, surface } = page;

  const anywhere: Readonly<Record<string, () => void>> = {
    '/': search.focus,
    '?': () => actions['help']?.(main),
    t: () => actions['theme']?.(main),
    '[': () => step(-1),
    ']': () => step(1),
    Escape: free,
    e: () => {
      const component = choice().hovered ?? choice().pinned;
      if (component !== null) useEntry(page, component);
    },
    '+': () => surface().zoom?.(KEY_ZOOM),
    '=': () => surface().zoom?.(KEY_ZOOM),
    '-': () => surface().zoom?.(1 / KEY_ZOOM),
    '0': () => surface().zoom?.('whole'),
  };
  const onComponent: Readonly<Record<string, (component: number, isShift: boolean) => void>> = {
    Enter: (component) => choose({ pinned: component, hovered: null }),
    ' ': (component) => choose({ pinned: component, hovered: null }),
    ArrowLeft: (component, isShift) => move(component, 'left', isShift),
    ArrowRight: (component, isShift) => move(component, 'right', isShift),
    ArrowUp: (component, isShift) => move(component, 'up', isShift),
    ArrowDown: (component, isShift) => move(component, 'down', isShift),
    o: openColumn,
  };

  document.addEventListener('keydown', (event) => {
    const { key, target, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target) || isHelpOpen()) return;
    // The menu of sections closes first.
    if (key === 'Escape' && isMenuOpen()) return;
    const component = surface().focused();
    const own = component === null ? undefined : onComponent[key];
    const act = key === ' ' && component === null && !isControl(target) ? () => player.toggle() : anywhere[key];
    if (own === undefined && act === undefined) return;
    event.preventDefault();
    if (own !== undefined && component !== null) own(component, shiftKey);
    else act?.();
  });

  function step(by: number): void {
    player.stop();
    const { lastRound } = page.view();
    const round = Math.max(0, Math.min(lastRound, page.moment().round + by));
    choose({ round: round >= lastRound ? null : round });
  }

  /** First what is pinned, then an opened column. */
  function free(): void {
    const { pinned, hovered, form } = choice();
    if (pinned === null && hovered === null && form.openGroup !== null) choose({ form: { ...form, openGroup: null } });
    else choose({ pinned: null, hovered: null });
  }

  function move(component: number, way: Way, isRelated: boolean): void {
    const view = page.view();
    const candidates = isRelated ? neighboursOf(view, component) : view.components.keys();
    const next = nearestThatWay(surface(), candidates, component, way);
    if (next !== null) surface().focus(next);
  }

  function openColumn(component: number): void {
    const group = groupNameOf(page, component);
    if (group !== null) choose({ form: { ...choice().form, openGroup: group } });
  }
}

const KEY_ZOOM = 1.5;

const groupNameOf = (page: Page, component: number): string | null => page.surface().groupOf?.(component) ?? null;

/** Ranges and radios keep their own keys too, but for letters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'button'].includes(target.type));

/** What has a use of its own for the space bar. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, select, input') !== null;
