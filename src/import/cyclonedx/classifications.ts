import { find, type Located, listOf, textOf } from '../located.ts';

/** Words by which data are classified, the gravest first; the format leaves them to its users. */
const WEIGHTS: readonly (readonly [words: RegExp, weight: number])[] = [
  [/\b(?:top secret|secret|restricted|regulated|phi|pci|credentials?)\b/iu, 5],
  [/\b(?:confidential|sensitive|personal|proprietary|pii|pifi|private)\b/iu, 4],
  [/\binternal\b/iu, 2],
  [/\bpublic\b/iu, 1],
];

/** The weight of the gravest classification among the `data` of a part; undefined if none is known. */
export function classifiedValue(located: Located): number | undefined {
  const weights = listOf(find(located, 'data')).flatMap((one) => weightOf(find(one, 'classification')) ?? []);
  return weights.length === 0 ? undefined : Math.max(...weights);
}

export function weightOf(classification: Located | undefined): number | undefined {
  const text = (textOf(classification) ?? '').replace(/[-_]/gu, ' ');
  return WEIGHTS.find(([words]) => words.test(text))?.[1];
}
