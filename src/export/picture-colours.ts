import type { Layer } from '../graph/kinds.ts';

/** The colours of our pictures on light paper, for files that others draw. */
export const layerColours: Readonly<Record<Layer, string>> = {
  1: '#67268b',
  2: '#1168c3',
  3: '#298fc4',
  4: '#286039',
  5: '#758f1b',
  6: '#a0617f',
  7: '#303b52',
};

/** Reach, 11 steps: 0, then rounds of 10 %. */
export const reachColours: readonly string[] = [
  '#f4f0e8',
  '#f9e8ca',
  '#fbdba9',
  '#f9c584',
  '#f5a966',
  '#ee8a4c',
  '#dc6538',
  '#c7442b',
  '#ae2e2b',
  '#8d1d2a',
  '#6a1127',
];

/** 0 for what is never reached, 1 up to 10 %, 10 above 90 %. */
export const reachStep = (p: number): number => Math.min(10, Math.ceil(p * 10));

export const onReach = (step: number): string => (step < 7 ? '#1a1214' : '#fffaf2');

/** `62 %`; what is reached at all is never 0, and what is not always, never 100. */
export function reachText(p: number): string {
  const percent = Math.round(p * 100);
  if (p > 0 && percent === 0) return '<1 %';
  return p < 1 && percent === 100 ? '>99 %' : `${percent} %`;
}
