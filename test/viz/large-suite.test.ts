import { describe, expect, it } from 'vitest';
import { heatmap } from '../../viz/figures/heatmap.ts';
import { endOf } from '../../viz/graph/moment.ts';
import { renderPage } from '../../viz/page.ts';
import { inPage } from '../../viz/picture.ts';
import { viewOf } from '../../viz/view.ts';
import { estate, outcomeOf, type Sketch } from './fixture.ts';

const estateOf60 = estate(60);
const everyEntry: Sketch = { ...estateOf60, entries: estateOf60.components.map(({ id }) => id), worlds: 20 };

/** As a large suite is stored: numbers of all scenarios, pictures of the first only. */
const { results, details } = outcomeOf(everyEntry);
const trimmed = { ...details, scenarios: details.scenarios.slice(0, 1) };
const page = (index: number): string => renderPage(viewOf({ results, details: trimmed }, index, 'page')).main.markup;
const section = (html: string, id: string): string =>
  html.split(`<section id="${id}"`)[1]?.split('</section>')[0] ?? '';

/** As many as its note says: `The worst of 60: 38 exposed and 12 others.` */
const rowsOf = (html: string): number => {
  const note = /The worst of 60: ([^.]*)\./.exec(html)?.[1] ?? '';
  return (note.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0);
};

describe('the report of a large suite', () => {
  it('shows the worst entry points, and says where the others are', () => {
    const view = viewOf({ results, details: trimmed }, 0, 'page');
    const drawn = heatmap.draw(view, inPage(1140, endOf(view)))?.markup ?? '';
    expect(drawn.match(/data-action="scenario"/g)).toHaveLength(rowsOf(section(page(0), 'heatmap')));
    expect(heatmap.table?.rows(view).rows).toHaveLength(60);
    expect(section(page(0), 'scenarios').match(/data-action="scenario"/g)).toHaveLength(60);
  });

  it('shows of a scenario without pictures whom it reached, and how to draw the rest', () => {
    const graph = section(page(7), 'graph');
    const scenario = results.scenarios[7];
    expect(graph).toContain(`<code>--scenario <bdi>${scenario?.id}</bdi></code>`);
    expect(graph).not.toContain('class="scrubber"');
    const { reach } = viewOf({ results, details: trimmed }, 7);
    expect(reach).toEqual(viewOf({ results, details }, 7).reach);
    expect(page(7)).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });

  it('does not say so of a scenario with pictures', () => {
    const graph = section(page(0), 'graph');
    expect(graph).not.toContain('--scenario');
    expect(graph).toContain('class="scrubber"');
  });

  it('opens with the first warnings of many, and folds the rest away', () => {
    const warnings = Array.from({ length: 30 }, (_, i) => `warning ${i}.`);
    const said = section(
      renderPage(viewOf({ results: { ...results, warnings }, details: trimmed }, 0, 'page')).main.markup,
      'assumptions',
    );
    const [open = '', folded = ''] = said.split('<summary>and 22 more</summary>');
    expect(open.match(/warning \d+\./g)).toHaveLength(8);
    expect(folded.match(/warning \d+\./g)).toHaveLength(22);
  });
});
