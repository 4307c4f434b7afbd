import { select } from 'd3-selection';
import type { ComponentDetail } from '../../src/measure/results.ts';
import { nodeTitle } from '../graph/label.ts';
import { firedBy, looksAt, type Moment } from '../graph/moment.ts';
import { pagePalette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';

/** Paints the cards for a round or a world; positions stay. */
export function showMoment(root: HTMLElement, view: View, moment: Moment): void {
  const looks = looksAt(view, moment);
  const isNarrow = root.querySelector('.graph.narrow') !== null;
  select(root)
    .selectAll<SVGGElement, unknown>('.graph .node')
    .each(function () {
      const i = Number(this.dataset['i']);
      const look = looks[i];
      if (look === undefined) return;
      const step = reachStep(look.share);
      const ink = pagePalette.onReach[step] as string;
      const node = select(this);
      node.select('.fill').attr('fill', pagePalette.reach[step] as string);
      node.select('.face').attr('fill', ink);
      node.select('.face .glyph').attr('stroke', ink);
      node.select('title').text(nodeTitle(view.components[i] as ComponentDetail, look));
      node.select('.note').text(isNarrow && look.note === 'entry point' ? 'entry' : look.note);
    });
  const fired = firedBy(view, moment);
  select(root)
    .selectAll<SVGElement, unknown>('.graph [data-relation]')
    .classed('unfired', function () {
      return fired !== null && !fired.has(Number(this.dataset['relation']));
    });
  const round = String(moment.round);
  select(root).select('.scrubber output b').text(round);
  select(root).select('#round').property('value', round).attr('aria-valuetext', `round ${round}`);
  const world = moment.world === null ? 'expected' : String(view.kept?.worlds.indexOf(moment.world));
  select(root)
    .selectAll<HTMLInputElement, unknown>('[name="world"]')
    .property('checked', function () {
      return this.value === world;
    });
}

/** The shown component and its neighbours stay, the rest fades; its rows in tables are marked. */
export function highlight(root: HTMLElement, shown: number | null, pinned: number | null): void {
  const graph = select(root)
    .selectAll('.graph')
    .classed('dimmed', shown !== null);
  const near = new Set([shown]);
  graph.selectAll<SVGElement, unknown>('[data-relation]').classed('near', function () {
    const [from, to] = [Number(this.dataset['from']), Number(this.dataset['to'])];
    const isNear = from === shown || to === shown;
    if (isNear) near.add(from).add(to);
    return isNear;
  });
  graph
    .selectAll<SVGElement, unknown>('.node')
    .classed('near', function () {
      return near.has(Number(this.dataset['i']));
    })
    .classed('pinned', function () {
      return Number(this.dataset['i']) === pinned;
    })
    .attr('aria-pressed', function () {
      return String(Number(this.dataset['i']) === pinned);
    });
  select(root)
    .selectAll<SVGElement, unknown>('.picture a[data-component]')
    .classed('marked', function () {
      return shown !== null && Number(this.dataset['component']) === shown;
    });
  select(root)
    .selectAll<HTMLTableRowElement, unknown>('.data tbody tr')
    .classed('marked', function () {
      const name = this.querySelector<HTMLElement>('th [data-component]');
      return shown !== null && Number(name?.dataset['component'] ?? -1) === shown;
    });
}

const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

/** Arrow keys: to the nearest card that way, or only to one that is related to this. */
export function moveFocus(
  root: HTMLElement,
  view: View,
  from: number,
  way: keyof typeof ways,
  isRelated: boolean,
): void {
  const [dx, dy] = ways[way];
  const here = middleOf(root, from);
  if (here === null) return;
  let best: { i: number; cost: number } | null = null;
  for (const i of view.components.keys()) {
    const there = i === from || (isRelated && !areRelated(view, from, i)) ? null : middleOf(root, i);
    if (there === null) continue;
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 4 && (best === null || cost < best.cost)) best = { i, cost };
  }
  if (best !== null) focusCard(root, best.i);
}

/** The graph is one tab stop: the card that was focused last. */
export function focusCard(root: HTMLElement, i: number): void {
  select(root).selectAll('.graph .node').attr('tabindex', -1);
  const card = root.querySelector<SVGElement>(`.graph .node[data-i="${i}"]`);
  card?.setAttribute('tabindex', '0');
  card?.focus({ preventScroll: true });
}

const areRelated = ({ details, components }: View, a: number, b: number): boolean =>
  details.relations.some(({ from, to }) => {
    const [idA, idB] = [components[a]?.id, components[b]?.id];
    return (from === idA && to === idB) || (from === idB && to === idA);
  });

function middleOf(root: HTMLElement, i: number): { x: number; y: number } | null {
  const box = root.querySelector(`.graph .node[data-i="${i}"] .fill`)?.getBoundingClientRect();
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
}
