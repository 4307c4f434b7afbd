import { group, h, type Markup } from '../markup.ts';
import { joined, percent, percentInText, percentRange, plural, thousands } from '../numbers.ts';
import type { Picture } from '../picture.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import type { Figure, PlacePicture } from './figure.ts';
import { type PathTarget, pathTargets, type Way, waysTo } from './paths-shown.ts';
import { pathsTable } from './paths-table.ts';
import { pathsView } from './paths-view.ts';

const MOST_ROWS = 5;
const MOST_MORE = 25;

/**
 * The ways by which compromise first came to a component: ranked, hop by hop. Its choice is the id of the component, or
 * {@link ANY}; unless given, it is the one at which most is at stake.
 */
export const paths: Figure = {
  name: 'paths',
  link: 'Paths',
  title: 'How it gets there',
  lede: (view) =>
    `Ways by which compromise first came to a component: the share of the first ${worldsOf(view)} worlds in which it did, and hop by hop the relation (◂: against it), its chance per attempt, what that rests on, and the class that travelled.`,
  ...picture(0, MOST_ROWS),
  label: (view, choice) => pathsLabel(view, pathTargetOf(view, choice)),
  isFor: (view) => pathTargets(view).length > 0,
  needs: 'a run that kept the ways of its first worlds, and in which something was reached',
  body: pathsBody,
  table: { summary: 'All ways, hop by hop', rows: pathsTable },
  parts: { 'paths-more': picture(MOST_ROWS, MOST_ROWS + MOST_MORE) },
};

/** Ways to all components in one ranking. */
export const ANY = '*';

function picture(from: number, to: number): Picture {
  return {
    usualWidth: 1140,
    draw: (view, { choice, width, palette, isInteractive }) => {
      const target = pathTargetOf(view, choice);
      const ways = target === null ? [] : waysTo(view, target).slice(from, to);
      if (ways.length === 0) return null;
      return pathsView(view, ways, { width, palette, label: pathsLabel(view, target), hasFoot: !isInteractive });
    },
  };
}

/** @returns null if there is no such component, or nothing was reached */
export function pathTargetOf(view: View, choice?: string): PathTarget | null {
  if (choice === undefined) return pathTargets(view)[0] ?? null;
  return view.positionOf.get(choice) ?? (choice === ANY ? 'any' : null);
}

const worldsOf = (view: View): string => thousands(view.kept?.witnessed?.worlds ?? 0);

function pathsLabel(view: View, target: PathTarget | null): string {
  const nameOf = (i: number): string => view.components[i]?.name ?? '';
  const ways = target === null ? [] : waysTo(view, target);
  const [first] = ways;
  if (first === undefined) return 'No way was seen.';
  const stops = [first.hops[0]?.from ?? first.target, ...first.hops.map(({ to }) => to)].map(nameOf);
  const most = `most often by ${joined(stops)}, in ${percentInText(first.share)} of the first ${worldsOf(view)} worlds`;
  return target === 'any' || target === null
    ? `Ways of compromise: ${most}.`
    : `${nameOf(target)}, reached in ${percentInText(view.reach[target] ?? 0)} of worlds, ${most}.`;
}

/* Page */

/** More would make a list that nobody reads; those who want another component pin it. */
const MOST_OPTIONS = 300;

function pathsBody(view: View, place: PlacePicture): Markup {
  const targets = pathTargets(view);
  const option = (i: number): Markup =>
    h('option', { value: view.components[i]?.id }, view.components[i]?.name, `, ${percent(view.reach[i] ?? 0)}`);
  return group(
    h(
      'div',
      { class: 'path-target' },
      h('label', { for: 'path-target' }, 'To'),
      h(
        'select',
        { id: 'path-target' },
        targets.slice(0, MOST_OPTIONS).map(option),
        h('option', { value: ANY }, 'any component'),
      ),
      h('p', { 'aria-live': 'polite' }, pathsSentence(view, pathTargetOf(view))),
    ),
    h('figure', { 'aria-label': pathsLabel(view, pathTargetOf(view)) }, place()),
    h('details', { class: 'more-paths', hidden: true }, h('summary', {}, 'More ways'), place('paths-more')),
  );
}

/** What the ways together say of their target. */
export function pathsSentence(view: View, target: PathTarget | null): Markup {
  const ways = target === null ? [] : waysTo(view, target);
  if (target === 'any')
    return group(
      `${plural(ways.length, 'way')}: the most frequent to each component, and the beginnings of longer ones`,
    );
  const component = view.components[target ?? -1];
  if (target === null || component === undefined) return group('no such component');
  if (view.isEntry[target]) return group(name(component.name), ' is where the attack starts: no way leads to it');
  if (ways.length === 0) return group(`no way to it was seen in the first ${worldsOf(view)} worlds`);
  const reach = view.reach[target] ?? 0;
  const interval = view.reachCi95[target];
  return group(
    'reached in ',
    h('b', {}, percentInText(reach)),
    ` of worlds${interval ? ` (${percentRange(interval)})` : ''}${partOf(view, ways, reach)}`,
  );
}

/** Copies of a component may come to be reached by several ways in one world: those do not add up. */
const MOST_OVER = 0.05;

function partOf(view: View, ways: readonly Way[], reach: number): string {
  const together = ways.reduce((sum, { share }) => sum + share, 0);
  if (together > reach + MOST_OVER) return '';
  return `; ${ways.length === 1 ? 'this way came' : `these ${ways.length} ways came`} first in ${percentInText(together)} of the first ${worldsOf(view)}`;
}

/** Ways that are drawn only when somebody asks for more. */
export const waysBehindMore = (view: View, target: PathTarget | null): number =>
  target === null ? 0 : Math.max(0, waysTo(view, target).length - MOST_ROWS);
