import { describe, expect, it } from 'vitest';
import { barabasiAlbert, erdosRenyi, inverseInDegree, wikiVote } from '../../bench/graphs.ts';
import { referenceAgentic } from '../../bench/reference/agentic.ts';
import { referenceCascade } from '../../bench/reference/independent-cascade.ts';
import { referenceSirOnePass } from '../../bench/reference/sir-one-pass.ts';
import { referenceSirSteps } from '../../bench/reference/sir-steps.ts';
import { agenticWorkload } from '../../bench/suite-file.ts';
import { type Contender, meanSize, type Work } from '../../bench/work.ts';
import { chanceOf, seedOf } from '../../src/base/random.ts';
import { compileScenario } from '../../src/compile/arcs.ts';
import { rawGraphOfPairs } from '../../src/compile/random-raw-graph.ts';
import { scenariosOf } from '../../src/compile/scenario.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { runShard } from '../../src/engine/run-worlds.ts';

/* A ratio to a reference means something only if the reference answers the same question. */
const chain = (nodes: number, p: number) =>
  rawGraphOfPairs({ name: 'chain', nodes, arcs: nodes - 1, chance: chanceOf(p) }, (draw, pair) =>
    pair.set([draw, draw + 1]),
  );
const ran = (contender: Contender, worlds: number): Work => contender.run(0, worlds) as Work;

function expectMean(work: Work, expected: number): void {
  const { mean, error } = meanSize(work);
  expect(mean).toBeWithinStandardErrorsOf(expected, { standardError: error, errors: 4 });
}

it('the reference of cascades spreads with p, then p squared', () => {
  const work = ran(referenceCascade(chain(3, 0.3)), 100_000);
  // From the first node, the second or the third.
  expectMean(work, (0.3 + 0.3 ** 2 + 0.3) / 3);
  // The entry's arc, and that of a second node that was reached.
  expect(work.traversedArcs / work.worlds).toBeCloseTo((1 + 0.3 + 1) / 3, 1);
});

describe.each([
  ['step by step', () => referenceSirSteps(chain(2, 0.1), 0.05)],
  ['in one pass', () => referenceSirOnePass(chain(2, 0.1), 0.1, 0.05)],
])('the reference of SIR %s', (_, open) => {
  it('passes an arc with 1 - g (1 - b) / (1 - (1 - g) (1 - b))', () => {
    const transmissibility = 1 - (0.05 * 0.9) / (1 - 0.95 * 0.9);
    expectMean(ran(open(), 100_000), transmissibility / 2);
  });
});

it.each([
  { base: 0.3, rate: 1 },
  { base: 0.8, rate: 0.3 },
])('the reference of agentic gives what the plain kernel gives: base $base, rate $rate', (chances) => {
  const text = agenticWorkload({ components: 60, arcs: 300, ...chances, entries: ['a0'], worlds: 1 });
  const { ecosystem, suite } = parseSuiteFile(text, 'agentic.yaml').file;
  const [scenario] = scenariosOf(ecosystem, suite);
  if (scenario === undefined) throw new Error('no scenario');
  const { compiled } = compileScenario(ecosystem, scenario);
  const all = { ...chances, detection: 0.1, repair: 0.1, effectiveness: 0.5, alertFactor: 0.8 };
  const reference = meanSize(ran(referenceAgentic(compiled, all), 20_000));
  const { histograms, worlds } = runShard(compiled, seedOf(1), { fromWorld: 0, toWorld: 8192 });
  const sizes = histograms.reached[0] as Uint32Array;
  const sum = (power: number): number => sizes.reduce((all, count, size) => all + count * size ** power, 0);
  const ours = meanSize({ worlds, sizeSum: sum(1), sizeSquares: sum(2), traversedArcs: 0 });
  const standardError = Math.hypot(ours.error, reference.error);
  expect(reference.mean).toBeWithinStandardErrorsOf(ours.mean, { standardError, errors: 4 });
});

describe('the graphs of the bench', () => {
  it('have the sizes that their names say', () => {
    expect(erdosRenyi(1000, 5000, 0.5).target).toHaveLength(5000);
    expect(barabasiAlbert(1000, 5, 0.5).target).toHaveLength(2 * 5 * 995);
    const wiki = wikiVote(0.05);
    expect([wiki.nodes.count, wiki.target.length]).toEqual([7_115, 103_689]);
  });
  it('have every link of preferential attachment both ways, and at least as many as a newcomer makes', () => {
    const { offsets, target } = barabasiAlbert(300, 3, 0.5);
    const leaving = (u: number): number[] => [...target.subarray(offsets[u], offsets[u + 1])];
    for (let u = 0; u < 300; u++) for (const v of leaving(u)) expect(leaving(v)).toContain(u);
    for (let u = 3; u < 300; u++) expect(leaving(u).length).toBeGreaterThanOrEqual(3);
  });
  it('give the arcs into a component 1 in all, where the probability is 1 / in-degree', () => {
    const { nodes, target, chance } = inverseInDegree(erdosRenyi(200, 1000, 0.5));
    const into = new Float64Array(nodes.count);
    for (const [a, v] of target.entries()) into[v] = (into[v] as number) + ((chance as Uint32Array)[a]! + 1) / 2 ** 32;
    for (const v of target) expect(into[v]).toBeCloseTo(1, 6);
  });
});
