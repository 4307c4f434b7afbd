import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { componentAttributes, relationAttributes } from '../../src/export/attributes.ts';
import { exportEcosystem } from '../../src/export/export-ecosystem.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import { rawGraphFormats } from '../../src/export/raw/raw-graph-formats.ts';
import { known } from '../../src/graph/belief.ts';
import { buildEcosystem } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { idProblem } from '../../src/graph/ids.ts';
import type { Importer } from '../../src/import/importer.ts';
import { importers } from '../../src/import/importers.ts';
import type { AttributeValue } from '../../src/import/records/attribute-value.ts';
import { readText } from '../compile/read-raw-text.ts';
import { findNetworkx } from '../setup/find-networkx.ts';
import { mustRun, runProgram } from '../setup/run-program.ts';
import { hostileTexts } from './any-ecosystem.ts';
import { scenario } from './scenario.ts';

/* Exports as the tools see them that they are made for, both of Debian: Graphviz draws them, networkx reads them. */

/** What no XML file can hold, and what is written instead: others see the latter. */
const NO_XML = /[\p{Cs}\ufffe\uffff]|_x[\dA-F]{4}/u;

/** A bundled scenario beside a ring of agents that are called in hostile ways. */
const hostile = ((): Ecosystem => {
  const desk = scenario('support-desk');
  const ids = [...hostileTexts, 'a\\"b', 'ends in \\']
    .filter((id) => idProblem(id) === undefined && !NO_XML.test(id))
    .filter((id) => !desk.components.some((one) => one.id === id));
  const provenance = { certainty: 'inferred', at: { file: 'a "file" & more' }, rule: '<b>because</b>' } as const;
  const { ecosystem, problems } = buildEcosystem({
    name: 'desk & "ring"',
    description: '<![CDATA[ ]]> in\ntwo lines',
    components: ids.map((id, n) => ({
      ...{ id, kind: 'agent', name: ids[(n + 1) % ids.length], provenance },
      ...{ valueThousandths: n * 500, exposed: n % 2 === 0, tags: [id], zone: ids[n % 3] },
    })),
    relations: ids.flatMap((id, n) => {
      const to = ids[(n + 1) % ids.length] ?? '';
      const trust = { along: known(0.5), against: known(n / ids.length) };
      // Two between the same ends: graph formats have to keep parallel edges apart.
      return [
        { from: id, kind: 'delegates', to, trust, provenance },
        { from: id, kind: 'messages', to, tags: [id], provenance },
      ] as const;
    }),
  });
  if (ecosystem === undefined) throw new Error(problems.map(({ expected, found }) => `${expected}: ${found}`).join());
  return {
    ...ecosystem,
    components: [...desk.components, ...ecosystem.components],
    relations: [...desk.relations, ...ecosystem.relations],
  };
})();

const outcome: Outcome = {
  scenario: 'tool-misuse/browser',
  worlds: 1000,
  entries: new Set(['browser']),
  reach: new Map(hostile.components.map(({ id }, n) => [id, { p: (n + 0.5) / 100, ci95: [n / 100, (n + 1) / 100] }])),
  blastRadius: new Map(hostile.components.map(({ id }, n) => [id, n + 0.25])),
  credit: new Map(hostile.relations.map(({ id }, n) => [id, 1 / (n + 2)])),
};

const importerOf = (format: string): Importer => {
  const found = importers.find((one) => one.format === format);
  if (found === undefined) throw new Error(format);
  return found;
};

/** Both have an order of their own. */
const inOrder = <T extends { readonly id: string }>(parts: readonly T[]): T[] =>
  parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'blastradius-opened-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The file of an export; all of these formats have one. */
function written(ecosystem: Ecosystem, format: string, results?: Outcome): string {
  const [file] = exportEcosystem(ecosystem, format, results);
  const path = join(folder, `${format}.${results === undefined ? 'plain' : 'results'}`);
  writeFileSync(path, file?.text ?? '');
  return path;
}

type Row = Readonly<Record<string, unknown>>;
type Opened = {
  readonly isDirected: boolean;
  readonly nodes: Readonly<Record<string, Row>>;
  readonly edges: readonly (readonly [from: string, to: string, row: Row])[];
};

