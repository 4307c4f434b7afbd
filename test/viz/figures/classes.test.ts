import { describe, expect, it } from 'vitest';
import { threatClasses } from '../../../src/graph/kinds.ts';
import { classes } from '../../../viz/figures/classes.ts';
import { classRows } from '../../../viz/figures/classes-rows.ts';
import { layersDown } from '../../../viz/figures/layer-heads.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { figureSvg } from '../../../viz/static.ts';
import { palettes } from '../../../viz/theme.ts';
import { classGlyph, classWords } from '../../../viz/threats/class-glyph.ts';
import { viewOf } from '../../../viz/view.ts';
import { outcomeOf, supportDesk } from '../fixture.ts';

const outcome = outcomeOf({ ...supportDesk, worlds: 200 });
const view = viewOf(outcome);
const drawn = (width: number, of = view): string =>
  classes.draw(of, { width, palette: palettes.light, moment: endOf(of), isInteractive: false })?.markup ?? '';

describe('what each threat class carried', () => {
  it('is the picture that was reviewed', async () => {
    await expect(figureSvg(outcome, { figure: 'classes' })).toMatchFileSnapshot('../../golden/figure-classes.svg');
  });

  it('is the picture that was reviewed on a phone', async () => {
    await expect(`${drawn(354)}\n`).toMatchFileSnapshot('../../golden/figure-classes-narrow.svg');
  });

  it('agrees with itself: layers add up to the class, classes to the blast radius', () => {
    const rows = classRows(view);
    for (const { mean, into } of rows)
      expect(layersDown.reduce((sum, layer) => sum + into[layer], 0)).toBeCloseTo(mean, 9);
    expect(rows.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(view.scenario.blastRadius.total.mean, 9);
    for (const { along, share } of rows.filter((row) => row.share > 0)) {
      expect(along.reduce((sum, way) => sum + way.share, 0)).toBeCloseTo(1, 9);
      expect(share).toBeGreaterThan(0);
    }
  });

  it('ranks, and says what the first carried and where', () => {
    const [top] = classRows(view);
    expect(classRows(view).map(({ share }) => share)).toEqual(
      classRows(view)
        .map(({ share }) => share)
        .toSorted((a, b) => b - a),
    );
    expect(classes.label(view)).toMatch(
      new RegExp(`^${classWords(top?.threat ?? 'tampering')} carried ${Math.round(100 * (top?.share ?? 0))}%`, 'u'),
    );
  });

  it('says of classes that infect nobody what they do instead', () => {
    const [scenario] = outcome.results.scenarios;
    const { total } = scenario?.blastRadius ?? {};
    const noisy = {
      ...scenario,
      threats: ['tool-misuse', 'denial-of-service', 'information-disclosure', 'repudiation', 'spoofing'],
      classes: { 'tool-misuse': 1 },
      blastRadius: { ...scenario?.blastRadius, total: { ...total, disabled: 0.314, disclosed: 1.2 } },
    } as never;
    const svg = drawn(880, viewOf({ ...outcome, results: { ...outcome.results, scenarios: [noisy] } }));
    for (const text of [
      'disables 0.31, infects none',
      'discloses 1.20, infects none',
      'blinds, infects none',
      'carried none',
    ])
      expect(svg).toContain(text);
  });

  it('needs no arcs: without them it leaves out where', () => {
    const bare = viewOf({ ...outcome, details: { ...outcome.details, scenarios: [] } });
    expect(drawn(880, bare)).toContain('Intent manipulation');
    expect(drawn(880, bare)).not.toContain('>L7<');
  });

  it.each([300, 354, 560, 700, 1140, 1660])('keeps its shares inside their axis at %i px', (width) => {
    const svg = drawn(width);
    const ends = [...svg.matchAll(/<line x1="([-\d.]+)" x2="([-\d.]+)"[^>]*stroke-width="3"/gu)];
    expect(ends).toHaveLength(classRows(view).filter(({ share }) => share > 0).length);
    for (const [, from, to] of ends) {
      expect(Number(from)).toBeGreaterThanOrEqual(0);
      expect(Number(to)).toBeGreaterThan(Number(from));
      expect(Number(to)).toBeLessThan(width * 0.75);
    }
  });

  it('has a glyph of its own for each class', () => {
    expect(new Set(threatClasses.map((threat) => classGlyph(threat, 'x').markup)).size).toBe(threatClasses.length);
    expect(classWords('cross-agent-interference')).toBe('Cross-agent interference');
  });

  it('is not for one class, nor where nothing spread', () => {
    const one = outcome.results.scenarios.map((scenario) => ({ ...scenario, threats: ['tool-misuse'] as const }));
    expect(classes.isFor(viewOf({ ...outcome, results: { ...outcome.results, scenarios: one } }))).toBe(false);
  });
});
