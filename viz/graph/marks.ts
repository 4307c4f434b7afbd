import type { Certainty, ComponentKind, RelationKind } from '../../src/graph/kinds.ts';
import { lineGlyph } from '../line-glyph.ts';
import { h, type Markup, path } from '../markup.ts';
import type { Palette } from '../theme.ts';

/**
 * Glyphs in a 20 px box around 0,0: the outline is the family of kinds, the inner stroke the kind.
 * Drawn in the stroke of the group around them.
 */
const outlines = {
  round: '<circle r="8"/>',
  square: '<rect x="-7.5" y="-7.5" width="15" height="15" rx="3.5"/>',
  page: '<rect x="-6.5" y="-8" width="13" height="16" rx="1.5"/>',
  hexagon: '<path d="M0-8.6L7.5-4.3V4.3L0 8.6L-7.5 4.3V-4.3z"/>',
  cylinder: '<ellipse cy="-5.2" rx="7" ry="2.6"/><path d="M-7-5.2V5.2C-7 8.6 7 8.6 7 5.2V-5.2"/>',
  rack: '<rect x="-8" y="-7" width="16" height="6.2" rx="1.4"/><rect x="-8" y=".8" width="16" height="6.2" rx="1.4"/>',
  box: '<rect x="-8" y="-6.8" width="16" height="13.6" rx="1.6"/>',
  eye: '<path d="M-8.5 0Q0-9.4 8.5 0Q0 9.4-8.5 0z"/>',
  shield: '<path d="M0-8.6L7-6V-1.4C7 3.2 4 6.4 0 8.6C-4 6.4-7 3.2-7-1.4V-6z"/>',
} as const;

const glyphs: Readonly<Record<ComponentKind, string>> = {
  agent: `${outlines.round}<path d="M-3-1.6V-.4M3-1.6V-.4M-2.8 3.2Q0 5.2 2.8 3.2"/>`,
  orchestrator: `${outlines.round}<circle r="4"/>`,
  framework: `${outlines.round}<path d="M-4 0H4M0-4V4"/>`,
  human: '<circle cy="-4.2" r="3.4"/><path d="M-7 8Q-7 1 0 1Q7 1 7 8z"/>',
  tool: `${outlines.square}<path d="M-3.4 3.4L2.2-2.2M.8-4.2L4.2-.8"/>`,
  plugin: `${outlines.square}<path d="M-2.2-3.8V-.6M2.2-3.8V-.6M-3.8-.6H3.8V1Q3.8 3.4 0 3.4Q-3.8 3.4-3.8 1z"/>`,
  registry: `${outlines.page}<path d="M-3.4-4H3.4M-3.4 0H3.4M-3.4 4H.6"/>`,
  'log-store': `${outlines.page}<path d="M-3.4-4H-2M0-4H3.4M-3.4 0H-2M0 0H3.4M-3.4 4H-2M0 4H3.4"/>`,
  model: `${outlines.hexagon}<path d="M0-3.6V3.6M-3.1-1.8L3.1 1.8M3.1-1.8L-3.1 1.8"/>`,
  memory: outlines.cylinder,
  'data-store': `${outlines.cylinder}<path d="M-7 .2C-7 3.4 7 3.4 7 .2"/>`,
  'rag-pipeline': `${outlines.cylinder}<path d="M-3 2H3M.8-.2L3 2L.8 4.2"/>`,
  host: `${outlines.rack}<path d="M-5-3.9H-4.9M-5 3.9H-4.9"/>`,
  container: `${outlines.box}<path d="M-3.8-3.4V3.4M0-3.4V3.4M3.8-3.4V3.4"/>`,
  'secret-store': `${outlines.box}<circle r="3.2"/><path d="M0-1V1.4"/>`,
  network:
    '<circle cy="-5.6" r="2.4"/><circle cx="-5.6" cy="4.6" r="2.4"/><circle cx="5.6" cy="4.6" r="2.4"/><path d="M-1.2-3.4L-4.4 2.4M1.2-3.4L4.4 2.4M-3.2 4.6H3.2"/>',
  monitor: `${outlines.eye}<circle r="2.6"/>`,
  evaluator: `${outlines.eye}<path d="M-2.8 0L-.8 2L2.8-1.8"/>`,
  control: `${outlines.shield}<path d="M-3 0L-.8 2.2L3-1.8"/>`,
  'policy-engine': `${outlines.shield}<path d="M-3-2.4H3M-3 .6H3M-1.6 3.4H1.6"/>`,
  'identity-provider': `${outlines.shield}<circle cy="-2.4" r="2"/><path d="M-3.2 3.4Q0-.4 3.2 3.4"/>`,
  credential: '<circle cx="-3.8" r="4"/><path d="M.2 0H8M5.2 0V3.2M8 0V2.4"/>',
  external: '<circle r="8" stroke-dasharray="2.6 2.4"/>',
};