const READ = `
import json, sys, networkx
graph = getattr(networkx, 'read_' + sys.argv[1])(sys.argv[2])
getattr(networkx, 'write_' + sys.argv[1])(graph, sys.argv[2] + '.again')
print(json.dumps({
    'isDirected': graph.is_directed(),
    'nodes': {node: row for node, row in graph.nodes(data=True)},
    'edges': [[a, b, row] for a, b, row in graph.edges(data=True)],
}))`;

async function openedByNetworkx(format: string, path: string): Promise<Opened> {
  const python = findNetworkx();
  if (python === undefined) throw new Error('No networkx here: run the slow project, whose setup installs it');
  return JSON.parse(await mustRun(python, ['-c', READ, format, path], folder));
}

/** Values as they were given, or as texts where others of the same name are no numbers. */
const eachWritten = (attributes: readonly AttributeValue[]): [string, unknown][] =>
  attributes.map(([name, value]) => [
    name,
    expect.toSatisfy((found: unknown) => found === value || String(found) === String(value), `${name}: ${value}`),
  ]);
const asWritten = (attributes: readonly AttributeValue[]): Row => Object.fromEntries(eachWritten(attributes));

describe.each(['graphml', 'gexf'])('networkx opens %s', (format) => {
  it.each([
    ['without results', undefined],
    ['with results', outcome],
  ])('with all nodes, edges and attributes, %s', async (_what, results) => {
    const { isDirected, nodes, edges } = await openedByNetworkx(format, written(hostile, format, results));
    expect(isDirected).toBe(true);
    expect(Object.keys(nodes).sort()).toEqual(hostile.components.map(({ id }) => id).sort());
    for (const component of hostile.components)
      expect(nodes[component.id], component.id).toMatchObject(asWritten(componentAttributes(component, results)));
    const wanted = hostile.relations.map(({ from, to, kind }) => `${from} ${kind} ${to}`);
    expect(edges.map(([from, to, row]) => `${from} ${row['kind']} ${to}`).sort()).toEqual(wanted.sort());
    for (const relation of hostile.relations) {
      const found = edges.filter(
        ([a, b, { kind }]) => a === relation.from && b === relation.to && kind === relation.kind,
      );
      expect(found.map(([, , row]) => row)).toContainEqual(
        expect.objectContaining(asWritten(relationAttributes(relation, results))),
      );
    }
  });

  it('and what it writes is the same ecosystem again', async () => {
    const path = written(hostile, format, outcome);
    await openedByNetworkx(format, path);
    const text = readFileSync(`${path}.again`, 'utf8');
    const { ecosystem } = await importerOf(format).read({ name: 'again', text }, () => undefined);
    expect(ecosystem.name).toBe(hostile.name);
    expect(inOrder(ecosystem.components)).toEqual(inOrder(hostile.components));
    expect(inOrder(ecosystem.relations)).toEqual(inOrder(hostile.relations));
  });

  it('with numbers as numbers, flags as flags and texts as texts, so that results can be drawn by size', async () => {
    const { nodes, edges } = await openedByNetworkx(format, written(hostile, format, outcome));
    for (const [at, { id, name, layer, kind }] of hostile.components.entries()) {
      expect(nodes[id]).toMatchObject({ label: name, name, layer, kind, isEntry: id === 'browser' });
      expect(nodes[id]).toMatchObject({ reach: (at + 0.5) / 100, reachLow: at / 100, blastRadius: at + 0.25 });
      expect(typeof nodes[id]?.['exposed']).toBe('boolean');
      expect(typeof nodes[id]?.['value']).toBe('number');
    }
    const credits = edges.map(([, , { credit }]) => credit);
    expect(new Set(credits)).toEqual(new Set(outcome.credit.values()));
  });
});

