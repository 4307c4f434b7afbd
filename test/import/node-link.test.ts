import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { nodeLink } from '../../src/import/node-link.ts';
import { componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const read = (value: unknown): Imported => nodeLink.read(jsonFile(value), () => undefined) as Imported;
const sample = (name: string): Imported => nodeLink.read(sampleOf('node-link')(name), () => undefined) as Imported;
const said = ({ warnings }: Imported): string[] => warnings.map(({ found }) => found);
const OPEN = 'edges that do not say it';

describe('nodes and links', () => {
  it('are joined by position where nodes have no ids, as d3 has them', () => {
    const { ecosystem, warnings } = sample('miserables.json');
    expect([ecosystem.components.length, ecosystem.relations.length]).toEqual([77, 254]);
    expect(edges({ ecosystem })).toContain('Napoleon messages Myriel');
    expect(warnings.map(({ found }) => found)).toEqual([OPEN]);
  });

  it.each([
    ['ids', [{ id: 'a' }, { id: 'b' }], { source: 'a', target: 'b' }],
    [
      'ids that are numbers',
      [
        { id: 7, name: 'a' },
        { id: 1, name: 'b' },
      ],
      { source: 7, target: 1 },
    ],
    ['keys', [{ key: 'a' }, { key: 'b' }], { source: 'a', target: 'b' }],
    ['names', [{ name: 'a' }, { name: 'b' }], { source: 'a', target: 'b' }],
    ['positions', [{ id: 'a' }, { id: 'b' }], { source: 0, target: 1 }],
    [
      'the nodes themselves',
      [{ id: 'a' }, { id: 'b' }],
      { source: { id: 'a', index: 0 }, target: { id: 'b', index: 1 } },
    ],
    ['nodes that only have a position', [{ name: 'a' }, { name: 'b' }], { source: { index: 0 }, target: { index: 1 } }],
  ])('are joined by %s', (_what, nodes, link) => {
    const { ecosystem } = read({ nodes, links: [link] });
    const names = new Map(ecosystem.components.map(({ id, name }) => [id, name]));
    expect(ecosystem.relations.map(({ from, to }) => [names.get(from), names.get(to)])).toEqual([['a', 'b']]);
  });

  it('take a number for an id where one is such an id, and otherwise for a position', () => {
    const links = [{ source: 1, target: 2 }];
    expect(edges(read({ nodes: [{ id: 1 }, { id: 2 }, { id: 3 }], links }))).toEqual(['1 messages 2']);
    expect(edges(read({ nodes: [{ id: 'x' }, { id: 'y' }, { id: 'z' }], links }))).toEqual(['y messages z']);
  });

  it('keep nodes of the same name apart', () => {
    const { ecosystem } = read({ nodes: [{ name: 'a' }, { name: 'a' }], links: [{ source: 0, target: 1 }] });
    expect(edges({ ecosystem })).toEqual(['a messages a#2']);
  });

  it('may name nodes that are not listed, with a warning', () => {
    const imported = read({
      nodes: [{ id: 'a' }],
      links: [
        { source: 'a', target: 'b' },
        { source: 'c', target: 'a' },
      ],
    });
    expect(edges(imported)).toEqual(['a messages b', 'c messages a']);
    expect(said(imported)).toContain('"b" and 1 more, not among the nodes');
  });

  it('are noted where a link has no two ends, and where it leads back', () => {
    const links = [
      { source: 'a', target: 'a' },
      { source: 'a' },
      { source: null, target: 'a' },
      { source: 'a', target: 'b' },
    ];
    const { ignored } = read({ nodes: [{ id: 'a' }, { id: 'b' }], links });
    expect(ignored.map(({ what }) => what).sort()).toEqual([
      'edge of a node with itself',
      'edge without two ends (2 times)',
    ]);
  });

  it('of one id are refused, whatever else they say', () => {
    const links = [{ source: 'a', target: 'b' }];
    for (const again of [{ id: 'a' }, { id: 'a', label: 'Two' }]) {
      const nodes = [{ id: 'a' }, { id: 'b' }, again];
      expect(() => read({ nodes, links })).toThrow('expected an id that no other node has, found "a"');
    }
  });

  it('of one id in several graphs are one node, with a warning if they say different things', () => {
    const [a, b] = [{ id: 'a', label: 'One' }, { id: 'b' }];
    const graphs = [
      { nodes: [a, b], edges: [{ source: 'a', target: 'b' }] },
      { nodes: [{ id: 'a', label: 'Two', metadata: { zone: 'z' } }], edges: [] },
    ];
    const imported = read({ graphs });
    expect(componentOf(imported, 'a')).toMatchObject({ name: 'One', zone: 'z' });
    expect(said(imported)).toContain('"a" again, with other attributes');
  });
});

describe('lists of neighbours, as networkx.adjacency_data writes them,', () => {
  const [a, b] = [{ id: 'a', name: 'First' }, { id: 'b' }];
  const graph = (directed: boolean, adjacency: unknown, nodes: unknown = [a, b]) => ({
    ...{ directed, multigraph: true, graph: [], nodes, adjacency },
  });
  const trusts = (value: unknown) =>
    read(value).ecosystem.relations.map(({ from, to, trust }) => [from, to, trust.along]);

  it('are edges with their attributes', () => {
    const imported = read(graph(true, [[{ id: 'b', key: 0, weight: 0.5 }], [{ id: 'a', key: 0, weight: 0.25 }]]));
    expect(edges(imported)).toEqual(['a messages b', 'b messages a']);
    expect(componentOf(imported, 'a')?.name).toBe('First');
    expect(imported).toMatchObject({ warnings: [], ignored: [] });
  });

  it('say an undirected edge at both ends, which is one for each key', () => {
    const edge = (id: unknown, key: number, weight: number) => ({ id, key, weight });
    const both = [
      [edge('b', 0, 0.5), edge('b', 1, 0.25)],
      [edge('a', 0, 0.5), edge('a', 1, 0.25)],
    ];
    expect(trusts(graph(false, both))).toHaveLength(4);
    expect(trusts(graph(false, [[], [edge('a', 0, 0.5)]]))).toMatchObject([
      ['a', 'b', { value: 0.5 }],
      ['b', 'a', { value: 0.5 }],
    ]);
    const numbers = graph(false, [[edge(5, 0, 0.5)], [edge(1, 0, 0.5)]], [{ id: 1 }, { id: 5 }]);
    expect(trusts(numbers)).toHaveLength(2);
  });

  it('are noted where there is no such node, and may hold anything', () => {
    const { ignored } = read(graph(true, [[{ id: 'b' }], [{}], [{ id: 'a' }]]));
    expect(ignored.map(({ what }) => what)).toEqual(['edge without two ends (2 times)']);
    for (const odd of [null, 0, '', [], {}, [[]], [null], 'x', { id: {} }, true]) {
      expect(read(graph(false, [odd, [odd], [[odd]]])).ecosystem.components.length).toBeGreaterThan(0);
    }
  });
});

describe('the direction of edges', () => {
  const nodes = [{ id: 'a' }, { id: 'b' }];
  const [along, back, both] = [['a messages b'], ['b messages a'], ['a messages b', 'b messages a']];
  const link = (rest: object) => ({ nodes, links: [{ source: 'a', target: 'b', ...rest }] });
  const drawn = {
    elements: {
      nodes: [{ data: { id: 'a' } }, { data: { id: 'b' } }],
      edges: [{ data: { source: 'a', target: 'b' } }],
    },
  };
  const arrow = (arrows: unknown) => ({ nodes, edges: [{ from: 'a', to: 'b', arrows }] });
  it.each([
    ['directed at the top', { ...link({}), directed: true }, along],
    ['directed: false at the top', { ...link({}), directed: false }, both],
    ['networkx', { ...link({}), directed: false, multigraph: false, graph: {} }, both],
    ['Cytoscape.js with directed: true', { ...drawn, directed: true }, along],
    ['Cytoscape.js with directed: false', { ...drawn, directed: false }, both],
    ['undirected at an edge', link({ undirected: true }), both],
    ['directed: false at an edge', link({ directed: false }), both],
    ['type of an edge', link({ type: 'undirected' }), both],
    ['an arrow to', arrow('to'), along],
    ['an arrow from', arrow('from'), back],
    ['arrows both ways', arrow('to, from'), both],
    ['arrows as a map', arrow({ to: { enabled: false }, from: true }), back],
    ['graphology', { nodes: [{ key: 'a' }, { key: 'b' }], edges: [{ source: 'a', target: 'b' }] }, along],
    [
      'a JSON Graph',
      { graph: { directed: false, nodes: { a: {}, b: {} }, edges: [{ source: 'a', target: 'b' }] } },
      both,
    ],
  ])('is that of %s, and nothing is assumed', (_what, graph, expected) => {
    const imported = read(graph);
    expect(edges(imported)).toEqual(expected);
    expect(imported.warnings).toEqual([]);
  });

  it.each([
    ['d3', link({})],
    ['vis.js without arrows', arrow(undefined)],
    ['Cytoscape.js', drawn],
  ])('is from source to target for %s, which is said once', (_what, graph) => {
    const imported = read(graph);
    expect(edges(imported)).toEqual(along);
    expect(said(imported)).toContain(OPEN);
  });
});

describe('zones', () => {
  it('are nodes that are parents, and what zone or parent call otherwise; groups are none', () => {
    const nodes = [
      { id: 'dmz', label: 'DMZ' },
      { id: 'web', parent: 'dmz' },
      { id: 'db', zone: 'inside' },
      { id: 'log', parent: 'basement' },
      { id: 'x', group: 3, cluster: 'east' },
    ];
    const links = [
      { source: 'web', target: 'db' },
      { source: 'db', target: 'log' },
      { source: 'x', target: 'log' },
    ];
    const { ecosystem, ignored } = read({ nodes, links });
    expect(Object.fromEntries(ecosystem.components.map(({ id, zone }) => [id, zone]))).toEqual({
      web: 'DMZ',
      db: 'inside',
      log: 'basement',
      x: null,
    });
    expect(ignored.map(({ what }) => what)).toEqual(['node "DMZ"']);
  });
});

describe('attributes', () => {
  it('are probabilities by the rule of raw graphs', () => {
    const nodes = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    const links = (p: unknown, name = 'weight') => [
      { source: 'a', target: 'b', [name]: 0.25 },
      { source: 'b', target: 'c', [name]: p },
    ];
    const trusts = (graph: unknown) => read(graph).ecosystem.relations.map(({ trust }) => trust.along);
    expect(trusts({ nodes, links: links(0.5) })).toMatchObject([{ value: 0.25 }, { value: 0.5 }]);
    expect(trusts({ nodes, links: links(7) })).toMatchObject([{ value: 0.1 }, { value: 0.1 }]);
    expect(trusts({ nodes, links: links(0, 'p') })).toMatchObject([{ value: 0.25 }]);
    expect(() => read({ nodes, links: links(7, 'probability') })).toThrow('a probability from 0 to 1');
  });

  it('that are maps are noted, unless they only say how something is drawn', () => {
    const nodes = [
      { id: 'a', position: { x: 1 }, owner: { team: 'x' } },
      { id: 'b', style: {}, owner: { team: 'y' } },
    ];
    const { ignored } = read({ nodes, links: [{ source: 'a', target: 'b' }] });
    expect(ignored.map(({ what }) => what)).toEqual(['attribute "owner" of nodes (2 times)']);
  });

  it('name the graph in all dialects', () => {
    const [nodes, edge] = [[{ id: 'a' }, { id: 'b' }], { source: 'a', target: 'b' }];
    for (const graph of [
      { graph: { name: 'Desk' }, directed: true, multigraph: true, nodes, links: [edge] },
      { graph: [['name', 'Desk']], directed: true, multigraph: false, nodes, links: [edge] },
      { attributes: { name: 'Desk' }, nodes: [{ key: 'a' }], edges: [edge] },
      { data: { name: 'Desk' }, elements: { nodes: [{ data: { id: 'a' } }], edges: [{ data: edge }] } },
      { graph: { label: 'Desk', nodes, edges: [edge] } },
    ]) {
      expect(read(graph).ecosystem.name).toBe('Desk');
    }
  });

  it.each(['flows/arctic.json', 'arctic.json.gz', 'arctic'])('that name no graph leave it to the file: %s', (name) => {
    const graph = jsonFile({ nodes: [{ id: 'a' }, { id: 'b' }], links: [{ source: 'a', target: 'b' }] });
    const { ecosystem } = nodeLink.read({ ...graph, name }, () => undefined) as Imported;
    expect(ecosystem.name).toBe('arctic');
  });

  it('stand where the file says them', () => {
    const { ecosystem } = sample('own-graphology.json');
    expect(ecosystem.components.find(({ id }) => id === 'lead')?.provenance).toMatchObject({
      certainty: 'declared',
      at: { file: 'own-graphology.json', line: 6, column: 5 },
      pointer: '/nodes/1',
    });
  });
});

describe('recognition', () => {
  it.each([
    ['a package lock', { name: 'x', lockfileVersion: 3, packages: { '': { dependencies: { a: '1' } } } }],
    ['a flake lock', { nodes: { root: { inputs: { a: 'a' } } }, root: 'root', version: 7 }],
    [
      'GeoJSON',
      { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { source: 'a', target: 'b' } }] },
    ],
    ['a list of records', [{ source: 'a', target: 'b' }]],
    ['links without nodes', { links: [{ source: 'a', target: 'b' }] }],
    ['a source map', { version: 3, sources: ['a'], mappings: 'AAAA', source: 'x' }],
  ])('leaves %s alone', (_what, value) => {
    expect(detectFormat(jsonFile(value))).toBeUndefined();
  });

  it('does not mind what stands in any field', () => {
    for (const odd of [null, 0, '', [], {}, [[]], [null], 'x', { a: 1 }, true]) {
      for (const graph of [
        { nodes: odd, links: [{ source: 'a', target: 'b' }] },
        { nodes: [odd, { id: odd }], links: [odd, { source: odd, target: odd }, { source: 'a', target: 'b' }] },
        { nodes: [{ id: 'a', name: odd, parent: odd, zone: odd }], edges: [{ from: 'a', to: 'b', arrows: odd }] },
        { elements: [odd, { data: odd }, { data: { id: 'a' } }, { data: { source: odd, target: 'a' } }], data: odd },
        { graph: { nodes: { a: odd, b: odd }, edges: [{ source: 'a', target: 'b' }, odd], metadata: odd, label: odd } },
        { directed: true, multigraph: odd, graph: odd, nodes: [{ id: 'a' }], links: odd },
      ]) {
        const file = jsonFile(graph);
        expect(nodeLink.detect(file).score).toBeLessThanOrEqual(1);
        try {
          expect((nodeLink.read(file, () => undefined) as Imported).ecosystem.components.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }
    }
  });

  it('is refused, if somebody calls another file so', () => {
    expect(() => read({ features: [] })).toThrow('expected nodes, and links or edges with source and target');
  });
});