/** The mark of a kind in a 20 px box around its middle, drawn in `stroke`. */
export const glyph = (kind: ComponentKind, stroke: string, transform?: string): Markup =>
  lineGlyph(glyphs[kind] ?? outlines.round, stroke, transform);

/** A control on a relation: a shield, or hollow and hatched where it is off. Around 0,0; `scale` 1 is 24 px wide. */
export const shieldDisc = (palette: Palette, isOff: boolean, scale: number): Markup =>
  h(
    'g',
    { transform: scale === 1 ? undefined : `scale(${scale})` },
    h('circle', {
      r: 12,
      fill: palette.card,
      stroke: isOff ? palette.rule : palette.ink,
      'stroke-width': 1.5,
      'stroke-dasharray': isOff ? '3 3' : undefined,
    }),
    isOff
      ? h('path', { d: HATCH, fill: 'none', stroke: palette.rule, 'stroke-width': 1.2 })
      : glyph('control', palette.ink, 'scale(.82)'),
  );

const HATCH = 'M-9.500 3.500L3.500 -9.500M-7.500 8.500L8.500 -7.500M-3 10.500L10.500 -3';

/** Components of several kinds. */
export const severalGlyph = (stroke: string, transform?: string): Markup =>
  h(
    'g',
    { class: 'glyph', fill: 'none', stroke, 'stroke-width': 1.5, transform },
    [-4.2, 4.2].flatMap((cy) => [-4.2, 4.2].map((cx) => h('circle', { cx, cy, r: 2.7 }))),
  );

type EndMark = 'none' | 'ring' | 'square' | 'double bar' | 'bar';

/** What stands at the declared far end, so that kinds differ without colour or dashes. */
const endMarks: Readonly<Record<RelationKind, EndMark>> = {
  delegates: 'none',
  messages: 'none',
  spawns: 'none',
  feeds: 'none',
  reads: 'ring',
  writes: 'ring',
  trains: 'ring',
  invokes: 'square',
  infers: 'square',
  accesses: 'square',
  'runs-on': 'double bar',
  registers: 'double bar',
  authenticates: 'double bar',
  monitors: 'bar',
  guards: 'bar',
  supervises: 'bar',
};

/** @param away - unit vector from the end into the line */
export function endMark(
  kind: RelationKind,
  x: number,
  y: number,
  away: readonly [number, number],
  ground: string,
  stroke: string,
): Markup | null {
  const [dx, dy] = away;
  const [cx, cy] = [x + dx * 7, y + dy * 7];
  const bar = (at: number): string =>
    path`M${x + dx * at - dy * 5} ${y + dy * at + dx * 5}L${x + dx * at + dy * 5} ${y + dy * at - dx * 5}`;
  const common = { stroke, 'stroke-width': 1.4 };
  switch (endMarks[kind]) {
    case 'none':
      return null;
    case 'ring':
      return h('circle', { cx, cy, r: 3.6, fill: ground, ...common });
    case 'square':
      return h('rect', { x: cx - 3.2, y: cy - 3.2, width: 6.4, height: 6.4, fill: ground, ...common });
    case 'double bar':
      return h('path', { d: bar(5) + bar(8.6), fill: 'none', ...common });
    case 'bar':
      return h('path', { d: bar(5), fill: 'none', ...common, 'stroke-width': 1.8 });
  }
}

/** Arrowhead with its tip at x, y; `toward` is the unit vector in which compromise travelled. */
export function arrowHead(x: number, y: number, toward: readonly [number, number], lengthPx: number): string {
  const [dx, dy] = toward;
  const [bx, by] = [x - dx * lengthPx, y - dy * lengthPx];
  const half = lengthPx * 0.48;
  return path`M${x} ${y}L${bx - dy * half} ${by + dx * half}L${bx + dy * half} ${by - dx * half}z`;
}

export const headLength = (strokeWidth: number): number => 5.5 + strokeWidth * 1.15;

/** Dashes tell how sure a relation is: declared solid, inferred dashes, assumed round dots. */
export function dashes(certainty: Certainty, strokeWidth: number): string | undefined {
  const two = (value: number): number => Math.round(value * 100) / 100;
  if (certainty === 'inferred') return `${two(6 + 1.5 * strokeWidth)} ${two(strokeWidth + 4)}`;
  return certainty === 'assumed' ? `0.1 ${two(1.9 * strokeWidth + 2)}` : undefined;
}

/** Width of a line that carried the spread in such a share of worlds. */
export const lineWidth = (share: number): number => (carriesSpread(share) ? 1.2 + 7 * share : 1);

/** Below one world in a hundred a relation is a hairline. */
export const carriesSpread = (share: number): boolean => share >= 0.01;
