import type { View } from '../view.ts';
import type { Choice } from './choice.ts';

/**
 * The whole state in the address, after the section: `#graph?s=…&c=crm&w=worst&r=6`. Scenarios, components and worlds
 * are named by what is stable, not by position.
 */
export function writeHash({ results, details, kept, whatIf }: View, choice: Choice, changes = ''): void {
  const query = new URLSearchParams();
  const { scenarios } = whatIf?.before.results ?? results;
  if (choice.scenario > 0) query.set('s', scenarios[choice.scenario]?.id ?? '');
  if (choice.pinned !== null) query.set('c', details.components[choice.pinned]?.id ?? '');
  const label = choice.world === null ? null : kept?.worlds[choice.world]?.label;
  if (label) query.set('w', label.replace(' 5 %', ''));
  if (choice.round !== null) query.set('r', String(choice.round));
  if (choice.maturity !== null) query.set('m', choice.maturity);
  if (changes !== '') query.set('x', changes);
  const theme = document.documentElement.dataset['theme'];
  if (theme) query.set('t', theme);
  const section = location.hash.slice(1).split('?')[0] ?? '';
  const state = query.size > 0 ? `?${query}` : '';
  const hash = section + state;
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
}

export type ReadHash = {
  readonly section: string;
  readonly scenario: string | null;
  readonly component: string | null;
  readonly world: string | null;
  readonly round: number | null;
  readonly maturity: string | null;
  /** See viz/what-if/edit-address.ts. */
  readonly changes: string;
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
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}
