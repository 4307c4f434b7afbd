import { arcLines, nodeLines } from './arc-lines.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';
import { xmlName } from './xml-name.ts';

/** GraphML with the probability as the attribute `p` of its edges. */
export const rawGraphml: RawGraphFormat = {
  format: 'graphml',
  title: 'GraphML',
  endings: ['.graphml'],
  *lines(graph, hasChances) {
    yield '<?xml version="1.0" encoding="UTF-8"?>';
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">';
    if (hasChances) yield '<key id="p" for="edge" attr.name="p" attr.type="double"/>';
    yield '<graph id="G" edgedefault="directed">';
    yield* nodeLines(graph, (name) => `<node id="${written(name)}"/>`);
    yield* arcLines(graph, hasChances, written, (from, to, p) =>
      p === undefined
        ? `<edge source="${from}" target="${to}"/>`
        : `<edge source="${from}" target="${to}"><data key="p">${p}</data></edge>`,
    );
    yield '</graph>';
    yield '</graphml>';
  },
};

const written = (name: string): string => xmlName(name, 'graphml');
