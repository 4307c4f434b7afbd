import { describe, expect, it } from 'vitest';
import { lineStep, palettes, reachStep, themes } from '../../viz/theme.ts';

const channel = (hex: string, i: number): number => {
  const v = Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number =>
  0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 1) + 0.0722 * channel(hex, 2);
/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** OKLab distance times 100, as the ramp was chosen by (Ottosson 2020). */
function distance(a: string, b: string): number {
  const lab = (hex: string): number[] => {
    const [r, g, b] = [0, 1, 2].map((i) => channel(hex, i)) as [number, number, number];
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [p, q] = [lab(a), lab(b)];
  return 100 * Math.hypot(...p.map((v, i) => v - (q[i] as number)));
}

describe.each(themes)('the %s theme', (theme) => {
  const palette = palettes[theme];
  const grounds = [palette.paper, palette.card, palette.sunk];

  it.each(['ink', 'soft', 'mute', 'fail', 'pass', 'less', 'more'] as const)(
    'lets %s be read on every ground',
    (token) => {
      for (const ground of grounds) expect(contrast(palette[token], ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('shows rules, focus and layer keys against every ground', () => {
    for (const ground of grounds) {
      for (const mark of [palette.rule, palette.focus, ...Object.values(palette.layer)]) {
        expect(contrast(mark, ground)).toBeGreaterThanOrEqual(2.99);
      }
    }
  });

  it('lets text be read on every step of reach, and picks the better of two', () => {
    for (const [step, ground] of palette.reach.entries()) {
      const chosen = contrast(palette.onReach[step] as string, ground);
      expect(chosen).toBeGreaterThanOrEqual(4.5);
      for (const other of palette.onReach) expect(chosen).toBeGreaterThanOrEqual(contrast(other, ground));
    }
  });

  it('draws lines that carry the spread with contrast, at any share', () => {
    for (let share = 0; share <= 1; share += 0.01) {
      expect(contrast(palette.reach[lineStep(share)] as string, palette.sunk)).toBeGreaterThanOrEqual(3);
    }
  });

  it('changes its lightness one way along the ramp', () => {
    const lights = [...new Set(palette.reach)].map(luminance);
    const sign = theme === 'dark' ? 1 : -1;
    for (const [i, light] of lights.slice(1).entries()) {
      // The dark ramp leaves its ground by hue first: its step 1 is a warm grey of the same lightness.
      if (theme !== 'dark' || i > 0) expect(sign * (light - (lights[i] as number))).toBeGreaterThan(0);
    }
  });

  it('keeps layer keys apart', () => {
    const keys = Object.values(palette.layer);
    for (const [i, a] of keys.entries()) {
      for (const b of keys.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(9);
    }
  });
});

describe('steps of reach', () => {
  it('are 0 for nothing only, and 10 for nearly everything', () => {
    expect([0, 1e-9, 0.04, 0.16, 0.5, 0.94, 0.96, 1].map(reachStep)).toEqual([0, 1, 1, 2, 5, 9, 10, 10]);
  });
});
