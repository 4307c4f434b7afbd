import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, folderWith } from './fake-shell.ts';

/* A network means the same whether its nodes are nodes or agents: the same arcs pass with the same probabilities. The
 * two ways draw other random numbers, so that they are two samples of the same size from what must be one distribution. */

const WORLDS = 20_000;
/** Standard errors of the difference that two estimates may lie apart. */
const ERRORS = 4;

const miserables = readFileSync(
  fileURLToPath(new URL('../fixtures/graphml/miserables.graphml', import.meta.url)),
  'utf8',
);

/** The same people in GEXF: scenes together as probabilities, some edges in one direction, some twice, and a self-loop. */
const weighted = ((): string => {
  const nodes = [...miserables.matchAll(/<node id="(\d+)">/g)].map(([, id]) => `<node id="${id}" label="n${id}"/>`);
  const edges = [...miserables.matchAll(/source="(\d+)" target="(\d+)">\n<data key="weight">([\d.]+)/g)].map(
    ([, from, to, scenes], n) => {
      const edge = `<edge source="${from}" target="${to}" weight="${Number(scenes) / 32}"`;
      return n % 3 === 0 ? `${edge} type="directed"/>` : n % 5 === 0 ? `${edge}/>${edge}/>` : `${edge}/>`;
    },
  );
  return `<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected"><nodes>${nodes.join('')}</nodes>
<edges>${edges.join('\n')}<edge source="11" target="11" weight="0.5"/></edges></graph></gexf>`;
})();

describe.each([
  ['GraphML without probabilities', 'people.graphml', miserables],
  ['GEXF with weights that are probabilities', 'people.gexf', weighted],
])('%s', (_, name, text) => {
  it.each(['11', '48', '0'])('spreads the same from %s as a raw graph and as an ecosystem', async (entry) => {
    const folder = folderWith({ [name]: text });
    const [raw, own] = [await runAs('raw', folder, name, entry), await runAs('ecosystem', folder, name, entry)];
    expect(own.arcs).toBe(raw.arcs);
    const [a, b] = [raw.blastRadius.total, own.blastRadius.total];
    expect(b.size).toBe(a.size);
    const standardError = Math.sqrt((a.sd ** 2 + b.sd ** 2) / WORLDS);
    expect(b.mean).toBeWithinStandardErrorsOf(a.mean, { standardError, errors: ERRORS });
    const [rawReach, ownReach] = [raw.reach ?? [], own.reach ?? []];
    expect(ownReach.map(({ id }) => id).sort()).toEqual(rawReach.map(({ id }) => id).sort());
    expect(ownReach).toHaveLength(77);
    const reached = new Map(rawReach.map(({ id, p }) => [id, p]));
    for (const { id, p } of ownReach) {
      const other = reached.get(id) ?? Number.NaN;
      const both = (p + other) / 2;
      const error = Math.sqrt((2 * both * (1 - both)) / WORLDS);
      expect(p, id).toBeWithinStandardErrorsOf(other, { standardError: error, errors: ERRORS });
    }
  });
});

async function runAs(as: 'raw' | 'ecosystem', folder: string, name: string, entry: string) {
  const model = ['--model', 'independent-cascade', '--entry', entry, '--worlds', String(WORLDS), '--seed', '7'];
  const said = await blastradius(folder, 'run', name, '--as', as, ...model, '--threads', '1', '--json', '--full');
  expect(said.exitCode, said.stderr).toBe(0);
  const [scenario, ...others] = (JSON.parse(said.stdout) as Results).scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  expect(others).toEqual([]);
  return scenario;
}
