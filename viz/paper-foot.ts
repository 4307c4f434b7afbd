import type { Results } from '../src/measure/results.ts';

/** The rule for what stands at the foot of every sheet of paper. */
export function paperFoot({ name: title, seed, engine }: Results): string {
  const text = `${shortened(title)} · seed ${seed} · blastradius ${engine}`;
  return `@page{@bottom-left{content:${cssString(text)}}@bottom-right{content:counter(page) " of " counter(pages)}}`;
}

const MOST_FOOT = 60;

const shortened = (title: string): string => {
  const letters = [...title];
  return letters.length <= MOST_FOOT ? title : `${letters.slice(0, MOST_FOOT - 1).join('')}…`;
};

/** Whatever the text holds, it ends neither the string nor the style sheet. */
const cssString = (text: string): string =>
  `"${text.replace(/[^\w .,:·-]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `)}"`;
