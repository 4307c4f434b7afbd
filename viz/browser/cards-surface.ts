import { select } from 'd3-selection';
import type { ComponentDetail } from '../../src/measure/results.ts';
import { cellLook } from '../graph/cell-look.ts';
import { nodeTitle } from '../graph/label.ts';
import { firedBy, type Look, looksAt, type Moment } from '../graph/moment.ts';
import { pagePalette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import type { GraphSurface } from './graph-surface.ts';

/** Cards and tiles: each is an element of the drawing, and a button. */
export const cardsSurface = (root: HTMLElement): GraphSurface => ({
  show: (view, moment) => showMoment(root, view, moment),
  highlight: (shown, pinned) => highlight(root, shown, pinned),
  focus: (component) => focusCard(root, component),
  middleOf: (component) => {
    const box = root.querySelector(`.graph .node[data-i="${component}"] .fill`)?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  },
  focused: () => cardOf(document.activeElement),
});

/** The component whose card that is, or lies in; null if it is none. */
export function cardOf(target: EventTarget | null): number | null {
  const card = target instanceof Element ? target.closest<SVGGElement>('.node[data-i]') : null;
  return card === null ? null : Number(card.dataset['i']);
}

function showMoment(root: HTMLElement, view: View, moment: Moment): void {
  const looks = looksAt(view, moment);
  const isNarrow = root.querySelector('.graph.narrow') !== null;
  select(root)
    .selectAll<SVGGElement, unknown>('.graph .node[data-i]')
    .each(function () {
      const i = Number(this.dataset['i']);
      const look = looks[i];
      if (look === undefined) return;
      const node = painted(this, look);
      node.select('title').text(nodeTitle(view.components[i] as ComponentDetail, look));
      node.select('.note').text(isNarrow && look.note === 'entry point' ? 'entry' : look.note);
    });
  showCells(root, view, looks);
  const fired = firedBy(view, moment);
  select(root)
    .selectAll<SVGElement, unknown>('.graph [data-relation]')
    .classed('unfired', function () {
      return fired !== null && !fired.has(Number(this.dataset['relation']));
    });
}

/** Cells stand for all components of a group in a layer. */
function showCells(root: HTMLElement, view: View, looks: readonly Look[]): void {
  select(root)
    .selectAll<SVGElement, unknown>('.graph .cell[data-members]')
    .each(function () {
      const look = cellLook(view, (this.dataset['members'] ?? '').split(' ').map(Number), looks);
      const note = painted(this, look).select<SVGTextElement>('.note');
      if (!note.empty()) note.text(note.text().includes(' of ') ? look.note : (look.note.split(' of ')[0] as string));
    });
}

/** As warm as its share, and its glyph and words in the ink for that. */
function painted(element: SVGElement, { share }: Look) {
  const step = reachStep(share);
  const ink = pagePalette.onReach[step] as string;
  const node = select(element);
  node.select('.fill').attr('fill', pagePalette.reach[step] as string);
  node.select('.face').attr('fill', ink);
  node.select('.face .glyph').attr('stroke', ink);
  return node;
}

function highlight(root: HTMLElement, shown: number | null, pinned: number | null): void {
  const graph = select(root)
    .selectAll('.graph')
    .classed('dimmed', shown !== null);
  const near = new Set([shown]);
  graph.selectAll<SVGElement, unknown>('[data-from]').classed('near', function () {
    const [from, to] = [Number(this.dataset['from']), Number(this.dataset['to'])];
    const isNear = from === shown || to === shown;
    if (isNear) near.add(from).add(to);
    return isNear;
  });
  graph
    .selectAll<SVGElement, unknown>('.node[data-i]')
    .classed('near', function () {
      return near.has(Number(this.dataset['i']));
    })
    .classed('pinned', function () {
      return Number(this.dataset['i']) === pinned;
    })
    .attr('aria-pressed', function () {
      return String(Number(this.dataset['i']) === pinned);
    });
}

function focusCard(root: HTMLElement, i: number): void {
  const card = root.querySelector<SVGElement>(`.graph .node[data-i="${i}"]`);
  if (card === null) return;
  select(root).selectAll('.graph .node[data-i]').attr('tabindex', -1);
  card.setAttribute('tabindex', '0');
  card.focus({ preventScroll: true });
}
