import type { SideBySide } from './side-by-side.ts';
import { counted } from './two-decimals.ts';

/** What the comparison says, in sentences without names of the input: about the lists, and about the worlds. */
export function sideBySideSentences(sideBySide: SideBySide): {
  readonly listed: readonly string[];
  readonly simulated: readonly string[];
} {
  return { listed: listedSentences(sideBySide), simulated: simulatedSentences(sideBySide) };
}

function listedSentences({ counts, components }: SideBySide): string[] {
  const { byStride, onlyAgentic, askedByStride, byNeither } = counts;
  const all = byStride + onlyAgentic + byNeither;
  if (all === 0) return ['No threat of the catalogue applies to any component.'];
  const letters = components.reduce((sum, { onlyStride }) => sum + onlyStride.length, 0);
  return [
    `Of ${counted(all, 'pair')} of a component and a catalogued threat, STRIDE's letters describe ${byStride}; ${onlyAgentic} come about in a way that only an agentic class describes.`,
    ...(onlyAgentic > 0
      ? [
          `Behind ${askedByStride} of those STRIDE asks the question in general (a letter of the threat is asked of that element), without saying how it comes about.`,
        ]
      : []),
    ...(byNeither > 0
      ? [
          `${counted(byNeither, 'pair')} with no agentic class and no letter that is asked of such an element: neither finds them.`,
        ]
      : []),
    `The other way round, STRIDE asks ${counted(letters, 'question')} to which no threat of the catalogue answers there.`,
  ];
}

function simulatedSentences({ simulation, scenarios }: SideBySide): string[] {
  if (simulation === null) return ['What follows was not simulated.'];
  const isSpread = scenarios.some(({ affected }) => affected.both.mean > 0);
  return [
    `By the model ${simulation.model}, ${simulation.worlds === 0 ? 'computed without sampling' : `${simulation.worlds} worlds from each entry point, the same worlds`} for STRIDE's six classes, the five agentic ones and all eleven${simulation.partial ? ' (interrupted: the worlds that were done)' : ''}.`,
    'Affected is the mean number reached, disabled or disclosed besides the entry points, with its 95 % interval, given that the entry point is taken.',
    ...(isSpread
      ? [
          'Both less the sum: above 0 one family opens ways for the other, below 0 both hit the same components; its range sets the ends of the three intervals against each other and is wider than 95 %.',
        ]
      : ['No class affects anybody.']),
  ];
}
