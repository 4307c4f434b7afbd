import { describe, expect, it } from 'vitest';
import { nodeLink } from '../../src/export/node-link.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import { known } from '../../src/graph/belief.ts';
import { buildEcosystem } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';

const provenance = { certainty: 'declared', at: { file: 'desk.yaml', line: 3 } } as const;
const desk = ((): Ecosystem => {
  const { ecosystem } = buildEcosystem({
    name: 'Desk',
    description: 'Two lines\nof text',
    components: [
      { id: 'planner', kind: 'agent', valueThousandths: 2500, exposed: true, provenance },
      { id: '7', kind: 'tool', name: '7', hardening: known(0.25), provenance },
    ],
    relations: [
      { from: 'planner', to: '7', kind: 'invokes', trust: { along: known(0.5) }, provenance },
      { from: 'planner', to: '7', kind: 'invokes', rate: { form: 'range', low: 0.1, high: 0.2 }, provenance },
    ],
  });
  if (ecosystem === undefined) throw new Error('no ecosystem');
  return ecosystem;
})();
const outcome: Outcome = {
  scenario: 'tool-misuse/planner',
  worlds: 1000,
  entries: new Set(['planner']),
  reach: new Map([['7', { p: 0.25, ci95: [0.2, 0.3] }]]),
  blastRadius: new Map([['planner', 0.25]]),
  credit: new Map(desk.relations.map(({ id }) => [id, 0.5])),
};
const written = (ecosystem: Ecosystem, results?: Outcome) =>
  JSON.parse(nodeLink.write(ecosystem, results)[0]?.text ?? '');

describe('node-link JSON', () => {
  it('has nodes and links by their ids, as d3 and networkx read them', () => {
    const { directed, multigraph, graph, nodes, links } = written(desk);
    expect({ directed, multigraph, graph }).toEqual({
      directed: true,
      multigraph: true,
      graph: { creator: 'blastradius', name: 'Desk', description: 'Two lines\nof text' },
    });
    expect(nodes.map(({ id }: { id: unknown }) => id)).toEqual(['7', 'planner']);
    expect(links.map(({ source, target, key }: Record<string, unknown>) => [source, target, key])).toEqual([
      ['planner', '7', 'invokes'],
      ['planner', '7', 'invokes#2'],
    ]);
  });

  it('holds numbers as numbers where all of a name are, and texts as texts', () => {
    const { nodes, links } = written(desk);
    expect(nodes[0]).toMatchObject({
      id: '7',
      name: '7',
      kind: 'tool',
      layer: 7,
      value: 1,
      hardening: 0.25,
      exposed: false,
    });
    expect(nodes[1]).toMatchObject({ value: 2.5, exposed: true });
    expect(links.map(({ trustAlong, rate }: Record<string, unknown>) => [trustAlong, rate])).toEqual(
      expect.arrayContaining([
        [0.5, '0.3'],
        [1, '[0.1, 0.2]'],
      ]),
    );
  });

  it('holds the results of a run as numbers', () => {
    const { graph, nodes, links } = written(desk, outcome);
    expect(graph).toMatchObject({ scenario: 'tool-misuse/planner', worlds: 1000 });
    expect(nodes[0]).toMatchObject({ reach: 0.25, reachLow: 0.2, reachHigh: 0.3, isEntry: false });
    expect(nodes[1]).toMatchObject({ blastRadius: 0.25, isEntry: true });
    expect(links[0]).toMatchObject({ credit: 0.5 });
  });

  it('has a line for each node and each link', () => {
    const lines = nodeLink.write(desk)[0]?.text.split('\n') ?? [];
    expect(lines.filter((line) => /^ {4}\{"(?:id|source)":.*\},?$/u.test(line))).toHaveLength(4);
  });

  it('may be empty', () => {
    expect(written({ name: 'none', components: [], relations: [] })).toMatchObject({ nodes: [], links: [] });
  });
});
