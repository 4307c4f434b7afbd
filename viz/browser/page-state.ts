import { firstInspected } from '../figures/graph.ts';
import { isGathered } from '../graph/graph-form.ts';
import { inspector, thenMarkup } from '../graph/inspector.ts';
import type { Moment } from '../graph/moment.ts';
import { type Shown, type View, viewOf } from '../view.ts';
import { createActions } from './actions.ts';
import { createBrush } from './brushing.ts';
import { cardsSurface } from './cards-surface.ts';
import { carpetSurface } from './carpet-surface.ts';
import { type Choice, firstChoice } from './choice.ts';
import { startChoosers } from './choosers.ts';
import { followHash } from './follow-hash.ts';
import { showForm } from './graph-form-buttons.ts';
import type { GraphSurface } from './graph-surface.ts';
import { writeHash } from './hash.ts';
import { listenToKeys } from './keys.ts';
import type { Page } from './page.ts';
import { createSections } from './page-sections.ts';
import { startPathTargets } from './path-target.ts';
import { listenToPointer } from './pointer.ts';
import { followPrinting } from './print.ts';
import { redrawPictures } from './redraw.ts';
import { createPlayer } from './replay.ts';
import { showScrubber } from './scrubber.ts';
import { startSearch } from './search.ts';
import { closeMenuOnChoice } from './sections-menu.ts';
import { showLeastMaturity } from './threats.ts';
import { startWhatIf } from './what-if.ts';

const REMEMBER_AFTER_MS = 200;

/** Brings the drawn page to life: one choice, and everything on screen follows from it. */
export function startPage(run: Shown): Page {
  const main = document.getElementById('main') as HTMLElement;
  const first = firstChoice(run);
  let choice: Choice = first;
  let view: View = viewOf(run, choice.scenario, 'page');
  let surface: GraphSurface = cardsSurface(main);
  const brush = createBrush(main);
  const sections = createSections(main, (part) => draw(part));
  const pathTargets = startPathTargets(main, {
    view: () => view,
    pin: (pinned) => choose({ pinned, hovered: null }),
    redraw: () => draw(main),
  });

  const moment = (): Moment => ({
    round: Math.min(choice.round ?? view.lastRound, view.lastRound),
    world: view.kept?.worlds[choice.world ?? -1] ?? null,
  });

  function choose(change: Partial<Choice>): void {
    const before = choice;
    choice = { ...choice, ...change };
    const isOther = (...keys: readonly (keyof Choice)[]): boolean => keys.some((key) => choice[key] !== before[key]);
    if (isOther('scenario')) enter(whatIf?.enterScenario() ?? run);
    else if (isOther('form')) draw(main, 'graph');
    // What several relations did in one world is another drawing.
    else if (isOther('world', 'round') && isGathered(choice.form) && (choice.world ?? before.world) !== null)
      draw(main, 'graph');
    else if (isOther('world', 'round')) showMoment();
    if (isOther('pinned')) draw(main);
    if (isOther('hovered', 'pinned') && !isOther('scenario')) inspect();
    if (isOther('lens')) surface.look?.();
    if (isOther('maturity')) showLeastMaturity(main, choice.maturity);
    remember();
  }

  // Browsers allow some two hundred changes of the address in half a minute: scrubbing makes more.
  let writing: ReturnType<typeof setTimeout> | undefined;
  function remember(): void {
    clearTimeout(writing);
    writing = setTimeout(() => writeHash(view, choice, whatIf?.address()), REMEMBER_AFTER_MS);
  }

  /** Another scenario, or another run: everything is written anew, and whoever is at the picker stays there. */
  function enter(shown: Shown, isAsSent = false): void {
    player.stop();
    view = viewOf(shown, choice.scenario, 'page');
    const isPicking = document.activeElement?.id === 'scenario';
    const focused = surface.focused();
    sections.show(view, isAsSent);
    if (isPicking) document.getElementById('scenario')?.focus({ preventScroll: true });
    if (focused !== null) surface.focus(focused);
  }

  /** Pictures go into their places; what is chosen is shown in them. */
  function draw(part: HTMLElement, stale?: string): void {
    pathTargets.follow(view, choice.pinned);
    const focused = surface.focused();
    const drawn = redrawPictures(part, view, { moment: moment(), form: choice.form }, stale);
    brush.forget();
    if (part === main) showLeastMaturity(main, choice.maturity);
    if (drawn.includes('graph')) renewGraph(focused);
    else brush.mark(choice.hovered ?? choice.pinned);
  }

  function renewGraph(focused: number | null): void {
    surface.close?.();
    surface = surfaceNow();
    showForm(main, choice.form);
    showMoment();
    inspect();
    if (focused !== null) surface.focus(focused);
  }

  function surfaceNow(): GraphSurface {
    const carpet = main.querySelector('.picture[data-picture="graph"] > .carpet');
    if (carpet?.parentElement == null) return cardsSurface(main);
    return carpetSurface(carpet.parentElement, view, moment(), {
      form: () => choice.form,
      lens: () => choice.lens,
      hover: (hovered) => hovered !== choice.hovered && choose({ hovered }),
      pin: (pinned) => choose({ pinned, hovered: null }),
      free: () => choose({ pinned: null, hovered: null }),
      openGroup: (openGroup) => choose({ form: { ...choice.form, openGroup } }),
      setLens: (lens) => choose({ lens }),
    });
  }

  function showMoment(): void {
    surface.show(view, moment());
    showScrubber(main, view, moment());
    // Sixty times a second: of the place beside the graph only the line that can have changed.
    const then = main.querySelector('.inspector .then');
    if (then !== null) then.innerHTML = thenMarkup(view, inspected(), moment()).markup;
  }

  function inspect(): void {
    const picked = choice.hovered ?? choice.pinned;
    const place = main.querySelector('.inspector');
    if (place !== null) place.innerHTML = inspector(view, inspected(), moment())?.markup ?? '';
    if (choice.hovered === null || choice.hovered === choice.pinned) whatIf?.fill(view, inspected());
    surface.highlight(picked, choice.pinned);
    brush.mark(picked);
  }

  const inspected = (): number => choice.hovered ?? choice.pinned ?? firstInspected(view);

  const whatIf = startWhatIf(run, {
    scenario: () => choice.scenario,
    show: (shown) => enter(shown),
    inspect,
    remember,
  });
  const player = createPlayer({
    round: () => moment().round,
    lastRound: () => view.lastRound,
    show: (round) => choose({ round: round >= view.lastRound ? null : round }),
  });
  const page: Page = {
    main,
    view: () => view,
    choice: () => choice,
    moment,
    surface: () => surface,
    choose,
    show: (shown) => enter(shown),
    inspect,
    remember,
  };
  const search = startSearch(
    () => view,
    (component) => {
      choose({ pinned: component, hovered: null });
      document.getElementById('graph')?.scrollIntoView();
      surface.focus(component);
    },
  );
  const actions = createActions(page, player);
  listenToPointer(page, actions, player);
  listenToKeys(page, actions, player, search);
  startChoosers(main, (picture) => draw(main, picture));
  window.addEventListener('beforeprint', sections.finish);
  closeMenuOnChoice();
  followPrinting({ main, view: () => view, redraw: () => draw(main, 'graph') });
  new ResizeObserver(() => requestAnimationFrame(() => draw(main))).observe(main);
  const follow = (): void => followHash(page, first, whatIf, sections.finish);
  // A link to a section carries no state: what is chosen stays.
  window.addEventListener('hashchange', () => (location.hash.includes('?') ? follow() : remember()));
  enter(run, true);
  follow();
  main.dataset['ready'] = '';
  return page;
}
