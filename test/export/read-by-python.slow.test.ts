import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportEcosystem } from '../../src/export/export-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { nodeLink } from '../../src/import/node-link.ts';
import { findNetworkx } from '../setup/find-networkx.ts';
import { mustRun } from '../setup/run-program.ts';
import { anyEcosystem } from './any-ecosystem.ts';

/* Node-link JSON in networkx, and tables in Python's csv: what both were made for. */

/** Ids without halves of pairs, which no program prints. */
const isWhole = (ecosystem: Ecosystem): boolean => !/\\ud[89a-f]/iu.test(JSON.stringify(ecosystem));
const ecosystems = fc.sample(anyEcosystem.filter(isWhole), { numRuns: 25, seed: 5 });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-by-python-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const python = (): string => {
  const found = findNetworkx();
  if (found === undefined) throw new Error('No networkx here: run the slow project, whose setup installs it');
  return found;
};

function written(ecosystem: Ecosystem, format: string): string[] {
  return exportEcosystem(ecosystem, format).map(({ suffix, text }, n) => {
    const path = join(folder, `written-${n}${suffix}`);
    writeFileSync(path, text);
    return path;
  });
}

/** Since networkx 3.4 one says what it always called links. */
const NETWORKX = `
import inspect, json, sys, networkx
said = {'edges': 'links'} if 'edges' in inspect.signature(networkx.node_link_graph).parameters else {}
graph = networkx.node_link_graph(json.load(open(sys.argv[1], encoding='utf-8')), **said)
json.dump(networkx.node_link_data(graph, **said), open(sys.argv[1] + '.again', 'w', encoding='utf-8'))
print(json.dumps([graph.is_directed(), list(graph.nodes), [[a, b] for a, b in graph.edges()]]))`;

it('networkx opens node-link JSON, and what it writes is the same ecosystem again', async () => {
  for (const ecosystem of ecosystems) {
    const [path = ''] = written(ecosystem, 'node-link');
    const [isDirected, nodes, edges] = JSON.parse(await mustRun(python(), ['-c', NETWORKX, path], folder));
    expect(isDirected).toBe(true);
    expect(nodes).toEqual(ecosystem.components.map(({ id }) => id));
    expect(edges).toHaveLength(ecosystem.relations.length);
    const file = { name: 'again.json', text: readFileSync(`${path}.again`, 'utf8') };
    const { ecosystem: back } = await nodeLink.read(file, () => undefined);
    const { description, ...rest } = ecosystem;
    expect(back).toEqual(description === undefined ? rest : ecosystem);
  }
});

const TABLES = `
import csv, json, sys
print(json.dumps([list(csv.DictReader(open(path, newline='', encoding='utf-8'), strict=True)) for path in sys.argv[1:]]))`;

it('Python reads both tables, each row whole', async () => {
  for (const ecosystem of ecosystems) {
    const [nodes, edges] = JSON.parse(
      await mustRun(python(), ['-c', TABLES, ...written(ecosystem, 'csv-pair')], folder),
    );
    expect(nodes.map(({ layer }: { layer: string }) => layer)).toEqual(
      ecosystem.components.map((one) => String(one.layer)),
    );
    expect(edges.map(({ kind }: { kind: string }) => kind)).toEqual(ecosystem.relations.map(({ kind }) => kind));
    for (const row of [...nodes, ...edges]) expect(row).not.toHaveProperty('null');
  }
});
