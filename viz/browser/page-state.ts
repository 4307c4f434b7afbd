import { select } from 'd3-selection';
import { worstScenario } from '../../src/measure/worst-scenario.ts';
import { firstInspected } from '../figures/graph.ts';
import { inspector } from '../graph/inspector.ts';
import type { Moment } from '../graph/moment.ts';
import { renderPage } from '../page.ts';
import { type Shown, type View, viewOf } from '../view.ts';
import type { Choice } from './choice.ts';
import { focusCard, highlight, moveFocus, showMoment } from './graph.ts';
import { readHash, writeHash } from './hash.ts';
import { followPrinting } from './print.ts';
import { redrawPictures } from './redraw.ts';
import { createPlayer } from './replay.ts';
import { startSearch } from './search.ts';
import { copyTable, fillTable, sortTable } from './tables.ts';
import { toggleTheme, useTheme } from './theme-toggle.ts';
import { fillThreats, maturityNamed, showLeastMaturity } from './threats.ts';
import { startWhatIf } from './what-if.ts';

const REMEMBER_AFTER_MS = 200;

export function startPage(run: Shown): void {
  const { results } = run;
  const main = document.getElementById('main') as HTMLElement;
  const worst = worstScenario(results);
  let choice: Choice = { scenario: worst, pinned: null, hovered: null, world: null, round: null, maturity: null };
  let view: View = viewOf(run, worst, 'page');

  const moment = (): Moment => ({
    round: Math.min(choice.round ?? view.lastRound, view.lastRound),
    world: view.kept?.worlds[choice.world ?? -1] ?? null,
  });

  function choose(change: Partial<Choice>): void {
    const before = choice;
    choice = { ...choice, ...change };
    if (choice.scenario !== before.scenario) changeScenario();
    if (choice.scenario !== before.scenario || choice.world !== before.world || choice.round !== before.round) {
      showMoment(main, view, moment());
    }
    if (choice.hovered !== before.hovered || choice.pinned !== before.pinned || choice.scenario !== before.scenario)
      inspect();
    if (choice.maturity !== before.maturity) showLeastMaturity(main, choice.maturity);
    remember();
  }

  // Browsers allow some two hundred changes of the address in half a minute: scrubbing makes more.
  let writing: ReturnType<typeof setTimeout> | undefined;
  function remember(): void {
    clearTimeout(writing);
    writing = setTimeout(() => writeHash(view, choice, whatIf?.address()), REMEMBER_AFTER_MS);
  }

  function changeScenario(): void {
    player.stop();
    view = viewOf(whatIf?.enterScenario() ?? run, choice.scenario, 'page');
    const isPicking = document.activeElement?.id === 'scenario';
    renderAll();
    if (isPicking) document.getElementById('scenario')?.focus({ preventScroll: true });
  }

  function renderAll(): void {
    const page = renderPage(view);
    main.innerHTML = page.main.markup;
    select('nav').html(page.links.markup);
    redrawPictures(main, view, moment());
    showLeastMaturity(main, choice.maturity);
  }

  function inspect(): void {
    const shown = choice.hovered ?? choice.pinned;
    select('.inspector').html(inspector(view, shown ?? firstInspected(view))?.markup ?? '');
    if (choice.hovered === null) whatIf?.fill(view, shown ?? firstInspected(view));
    highlight(main, shown, choice.pinned);
  }

  function show(shown: Shown): void {
    player.stop();
    view = viewOf(shown, choice.scenario, 'page');
    renderAll();
    showMoment(main, view, moment());
    inspect();
  }

  function redraw(): void {
    if (redrawPictures(main, view, moment())) {
      showMoment(main, view, moment());
      highlight(main, choice.hovered ?? choice.pinned, choice.pinned);
    }
  }

  function pin(component: number, isFar: boolean): void {
    choose({ pinned: component, hovered: null });
    if (isFar) document.getElementById('graph')?.scrollIntoView();
  }

  const whatIf = startWhatIf(run, { scenario: () => choice.scenario, show, inspect, remember });
  const player = createPlayer({
    round: () => moment().round,
    lastRound: () => view.lastRound,
    show: (round) => choose({ round: round >= view.lastRound ? null : round }),
  });
  const search = startSearch(
    () => view,
    (component) => {
      pin(component, true);
      focusCard(main, component);
    },
  );

  const actions: Readonly<Record<string, (target: HTMLElement) => void>> = {
    theme: () => {
      toggleTheme();
      remember();
    },
    play: () => player.toggle(),
    pin: (target) => pin(Number(target.dataset['component']), target.closest('.inspector') === null),
    scenario: (target) => {
      choose({ scenario: Number(target.dataset['scenario']) });
      main.scrollIntoView();
    },
    maturity: (target) => choose({ maturity: maturityNamed(target.dataset['maturity']) }),
    sort: sortTable,
    'copy-csv': (target) => void copyTable(target),
  };

  document.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const button = target.closest<HTMLElement>('[data-action]');
    if (button) {
      // Inside pictures only links take focus and the Enter key.
      event.preventDefault();
      return actions[button.dataset['action'] ?? '']?.(button);
    }
    const card = cardOf(target);
    if (card !== null) pin(card, false);
    else if (target.closest('.graph') !== null) choose({ pinned: null, hovered: null });
  });
  // Not pointerover: scrolling moves cards under a pointer that rests, and that is no wish to see them.
  main.addEventListener('pointermove', ({ target, pointerType }) => {
    const hovered = cardOf(target);
    if (pointerType !== 'touch' && hovered !== choice.hovered) choose({ hovered });
  });
  main.addEventListener('pointerleave', () => choose({ hovered: null }));
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
      choose({ round: round >= view.lastRound ? null : round });
    }
    if (target.name === 'world') choose({ world: target.value === 'expected' ? null : Number(target.value) });
  });
  // A toggle does not bubble.
  main.addEventListener(
    'toggle',
    ({ target }) => {
      fillTable(target, view);
      fillThreats(target, view);
    },
    true,
  );
  followPrinting({ main, view: () => view, redraw });
  main.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.id === 'scenario') choose({ scenario: Number(target.value) });
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const card = cardOf(event.target);
    const step = (by: number): void => {
      player.stop();
      const round = Math.max(0, Math.min(view.lastRound, moment().round + by));
      choose({ round: round >= view.lastRound ? null : round });
    };
    const keys: Readonly<Record<string, () => void>> = {
      '/': () => search.focus(),
      t: () => actions['theme']?.(main),
      '[': () => step(-1),
      ']': () => step(1),
      Escape: () => choose({ pinned: null, hovered: null }),
      ...(card === null
        ? event.target instanceof Element && event.target.closest('button, a, summary, select, input') !== null
          ? {}
          : { ' ': () => player.toggle() }
        : {
            Enter: () => pin(card, false),
            ' ': () => pin(card, false),
            ArrowLeft: () => moveFocus(main, view, card, 'left', event.shiftKey),
            ArrowRight: () => moveFocus(main, view, card, 'right', event.shiftKey),
            ArrowUp: () => moveFocus(main, view, card, 'up', event.shiftKey),
            ArrowDown: () => moveFocus(main, view, card, 'down', event.shiftKey),
          }),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });

  function followHash(): void {
    const asked = readHash();
    if (asked.theme !== null) useTheme(asked.theme);
    const scenario = results.scenarios.findIndex(({ id }) => id === asked.scenario);
    choose({ scenario: scenario < 0 ? worst : scenario });
    const component = view.positionOf.get(asked.component ?? '');
    const world = view.kept?.worlds.findIndex(({ label }) => label.replace(' 5 %', '') === asked.world) ?? -1;
    choose({ pinned: component ?? null, world: world < 0 ? null : world, round: asked.round });
    choose({ maturity: maturityNamed(asked.maturity) });
    whatIf?.follow(asked.changes);
    if (asked.section !== '' && location.hash.includes('?')) document.getElementById(asked.section)?.scrollIntoView();
  }

  // A link to a section carries no state: what is chosen stays.
  window.addEventListener('hashchange', () => (location.hash.includes('?') ? followHash() : remember()));
  new ResizeObserver(() => requestAnimationFrame(redraw)).observe(main);
  renderAll();
  followHash();
  main.dataset['ready'] = '';
}

function cardOf(target: EventTarget | null): number | null {
  const card = target instanceof Element ? target.closest<SVGGElement>('.node') : null;
  return card === null ? null : Number(card.dataset['i']);
}

/** A key belongs to the field it is typed into; ranges and radios keep their own keys too. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && target.type === 'search');
