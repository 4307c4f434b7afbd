import type { Choice } from './choice.ts';
import { readHash, worldNamed } from './hash.ts';
import type { Page } from './page.ts';
import { useTheme } from './theme-toggle.ts';
import { maturityNamed } from './threats.ts';
import type { WhatIfPage } from './what-if.ts';

/**
 * Shows what the address asks for; what it does not know is as at first.
 * @param finish - writes sections that wait for an idle moment
 */
export function followHash(page: Page, first: Choice, whatIf: WhatIfPage | null, finish: () => void): void {
  const asked = readHash();
  if (asked.theme !== null) useTheme(asked.theme);
  const scenario = page.view().results.scenarios.findIndex(({ id }) => id === asked.scenario);
  page.choose({ scenario: scenario < 0 ? first.scenario : scenario });
  const view = page.view();
  page.choose({
    pinned: view.positionOf.get(asked.component ?? '') ?? null,
    world: worldNamed(view, asked.world),
    round: asked.round,
    maturity: maturityNamed(asked.maturity),
    form: sameAs(page.choice().form, asked.form),
    lens: asked.lens,
  });
  whatIf?.follow(asked.changes);
  if (asked.section === '') return;
  // A section that waits is written before the page goes there; so are those above, or it would move away again.
  if (document.getElementById(asked.section) === null) finish();
  document.getElementById(asked.section)?.scrollIntoView();
}

/** An equal form is the same one: nothing is drawn anew for it. */
const sameAs = <T extends object>(old: T, asked: T): T => (JSON.stringify(old) === JSON.stringify(asked) ? old : asked);
