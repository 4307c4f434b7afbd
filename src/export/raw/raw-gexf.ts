import { arcLines, nodeLines } from './arc-lines.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';
import { xmlName } from './xml-name.ts';

/** GEXF 1.2, which every networkx reads, with the probability as the attribute `p` of its edges, and as their weight, by which Gephi draws them. */
export const rawGexf: RawGraphFormat = {
  format: 'gexf',
  title: 'GEXF (Gephi)',
  endings: ['.gexf'],
  *lines(graph, hasChances) {
    yield '<?xml version="1.0" encoding="UTF-8"?>';
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">';
    yield '<graph defaultedgetype="directed">';
    if (hasChances) yield '<attributes class="edge"><attribute id="p" title="p" type="double"/></attributes>';
    yield '<nodes>';
    yield* nodeLines(graph, (name) => `<node id="${written(name)}" label="${written(name)}"/>`);
    yield '</nodes>';
    yield '<edges>';
    yield* arcLines(graph, hasChances, written, (from, to, p, arc) =>
      p === undefined
        ? `<edge id="${arc}" source="${from}" target="${to}"/>`
        : `<edge id="${arc}" source="${from}" target="${to}" weight="${p}"><attvalues><attvalue for="p" value="${p}"/></attvalues></edge>`,
    );
    yield '</edges>';
    yield '</graph>';
    yield '</gexf>';
  },
};

const written = (name: string): string => xmlName(name, 'gexf');
