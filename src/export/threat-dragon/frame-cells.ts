import { type Layer, layerNames } from '../../graph/kinds.ts';
import type { Box } from '../../import/diagram/innermost-zone.ts';
import { OWN_BAND } from '../../import/threat-dragon/own-marks.ts';
import { cellId } from './cell-id.ts';
import type { Layout } from './layout.ts';

/** Room for the name of a layer beside zones. */
export const LAYER_NAME_WIDTH = 200;

/** What is drawn around components: their zones, and where layers are; without zones, layers get the boxes. */
export function frameCells({ zones, bands }: Layout): readonly object[] {
  if (zones.length === 0) {
    const description = 'A layer of MAESTRO, drawn for orientation: no trust boundary.';
    return bands.map(({ layer, box }) =>
      boxCell(cellId('layer', String(layer)), titleOf(layer), box, { description, [OWN_BAND]: layer }),
    );
  }
  return [
    ...zones.map(({ name, box }) => boxCell(cellId('zone', name), name, box, { description: '' })),
    ...bands.map(({ layer, box }) => textCell(layer, box)),
  ];
}

const titleOf = (layer: Layer): string => `Layer ${layer}: ${layerNames[layer]}`;

const boxCell = (id: string, name: string, { left, top, width, height }: Box, data: object): object => ({
  position: { x: left, y: top },
  size: { width, height },
  attrs: { label: { text: name } },
  visible: true,
  shape: 'trust-boundary-box',
  zIndex: -1,
  id,
  data: { type: 'tm.BoundaryBox', name, isTrustBoundary: true, hasOpenThreats: false, ...data },
});

const textCell = (layer: Layer, { left, top, height }: Box): object => {
  const name = titleOf(layer).replace(': ', '\n');
  return {
    position: { x: left, y: top + height / 2 - 30 },
    size: { width: LAYER_NAME_WIDTH - 20, height: 60 },
    attrs: { text: { text: name } },
    visible: true,
    shape: 'td-text-block',
    zIndex: 1,
    id: cellId('layer', String(layer)),
    data: { type: 'tm.Text', name, hasOpenThreats: false, [OWN_BAND]: layer },
  };
};
