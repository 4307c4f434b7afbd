import { code, markdownTable } from '../base/markdown-text.ts';
import type { SideBySide, SideBySideComponent } from './side-by-side.ts';
import type { SideBySideScenario } from './side-by-side-scenario.ts';
import { sideBySideSentences } from './side-by-side-sentences.ts';
import { rangeText, sizeText, twoDecimals } from './two-decimals.ts';

/** The comparison for a review: what each of the two lists per component, then what each does in the same worlds. */
export function sideBySideMarkdown(sideBySide: SideBySide): string {
  const { components, scenarios } = sideBySide;
  const { listed, simulated } = sideBySideSentences(sideBySide);
  const parts = [
    '## STRIDE and MAESTRO side by side',
    listed.join(' '),
    markdownTable(
      [
        'component',
        'layer',
        'element',
        'STRIDE asks',
        'STRIDE describes',
        'only an agentic class does',
        'asked, but no threat',
      ],
      components.map(componentCells),
    ),
    legend(components),
    simulated.join(' '),
    scenarios.length > 0 &&
      markdownTable(
        ['entry', 'of', 'STRIDE alone', 'agentic alone', 'both', 'both less the sum'],
        scenarios.map(scenarioCells),
        1,
      ),
    ...scenarios.flatMap(layerTable),
  ];
  return `${parts.filter((part) => part !== false && part !== '').join('\n\n')}\n`;
}

/** Only what occurs. */
const legend = (components: readonly SideBySideComponent[]): string =>
  [
    components.some(({ onlyAgentic, askedByStride }) => onlyAgentic.length > askedByStride.length) &&
      '**Bold**: STRIDE does not even ask (no letter of the threat is asked of that element).',
    components.some(({ byNeither }) => byNeither.length > 0) && '(In brackets): neither finds it.',
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');

const componentCells = (component: SideBySideComponent): string[] => {
  const { id, layer, element, stride, byStride, byNeither, onlyAgentic, askedByStride, onlyStride } = component;
  const agentic = onlyAgentic.map((threat) => (askedByStride.includes(threat) ? threat : `**${threat}**`));
  const byLetters = [...byStride, ...byNeither.map((threat) => `(${threat})`)];
  return [
    code(id),
    `L${layer}`,
    element,
    stride.join(' '),
    byLetters.join(' ') || '–',
    agentic.join(' ') || '–',
    onlyStride.join(' ') || '–',
  ];
};

function scenarioCells({ entry, size, affected, beyondSum }: SideBySideScenario): string[] {
  const { stride, agentic, both } = affected;
  const cells = [stride, agentic, both].map(({ mean, ci95 }) => `${twoDecimals(mean)} (${rangeText(ci95)})`);
  return [
    entry.map(code).join(', '),
    sizeText(size),
    ...cells,
    `${signed(beyondSum.mean)} (${rangeText(beyondSum.within)})`,
  ];
}

function layerTable({ entry, layers }: SideBySideScenario): string[] {
  const hit = layers.filter(({ stride, agentic, both }) => stride.mean + agentic.mean + both.mean > 0);
  if (hit.length === 0) return [];
  return [
    `From ${entry.map(code).join(', ')}, affected per layer:`,
    markdownTable(
      ['layer', 'of', 'STRIDE alone', 'agentic alone', 'both'],
      hit.map(({ layer, size, stride, agentic, both }) => [
        `L${layer}`,
        sizeText(size),
        ...[stride, agentic, both].map(({ mean, ci95 }) => `${twoDecimals(mean)} (${rangeText(ci95)})`),
      ]),
      1,
    ),
  ];
}

const signed = (value: number): string => (value > 0 ? `+${twoDecimals(value)}` : twoDecimals(value));
