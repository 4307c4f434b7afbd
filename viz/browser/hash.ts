import { worstScenario } from '../../src/measure/worst-scenario.ts';
import { LEAST_ZOOM, type Lens, MOST_ZOOM, wholeCarpet, withinPlot } from '../graph/carpet-lens.ts';
import { type GraphForm, usualForm } from '../graph/graph-form.ts';
import type { View } from '../view.ts';
import type { Choice } from './choice.ts';
import { byNamed } from './graph-form-buttons.ts';

/**
 * The whole state in the address, after the section: `#graph?s=…&c=crm&w=worst&r=6`. Scenarios, components and worlds
 * are named by what is stable, not by position.
 * @param changes - the what-if's own, see viz/what-if/edit-address.ts
 */
export function writeHash(view: View, choice: Choice, changes = ''): void {
  const query = new URLSearchParams();
  const opened = view.whatIf?.before.results ?? view.results;
  const { scenarios } = opened;
  const put = (key: string, value: string | null | undefined): void => {
    if (value) query.set(key, value);
  };
  if (choice.scenario !== worstScenario(opened)) put('s', scenarios[choice.scenario]?.id);
  if (choice.pinned !== null) put('c', view.details.components[choice.pinned]?.id);
  put('w', worldName(view, choice.world));
  if (choice.round !== null) put('r', String(choice.round));
  put('m', choice.maturity);
  put('g', formText(choice.form));
  put('o', choice.form.openGroup);
  put('z', lensText(choice.lens));
  put('x', changes);
  put('t', document.documentElement.dataset['theme']);
  const section = location.hash.slice(1).split('?')[0] ?? '';
  const state = query.size > 0 ? `?${query}` : '';
  const hash = section + state;
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
}

export type ReadHash = {
  readonly section: string;
  readonly scenario: string | null;
  readonly component: string | null;
  /** Position among the kept worlds is not in the address: see {@link worldNamed}. */
  readonly world: string | null;
  readonly round: number | null;
  readonly maturity: string | null;
  /** See viz/what-if/edit-address.ts. */
  readonly changes: string;
  readonly form: GraphForm;
  readonly lens: Lens;
  readonly theme: 'light' | 'dark' | null;
};

export function readHash(): ReadHash {
  const [section = '', state = ''] = location.hash.slice(1).split('?');
  const query = new URLSearchParams(state);
  const round = query.get('r');
  const theme = query.get('t');
  return {
    section,
    scenario: query.get('s'),
    component: query.get('c'),
    world: query.get('w'),
    round: round !== null && /^\d+$/.test(round) ? Number(round) : null,
    maturity: query.get('m'),
    changes: query.get('x') ?? '',
    form: formIn(query.get('g'), query.get('o')),
    lens: lensIn(query.get('z')),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}

/** `typical`, `median`, `worst`, or the number of a sample. */
function worldName({ kept: details }: View, position: number | null): string | null {
  const world = details?.worlds[position ?? -1];
  if (world === undefined) return null;
  return world.label === 'sample' ? String(world.world) : world.label.replace(' 5 %', '');
}

/** Position among the kept worlds; null if none is called so. */
export function worldNamed(view: View, asked: string | null): number | null {
  const position = view.kept?.worlds.findIndex((_, k) => worldName(view, k) === asked) ?? -1;
  return position < 0 ? null : position;
}

/** `group matrix least0.05`: only what differs from the usual. */
function formText({ by, isMatrix, leastShare }: GraphForm): string {
  const parts = [
    by === usualForm.by ? '' : by,
    isMatrix ? 'matrix' : '',
    leastShare === null ? '' : `least${leastShare}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function formIn(text: string | null, openGroup: string | null): GraphForm {
  const parts = (text ?? '').split(' ');
  const least = Number(/^least([\d.]+)$/.exec(parts.at(-1) ?? '')?.[1] ?? Number.NaN);
  return {
    by: parts.map(byNamed).find((by) => by !== null) ?? usualForm.by,
    isMatrix: parts.includes('matrix'),
    openGroup: openGroup || null,
    leastShare: least >= 0 && least <= 1 ? least : null,
  };
}

const lensText = ({ scale, x, y }: Lens): string =>
  scale === 1 ? '' : [scale, x, y].map((value) => Number(value.toFixed(3))).join(' ');

function lensIn(text: string | null): Lens {
  const [scale = Number.NaN, x = Number.NaN, y = Number.NaN] = (text ?? '').split(' ').map(Number);
  const isLens = scale >= LEAST_ZOOM && scale <= MOST_ZOOM && x >= 0 && x <= 1 && y >= 0 && y <= 1;
  return isLens ? withinPlot({ scale, x, y }) : wholeCarpet;
}
