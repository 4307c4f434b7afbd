import { renderPage } from '../page.ts';
import { pageHead } from '../page-head.ts';
import { renderSections, type Section } from '../sections/section.ts';
import { sections } from '../sections/sections.ts';
import type { View } from '../view.ts';

/**
 * The sections of the page, drawn anew for a view. A page of a few hundred components is written at once. Beyond that
 * a thousand rows would keep the reader waiting: first comes what is on the screen, the rest while the browser has
 * nothing else to do, within a second or two; until then the old ones stay, so that nothing jumps. All of it is in the
 * document in the end: the browser's own search, links into the page and readers of screens find everything.
 */
export type PageSections = {
  /** @param isAsSent - the file's own sections show this view already */
  readonly show: (view: View, isAsSent: boolean) => void;
  /** Writes what is still waiting: for print, or because the address asks for it. */
  readonly finish: () => void;
};

const MOST_AT_ONCE = 300;

/** @param drawn - after sections were written, before they are painted: pictures go into their places */
export function createSections(main: HTMLElement, drawn: (part: HTMLElement) => void): PageSections {
  let waiting: Section[] = [];
  let view: View | null = null;
  let turn: number | undefined;

  function show(next: View, isAsSent: boolean): void {
    view = next;
    if (turn !== undefined) stopWaiting(turn);
    delete main.dataset['complete'];
    main.classList.toggle('large', isLarge(view));
    if (isLarge(view)) begin(view, isAsSent);
    else {
      main.innerHTML = renderPage(view).main.markup;
      drawn(main);
      complete();
    }
  }

  /** Only what is written is drawn: to measure the width of a place lays out all that is new above it. */
  function begin(view: View, isAsSent: boolean): void {
    const [now, later] = split(isAsSent);
    if (!isAsSent) replaceHead(main, pageHead(view).markup);
    main.querySelector('.not-yet')?.remove();
    for (const section of now) write(section);
    waiting = later;
    for (const part of main.children) {
      const isFresh = !isSection(part) || now.some(({ id }) => id === part.id) || isAsSent;
      if (part instanceof HTMLElement && isFresh) drawn(part);
    }
    link();
    wait();
  }

  /** First the graph and what stands in the file, as far as they are on the screen; then whatever else is there; then the rest. */
  function split(isAsSent: boolean): [now: readonly Section[], later: Section[]] {
    const onScreen = new Set(sections.filter(isOnScreen));
    const others = sections.filter(({ isEarly }) => !(isAsSent && isEarly));
    const now = others.filter((section) => isFirst(section) && (isAsSent || onScreen.has(section)));
    const rank = (section: Section): number => (onScreen.has(section) ? 0 : 1);
    const later = others.filter((section) => !now.includes(section)).sort((a, b) => rank(a) - rank(b));
    return [now, later];
  }

  function write(section: Section): void {
    const [rendered] = view === null ? [] : renderSections([section], view);
    const old = main.querySelector(`:scope > #${section.id}`);
    if (rendered === undefined) old?.remove();
    else if (old !== null) old.outerHTML = rendered.markup.markup;
    else placeAfter(main, section).insertAdjacentHTML('afterend', rendered.markup.markup);
  }

  function wait(): void {
    if (waiting.length === 0) complete();
    else turn = whenIdle(writeNext);
  }

  function writeNext(): void {
    turn = undefined;
    const next = waiting.shift();
    if (next !== undefined) write(next);
    const part = main.querySelector<HTMLElement>(`:scope > #${next?.id}`);
    if (part !== null) drawn(part);
    link();
    wait();
  }

  function finish(): void {
    if (waiting.length === 0) return;
    if (turn !== undefined) stopWaiting(turn);
    turn = undefined;
    for (const section of waiting.splice(0)) write(section);
    drawn(main);
    complete();
  }

  function complete(): void {
    link();
    main.dataset['complete'] = '';
  }

  /** The bar on top links to what is there. */
  function link(): void {
    const nav = document.querySelector('nav');
    const there = sections.filter(({ id, link }) => link !== null && main.querySelector(`:scope > #${id}`) !== null);
    nav?.replaceChildren(
      ...there.map(({ id, link }) => {
        const anchor = document.createElement('a');
        anchor.href = `#${id}`;
        anchor.textContent = link;
        return anchor;
      }),
    );
  }

  return { show, finish };
}

const isLarge = ({ components }: View): boolean => components.length > MOST_AT_ONCE;

/** What is scrubbed and clicked must be there when the page says that it is ready. */
const isFirst = ({ id, isEarly }: Section): boolean => isEarly === true || id === 'graph';

function isOnScreen({ id }: Section): boolean {
  const box = document.getElementById(id)?.getBoundingClientRect();
  return box !== undefined && box.top < innerHeight && box.bottom > 0;
}

const isSection = (element: Element): boolean => sections.some(({ id }) => id === element.id);

/** The first screen is whatever stands before the first section. */
function replaceHead(main: HTMLElement, markup: string): void {
  while (main.firstElementChild !== null && !isSection(main.firstElementChild)) main.firstElementChild.remove();
  main.insertAdjacentHTML('afterbegin', markup);
}

/** The nearest part before that section which is there. */
function placeAfter(main: HTMLElement, section: Section): Element {
  const before = sections.slice(0, sections.indexOf(section)).reverse();
  for (const { id } of before) {
    const element = main.querySelector(`:scope > #${id}`);
    if (element !== null) return element;
  }
  const head = [...main.children].filter((element) => !isSection(element));
  return head.at(-1) ?? main;
}

const LATEST_MS = 300;

/** Not every browser has idle callbacks. */
const whenIdle = (act: () => void): number =>
  'requestIdleCallback' in window ? requestIdleCallback(act, { timeout: LATEST_MS }) : setTimeout(act, 1);

const stopWaiting = (turn: number): void => {
  if ('cancelIdleCallback' in window) cancelIdleCallback(turn);
  else clearTimeout(turn);
};
