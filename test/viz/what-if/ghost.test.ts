import { describe, expect, it } from 'vitest';
import { layers } from '../../../viz/figures/layers.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { palettes } from '../../../viz/theme.ts';
import { type View, viewOf } from '../../../viz/view.ts';
import { dumbbells, dumbbellsLabel } from '../../../viz/what-if/dumbbells.ts';
import type { Answer } from '../../../viz/what-if/engine-api.ts';
import { engineInNode, questionsAbout } from './asked.ts';
import { deskFile } from './desk.ts';

const CUSTOMER = 'agentic/customer/agentic';
const question = (await questionsAbout(deskFile))(CUSTOMER, [
  { kind: 'control', control: 'input-filter', isOn: false },
]);
const { results, details, difference, scenarios } = (await (await engineInNode()).answer(question)) as Answer;
const index = results.scenarios.findIndex(({ id }) => id === CUSTOMER);
const whatIf = { edits: question.edits, before: question, difference, scenarios };
const changed = viewOf({ results, details, whatIf }, index);
const drawn = (view: View, width = 1140): string =>
  layers.draw(view, { width, palette: palettes.light, moment: endOf(view), isInteractive: false })?.markup ?? '';

describe('pictures of a what-if', () => {
  it('leave the old columns and means behind the new, one for each', () => {
    expect(drawn(viewOf(question, index))).not.toContain('ghost');
    const radii = Object.values(changed.scenario.blastRadius.layers).filter(({ size }) => size > 0);
    const ghosts = radii.reduce((sum, { size }) => sum + size + 1, 0);
    expect(drawn(changed).split('class="ghost"')).toHaveLength(ghosts + 1);
  });

  it('say per layer what was, what is, and the difference', () => {
    expect(dumbbellsLabel(changed)).toMatch(
      /^all components: \d.* before, \d.* after, \+\d\.\d+ \(\+\d\.\d+ – \+\d\.\d+\);/,
    );
    const options = { palette: palettes.light, moment: endOf(changed), isInteractive: false };
    for (const width of [390, 1140]) {
      const markup = dumbbells.draw(changed, { ...options, width })?.markup ?? '';
      expect(markup.split('<circle')).toHaveLength(2 * dumbbellsLabel(changed).split(';').length + 1);
      const right = [...markup.matchAll(/ c?x[12]?="([\d.]+)"/g)].map(([, x]) => Number(x));
      expect(Math.max(...right)).toBeLessThanOrEqual(width);
    }
  });

  it('are absent without changes', () => {
    const unchanged = viewOf(question, index);
    expect(
      dumbbells.draw(unchanged, {
        width: 1140,
        palette: palettes.light,
        moment: endOf(unchanged),
        isInteractive: false,
      }),
    ).toBeNull();
  });
});
