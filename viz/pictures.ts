import { layers } from '../src/graph/kinds.ts';
import { curveView, layerCurve } from './figures/curve-view.ts';
import { dotsView } from './figures/dots-view.ts';
import { layerRows, mostColumns, staircase } from './figures/layers-view.ts';
import { stillView } from './figures/still-view.ts';
import { graphView } from './graph/graph-view.ts';
import { endOf, type Moment } from './graph/moment.ts';
import { h, type Markup } from './markup.ts';
import { pagePalette as palette } from './theme.ts';
import type { View } from './view.ts';

/** A picture of the page by name: the page holds its place, and draws it again when the place changes its width. */
export type Picture = {
  /** Width in a window of 1280 px, in which the page is first drawn. */
  readonly usualWidth: number;
  /** Drawn by the page's code only: small repeats that would make the file heavy. */
  readonly isLate?: true;
  /** Null if there is nothing to draw. */
  readonly draw: (view: View, width: number, moment: Moment) => Markup | null;
};

const stillRounds = ['0', '1', '2', '4', '8', 'end'] as const;

export const pictures: Readonly<Record<string, Picture>> = {
  dots: { usualWidth: 530, draw: ({ scenario }, width) => dotsView(scenario.blastRadius.total, { width, palette }) },
  graph: {
    usualWidth: 848,
    draw: (view, width, moment) => graphView(view, { width, palette, moment, isInteractive: true }),
  },
  curve: { usualWidth: 560, draw: (view, width) => curveView(view, { width, palette }) },
  ...Object.fromEntries(
    layers.flatMap((layer): [string, Picture][] => [
      [`stairs-${layer}`, { usualWidth: 300, draw: (view, width) => drawStairs(view, layer, width) }],
      [
        `curve-${layer}`,
        { usualWidth: 116, isLate: true, draw: (view, width) => layerCurve(view, layer, { width, palette }) },
      ],
    ]),
  ),
  ...Object.fromEntries(
    stillRounds.map((round): [string, Picture] => [
      `still-${round}`,
      {
        usualWidth: 172,
        isLate: true,
        draw: (view, width) => stillView(view, { width, palette, round: stillRound(view, round) }),
      },
    ]),
  ),
};

/** Rounds shown as stills, without repeats in short spreads. */
export function stillsOf(view: View): { readonly picture: string; readonly round: number }[] {
  return stillRounds
    .map((round) => ({ picture: `still-${round}`, round: stillRound(view, round) }))
    .filter(({ picture, round }) => picture === 'still-end' || round < view.lastRound);
}

const stillRound = ({ lastRound }: View, round: (typeof stillRounds)[number]): number =>
  round === 'end' ? lastRound : Math.min(Number(round), lastRound);

function drawStairs(view: View, layer: number, width: number): Markup | null {
  const rows = layerRows(view);
  const row = rows.find((candidate) => candidate.layer === layer);
  return row === undefined ? null : staircase(row, { width, most: mostColumns(rows), palette });
}

/** The place of a picture in the page. In the file it holds the picture as it is usually drawn. */
export function pictureBox(name: string, view: View): Markup {
  const picture = pictures[name];
  const isNow = view.medium === 'file' && picture !== undefined && picture.isLate !== true;
  return h(
    'div',
    { class: 'picture', 'data-picture': name },
    isNow && picture.draw(view, picture.usualWidth, endOf(view)),
  );
}
