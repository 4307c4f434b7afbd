import { describe, expect, it } from 'vitest';
import type { Details } from '../../../src/measure/results.ts';
import type { ThreatDetails } from '../../../src/measure/threat-details.ts';
import { stride } from '../../../viz/figures/stride.ts';
import { placesAtLeast, strideCounts, strideLetters } from '../../../viz/figures/stride-counts.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { group } from '../../../viz/markup.ts';
import { figureSvg } from '../../../viz/static.ts';
import { pagePalette, palettes } from '../../../viz/theme.ts';
import { viewOf } from '../../../viz/view.ts';
import { outcomeOf, supportDesk } from '../fixture.ts';

const outcome = outcomeOf({ ...supportDesk, worlds: 200 });
const view = viewOf(outcome);
const threats = outcome.details.threats as ThreatDetails;
const withThreats = (change: Partial<ThreatDetails>): Details => ({
  ...outcome.details,
  threats: { ...threats, ...change },
});
const drawn = (width: number, of = view, isInteractive = false): string =>
  stride.draw(of, { width, palette: isInteractive ? pagePalette : palettes.light, moment: endOf(of), isInteractive })
    ?.markup ?? '';
const bodyOf = (of = view): string => stride.body?.(of, () => group())?.markup ?? '';

describe('STRIDE by layer', () => {
  it('is the picture that was reviewed', async () => {
    await expect(figureSvg(outcome, { figure: 'stride' })).toMatchFileSnapshot('../../golden/figure-stride.svg');
  });

  it('is the picture that was reviewed on a phone', async () => {
    await expect(`${drawn(354)}\n`).toMatchFileSnapshot('../../golden/figure-stride-narrow.svg');
  });

  it('counts a place under each letter of its threat, and once in the sums', () => {
    const counts = strideCounts(view);
    for (const letter of strideLetters) {
      const places = threats.places.filter(({ threat }) => threats.catalogue[threat]?.stride.includes(letter));
      expect(placesAtLeast(counts?.byLetter.get(letter), 'feasible')).toBe(places.length);
      const cells = [...(counts?.cells.get(letter)?.values() ?? [])];
      expect(cells.reduce((sum, cell) => sum + placesAtLeast(cell, 'feasible'), 0)).toBe(places.length);
    }
    const lettered = threats.places.filter(({ threat }) => (threats.catalogue[threat]?.stride.length ?? 0) > 0);
    expect(placesAtLeast(counts?.all, 'feasible')).toBe(lettered.length);
    expect(placesAtLeast(counts?.without, 'feasible')).toBe(threats.places.length - lettered.length);
    expect(bodyOf()).toContain('more place');
  });

  it('takes the counts of a large model whole, of which only some places are listed', () => {
    const byLayer = threats.catalogue.map(() => [0, 0, 0, 0, 0, 0, 1234]);
    const large = viewOf({ ...outcome, details: withThreats({ applied: 5000, byLayer }) });
    expect(placesAtLeast(strideCounts(large)?.cells.get('T')?.get(7), 'feasible')).toBe(2468);
    expect(bodyOf(large)).not.toContain('Counted are the');
    const older = viewOf({ ...outcome, details: withThreats({ applied: 5000 }) });
    expect(bodyOf(older)).toContain(`Counted are the ${threats.places.length} of 5,000 places`);
  });

  it('offers only filters that would hide something', () => {
    const offered = (of = view): (string | undefined)[] =>
      [...bodyOf(of).matchAll(/data-action="maturity" data-maturity="(\w+)"/gu)].map(([, least]) => least);
    expect(offered()).toEqual(['feasible', 'demonstrated', 'realized']);
    const catalogue = threats.catalogue.map((card) => ({ ...card, maturity: 'realized' as const }));
    expect(offered(viewOf({ ...outcome, details: withThreats({ catalogue }) }))).toEqual([]);
  });

  it('holds in the page what each filter leaves, and one version in a file', () => {
    const svg = drawn(1140, view, true);
    for (const least of ['feasible', 'demonstrated', 'realized'])
      expect(svg).toContain(`<g class="at-least ${least}">`);
    expect(drawn(1140)).not.toContain('at-least');
  });

  it('is warm where risk was simulated, and names the worst', () => {
    const places = threats.places.map((place) => ({
      ...place,
      follows: { rank: 1, start: 0, mean: 9, ci95: [8, 10] as const, affected: 9, likelihood: 0.5, risk: 4.5 },
    }));
    const risky = viewOf({ ...outcome, details: withThreats({ places }) });
    expect(drawn(1140, risky)).toContain('risk 4.50');
    expect(drawn(1140, risky)).toContain(`fill="${palettes.light.reach[4]}"`);
    expect(drawn(1140)).not.toContain('risk');
    expect(drawn(1140)).not.toContain(`fill="${palettes.light.reach[4]}"`);
  });

  it.each([300, 354, 619, 700, 1140, 1660])('keeps everything inside %i px', (width) => {
    const svg = drawn(width);
    for (const [, x, w] of svg.matchAll(/<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"/gu))
      expect(Number(x) + Number(w)).toBeLessThanOrEqual(width);
    expect(svg).not.toMatch(/NaN|undefined|width="-/u);
  });

  it('is absent where the run knows no threats', () => {
    const { threats: _, ...older } = outcome.details;
    expect(stride.isFor(viewOf({ ...outcome, details: older }))).toBe(false);
    expect(stride.isFor(viewOf({ ...outcome, details: withThreats({ places: [] }) }))).toBe(false);
  });
});
