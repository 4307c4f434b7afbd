import type { KeptWorld } from '../../src/measure/results.ts';
import { formAsked } from './graph-form-buttons.ts';
import { toggleHelp } from './help.ts';
import type { Page } from './page.ts';
import type { Player } from './replay.ts';
import { copyTable, sortTable } from './tables.ts';
import { toggleTheme } from './theme-toggle.ts';
import { maturityNamed } from './threats.ts';
import { useEntry } from './use-entry.ts';

/** What a button does, by its `data-action`. */
export type Actions = Readonly<Record<string, (button: HTMLElement) => void>>;

export function createActions(page: Page, player: Player): Actions {
  const { choose, choice } = page;
  const reform = (button: HTMLElement): void => {
    const form = formAsked(choice().form, button);
    if (form !== null) choose({ form });
  };
  return {
    theme: () => {
      toggleTheme();
      page.remember();
    },
    help: toggleHelp,
    play: () => player.toggle(),
    pin: (button) => {
      choose({ pinned: Number(button.dataset['component']), hovered: null });
      if (button.closest('.inspector') === null) document.getElementById('graph')?.scrollIntoView();
    },
    scenario: (button) => {
      choose({ scenario: Number(button.dataset['scenario']) });
      page.main.scrollIntoView();
    },
    entry: (button) => useEntry(page, Number(button.dataset['component'])),
    maturity: (button) => choose({ maturity: maturityNamed(button.dataset['maturity']) }),
    'next-world': () => choose({ world: nextSample(page.view().kept?.worlds ?? [], choice().world) }),
    'graph-by': reform,
    'graph-matrix': reform,
    'open-group': reform,
    sort: sortTable,
    'copy-csv': (button) => void copyTable(button),
  };
}

/** The sample after this one, round and round; null if none was kept. */
function nextSample(worlds: readonly KeptWorld[], now: number | null): number | null {
  const samples = [...worlds.keys()].filter((k) => worlds[k]?.label === 'sample');
  return samples.find((k) => k > (now ?? -1)) ?? samples[0] ?? null;
}
