import { describe, expect, it } from 'vitest';
import { type GraphForm, usualForm } from '../../../viz/graph/graph-form.ts';
import { graphView } from '../../../viz/graph/graph-view.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { pagePalette, palettes } from '../../../viz/theme.ts';
import { type View, viewOf } from '../../../viz/view.ts';
import {
  estate,
  everythingReached,
  nothingReached,
  oneComponent,
  outcomeOf,
  type Sketch,
  supportDesk,
  withHostileNames,
} from '../fixture.ts';

const viewed = (sketch: Sketch, worlds = 100): View => viewOf(outcomeOf({ ...sketch, worlds }));

function draw(view: View, form: Partial<GraphForm> = {}, width = 848, isInteractive = false): string {
  const palette = isInteractive ? pagePalette : palettes.light;
  return graphView(view, { width, palette, moment: endOf(view), isInteractive, form: { ...usualForm, ...form } })
    .markup;
}

const desk = viewed(supportDesk);
const team = viewed(estate(28));
const hall = viewed(estate(120), 60);
const city = viewed(estate(1200), 3);

describe('the trust graph', () => {
  it.each<[string, View, Partial<GraphForm>]>([
    ['desk', desk, {}],
    ['desk-matrix', desk, { isMatrix: true }],
    ['28', team, {}],
    ['120', hall, {}],
    ['120-open', hall, { by: 'group', openGroup: 'claims' }],
    ['1200-groups', city, { by: 'group' }],
    ['1200-layers', city, { by: 'layer' }],
  ])('of %s is the picture that was reviewed', async (name, view, form) => {
    await expect(draw(view, form)).toMatchFileSnapshot(`../../golden/graph-${name}.svg`);
  });

  const views = {
    desk,
    team,
    hall,
    nothing: viewed(nothingReached(supportDesk)),
    everything: viewed(everythingReached(supportDesk)),
    one: viewed(oneComponent),
    hostile: viewed(withHostileNames(supportDesk)),
  };
  const forms: Partial<GraphForm>[] = [
    {},
    { by: 'group' },
    { by: 'layer' },
    { openGroup: 'L7' },
    { isMatrix: true },
    { by: 'group', isMatrix: true },
    { leastShare: 0.2 },
  ];

  it.each(Object.entries(views))(
    'of %s has whole numbers, hundredths and text of at least 11 px in every form and width',
    (_name, view) => {
      for (const form of forms) {
        for (const width of [300, 354, 600, 848, 1140]) {
          const svg = draw(view, form, width);
          expect(svg).not.toMatch(/NaN|undefined|Infinity|-?\d\.\d{3,}|<script|<img/);
          for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(11);
        }
      }
    },
  );

  it('is one tab stop for components, and a link for each cell', () => {
    const whole = draw(hall, {}, 848, true);
    expect(whole.match(/tabindex="0"/g)).toHaveLength(1);
    const cells = draw(hall, { by: 'group' }, 848, true);
    expect(cells).toMatch(
      /<a class="node cell[^"]*" data-members="[\d ]+" href="#graph" data-action="open-group" data-group="billing"/,
    );
    expect(draw(hall, { by: 'group' })).not.toMatch(/<a |data-action/);
  });

  it('leaves out what carried less, and moves nothing for it', () => {
    const cards = (svg: string): string[] => svg.match(/class="node[^>]*>/g) ?? [];
    const [all, some] = [draw(desk), draw(desk, { leastShare: 0.3 })];
    expect(cards(some)).toEqual(cards(all));
    const lines = (svg: string): number => svg.match(/class="line[ "]/g)?.length ?? 0;
    const strong = desk.carried.filter(({ along, against }) => Math.max(along, against) >= 0.3).length;
    expect(lines(some)).toBe(strong);
    expect(strong).toBeLessThan(lines(all));
  });

  it('marks an entry, replicas, what is exposed and a control that is off, each with its word', () => {
    const copies = {
      ...supportDesk,
      components: supportDesk.components.map((c) => (c.id === 'crm' ? { ...c, count: 8 } : c)),
    };
    const svg = draw(viewed(copies));
    expect(svg).toContain('× 8');
    expect(svg).toContain('exposed');
    expect(svg).toContain('entry point');
    const off = { ...desk, scenario: { ...desk.scenario, id: `${desk.scenario.id}/control-off:reply-filter` } };
    expect(draw(off)).toContain('>off<');
    expect(draw(off)).toContain('reply-filter is off here');
    expect(draw(desk)).toContain('reply-filter guards this relation');
  });

  it('says in a matrix who infects whom in how many worlds', () => {
    const svg = draw(desk, { isMatrix: true });
    const at = desk.details.relations.findIndex(({ kind }) => kind === 'writes');
    const share = Math.round((desk.carried[at]?.along ?? 0) * 100);
    expect(share).toBeGreaterThan(0);
    expect(svg).toContain(`front-desk → ticket-memory: ${share}% of worlds, along 1 relation`);
  });
});
