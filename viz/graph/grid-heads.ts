import { layerNames } from '../../src/graph/kinds.ts';
import { h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { View } from '../view.ts';
import { cellLook } from './cell-look.ts';
import { gridMargin, UPRIGHT_PX } from './grid-margin.ts';
import type { GridLayout } from './layout-grid.ts';
import { looksAt } from './moment.ts';
import type { Scene } from './scene.ts';
import { shortNames } from './short-names.ts';

export const gridBands = ({ bands }: GridLayout, { width, palette }: PictureOptions): Markup =>
  h(
    'g',
    { class: 'bands' },
    bands.map(({ layer, top, bottom }) => [
      h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }, h('title', {}, layerNames[layer])),
      h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
    ]),
  );

export function gridBandNames(view: View, { bands }: GridLayout, { width, palette, moment }: PictureOptions): Markup {
  const looks = looksAt(view, moment);
  const { isNarrow } = gridMargin(width);
  return h(
    'g',
    { class: 'names' },
    bands.map(({ layer, top }) => {
      const members = view.components.flatMap((component, i) => (component.layer === layer ? [i] : []));
      const { note } = cellLook(view, members, looks);
      const reached = note === 'entry point' ? note : `${note} reached`;
      const key = [span({ weight: 600, fill: palette.ink }, `L${layer}`), ` ${shortNames[layer]}`];
      const soft = { fill: palette.soft, halo: palette.sunk } as const;
      return isNarrow
        ? textAt(11, top + 14, { ...soft, size: 11.5 }, key, `, ${reached}`)
        : [
            textAt(14, top + 17, { ...soft, size: 12.5 }, key),
            textAt(14, top + 32, { size: 11.5, fill: palette.mute }, reached),
          ];
    }),
  );
}

/** Narrower columns have their names upright. */
const LEAST_HEAD_PX = 46;

export function columnHeads(
  view: View,
  { columns }: Scene,
  layout: GridLayout,
  { palette, moment, isInteractive }: PictureOptions,
): Markup {
  const looks = looksAt(view, moment);
  return h(
    'g',
    { class: 'heads' },
    layout.columns.map(({ left, width }, k) => {
      const { name, members } = columns[k] as Scene['columns'][number];
      const room = width - 6;
      const isEntrys = members.some((i) => view.isEntry[i]);
      const x = left + width / 2;
      const style = { size: 12.5, weight: 600, anchor: 'middle', fill: isEntrys ? palette.ink : palette.soft } as const;
      const note = cellLook(view, members, looks).note;
      const noteSize = { size: 11.5, anchor: 'middle', fill: palette.mute } as const;
      const action = isInteractive ? { class: 'head', 'data-action': 'open-group', 'data-group': name } : {};
      if (room < LEAST_HEAD_PX) {
        const upright = `${translate(x + 4, UPRIGHT_PX)} rotate(-90)`;
        const { anchor: _, ...start } = style;
        return h(
          'g',
          action,
          h('g', { transform: upright }, textAt(0, 0, start, fitMiddle(name, UPRIGHT_PX - 2, 12.5, 600))),
        );
      }
      return h(
        'g',
        action,
        textAt(x, 15, style, h('title', {}, name), fitMiddle(name, room, 12.5, 600)),
        textWidth(note, 11.5) <= room && textAt(x, 31, noteSize, note),
      );
    }),
  );
}