/** What Graphviz's own language says of a drawing: a line for each node (or edge), values apart by tabs. */
async function toldByGraphviz(what: 'N' | 'E', fields: readonly string[], path: string): Promise<readonly string[][]> {
  const values = fields.map((field) => (field.startsWith('$.') ? field : `aget($, "${field}")`));
  const stdout = await mustRun('gvpr', [`${what} { print(${values.join(', "\\t", ')}) }`, path], folder);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

/** Quotes cannot hold every text: others are written as Graphviz writes HTML. */
const plain = (text: string): string => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

describe('Graphviz', () => {
  it.each([
    ['without results', undefined],
    ['with results', outcome],
  ])('draws all components, relations and zones, and complains about nothing, %s', async (_what, results) => {
    const { status, stdout, stderr } = await runProgram('dot', ['-Tsvg', written(hostile, 'dot', results)], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/class="node"/g)).toHaveLength(hostile.components.length);
    expect(stdout.match(/class="edge"/g)).toHaveLength(hostile.relations.length);
    const zones = new Set(hostile.components.flatMap(({ zone }) => zone ?? []));
    expect(stdout.match(/class="cluster"/g)).toHaveLength(zones.size);
  });

  it('knows the attributes of components and relations, results too', async () => {
    const path = written(hostile, 'dot', outcome);
    const nodes = await toldByGraphviz('N', ['$.name', 'componentId', 'name', 'kind', 'layer', 'reach'], path);
    const idOf = new Map(nodes.map(([name = '', alias = '']) => [name, alias === '' ? name : plain(alias)]));
    const rows = new Map(nodes.map(([name = '', , ...row]) => [idOf.get(name), row]));
    expect([...rows.keys()].sort()).toEqual(hostile.components.map(({ id }) => id).sort());
    for (const { id, name, kind, layer } of hostile.components) {
      const [called = '', ...others] = rows.get(id) ?? [];
      expect([called, plain(called)]).toContain(name);
      expect(others).toEqual([kind, String(layer), String(outcome.reach.get(id)?.p)]);
    }
    const edges = await toldByGraphviz('E', ['$.tail.name', '$.head.name', 'kind', 'signed', 'credit'], path);
    expect(
      edges.map(([from = '', to = '', ...row]) => [idOf.get(from), idOf.get(to), ...row].join('\t')).sort(),
    ).toEqual(
      hostile.relations
        .map(({ id, from, to, kind, signed }) => [from, to, kind, signed, outcome.credit.get(id)].join('\t'))
        .sort(),
    );
  });
});

describe('a raw graph with parallel arcs, a node alone and probabilities', () => {
  const rows = [
    'source,target,p',
    '"a ""b"" & <c>",end,0.25',
    '"a ""b"" & <c>",end,0.5',
    'end,7,1e-7',
    'alone,alone,1',
  ];
  const names = ['7', 'a "b" & <c>', 'alone', 'end'];
  const arcs = ['a "b" & <c> > end: 0.25', 'a "b" & <c> > end: 0.5', 'end > 7: 1e-7'];

  async function writtenRaw(format: string): Promise<string> {
    const { graph } = await readText([...rows, ''].join('\n'));
    const lines = rawGraphFormats.find((one) => one.format === format)?.lines(graph, true) ?? [];
    const path = join(folder, `raw.${format}`);
    writeFileSync(path, [...lines, ''].join('\n'));
    return path;
  }

  it.each(['graphml', 'gexf'])('is the same in networkx as %s', async (format) => {
    const { isDirected, nodes, edges } = await openedByNetworkx(format, await writtenRaw(format));
    expect(isDirected).toBe(true);
    expect(Object.keys(nodes).sort()).toEqual(names);
    expect(edges.map(([from, to, { p }]) => `${from} > ${to}: ${p}`).sort()).toEqual(arcs);
    expect(edges.map(([, , { p }]) => typeof p)).toEqual(Array(3).fill('number'));
  });

  it('is the same in Graphviz', async () => {
    const path = await writtenRaw('dot');
    expect((await toldByGraphviz('N', ['$.name'], path)).flat().sort()).toEqual(names);
    const edges = await toldByGraphviz('E', ['$.tail.name', '$.head.name', 'p'], path);
    expect(edges.map(([from, to, p]) => `${from} > ${to}: ${p}`).sort()).toEqual(arcs);
  });
});
