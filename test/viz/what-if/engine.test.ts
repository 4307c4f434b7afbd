import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import type { Compilation } from '../../../src/compile/arcs.ts';
import { compileScenarios } from '../../../src/compile/compile-scenarios.ts';
import { runShard } from '../../../src/engine/run-worlds.ts';
import type { RunModel } from '../../../src/measure/results.ts';
import { applyEdits } from '../../../viz/what-if/apply-edits.ts';
import type { Edit } from '../../../viz/what-if/edit.ts';
import type { Answer, SoFar } from '../../../viz/what-if/engine-api.ts';
import { engineInNode, questionsAbout, runFile } from './asked.ts';
import { deskFile } from './desk.ts';

const CUSTOMER = 'agentic/customer/agentic';
const filterOff: readonly Edit[] = [{ kind: 'control', control: 'input-filter', isOn: false }];
const ask = await questionsAbout(deskFile);
const answered = async (edits: readonly Edit[], isPlain = false): Promise<Answer> =>
  (await (await engineInNode(isPlain)).answer(ask(CUSTOMER, edits))) as Answer;

/** Sizes of the first worlds, one by one, by listening to the plain kernel. */
function sizesOf(model: RunModel, edits: readonly Edit[], worlds: number): number[] {
  const { ecosystem, scenario, suite } = applyEdits(model, CUSTOMER, edits) as NonNullable<
    ReturnType<typeof applyEdits>
  >;
  const { compiled } = compileScenarios(ecosystem, [scenario])[0] as Compilation;
  const sizes = new Array<number>(worlds).fill(0);
  for (let block = 0; block * 32 < worlds; block++) {
    runShard(compiled, seedOf(suite.seed), { fromWorld: block * 32, toWorld: block * 32 + 32 }, (_, mask) => {
      for (let lane = 0; lane < 32; lane++) if ((mask >>> lane) & 1) (sizes[block * 32 + lane] as number)++;
    });
  }
  return sizes;
}

describe('the engine of a page', () => {
  it('gives the same answer with the plain kernels', async () => {
    expect(await answered(filterOff, true)).toEqual(await answered(filterOff));
  });

  it('counts the difference world by world', async () => {
    const { difference } = await answered(filterOff);
    const { model } = ask(CUSTOMER, []).details;
    const [before, after] = [sizesOf(model, [], 704), sizesOf(model, filterOff, 704)];
    const differences = after.map((size, world) => size - (before[world] as number));
    const mean = differences.reduce((sum, one) => sum + one, 0) / 704;
    expect(difference.total.mean).toBeCloseTo(mean, 12);
    // t over the means of 22 blocks that share their inputs.
    const blocks = Array.from(
      { length: 22 },
      (_, b) => differences.slice(b * 32, b * 32 + 32).reduce((s, d) => s + d, 0) / 32,
    );
    const error = Math.sqrt(blocks.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 21 / 22);
    expect(difference.total.ci95[0]).toBeCloseTo(mean - 2.0796138447 * error, 6);
    expect(difference.total.ci95[1]).toBeCloseTo(mean + 2.0796138447 * error, 6);
  });

  it('says of nothing changed that nothing differs', async () => {
    const { difference, yaml } = await answered([]);
    // 700 worlds that agree leave open that one in some hundreds does not.
    expect(difference.total.mean).toBe(0);
    expect(difference.total.ci95[1]).toBeLessThan(0.1);
    expect(difference.total.ci95[0]).toBe(-difference.total.ci95[1]);
    expect(yaml.split('\n').every((line) => line === '' || line.startsWith('#'))).toBe(true);
  });

  it('takes a control that is off for one that the suite has off', async () => {
    const { results } = await answered(filterOff);
    const off = (await runFile(deskFile, `${CUSTOMER}/control-off:input-filter`)).results.scenarios[0];
    const shown = results.scenarios.find(({ id }) => id === CUSTOMER);
    expect(shown?.blastRadius).toEqual(off?.blastRadius);
    expect(shown?.reach).toEqual(off?.reach);
  });

  it('turns on a control that the scenario has off', async () => {
    const engine = await engineInNode();
    const question = ask(`${CUSTOMER}/control-off:input-filter`, [
      { kind: 'control', control: 'input-filter', isOn: true },
    ]);
    const answer = await engine.answer(question);
    const position = question.results.scenarios.findIndex(({ id }) => id === question.scenario);
    expect(answer?.results.scenarios[position]).toEqual(question.results.scenarios.find(({ id }) => id === CUSTOMER));
    expect(answer?.difference.total.mean).toBeLessThan(0);
  });

  it('runs the other scenarios of a small suite too, decides their gates and compares their pairs', async () => {
    const edits: readonly Edit[] = [{ kind: 'hardening', component: 'worker', value: 0.6 }];
    const { results, details, scenarios } = await answered(edits);
    const changed = deskFile.replace('hardening: [0.1, 0.3]', 'hardening: 0.6');
    const command = await runFile(changed);
    expect(scenarios).toHaveLength(4);
    expect(results.scenarios).toEqual(command.results.scenarios);
    expect(results.thresholds).toEqual(command.results.thresholds);
    expect(details.pairs).toEqual(command.details.pairs);
    expect(details.relations).toEqual(command.details.relations);
    const drawn = (of: typeof details) =>
      of.scenarios
        .map(({ id, arcs, reachByRound, bands }) => ({ id, arcs, reachByRound, bands }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(drawn(details)).toEqual(drawn(command.details as typeof details));
  });

  it('watches worlds of the shown scenario as a run does: ways, a typical world, intervals of curves', async () => {
    const small = smallFile('agentic');
    const question = (await questionsAbout(small))('agentic/a/agentic', [
      { kind: 'hardening', component: 'c', value: 0.5 },
    ]);
    const answer = await (await engineInNode()).answer(question);
    const command = await runFile(small.replace('c: { kind: agent }', 'c: { kind: agent, hardening: 0.5 }'));
    expect(answer?.details.scenarios[0]?.witnessed?.paths.length).toBeGreaterThan(0);
    expect(answer?.details.scenarios).toEqual(command.details.scenarios);
  });

  it('stops when it is told to, and tells how far it is', async () => {
    const told: SoFar[] = [];
    const stop = new AbortController();
    // A clock by which every slice takes a second: each is told of, and none grows.
    let seconds = 0;
    const engine = await engineInNode(false, () => 1000 * seconds++);
    const onProgress = (soFar: SoFar): void => {
      told.push(soFar);
      if (told.length === 3) stop.abort();
    };
    expect(await engine.answer(ask(CUSTOMER, filterOff), { onProgress, signal: stop.signal })).toBeNull();
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(told.every(({ done, worlds }) => done > 0 && done < worlds)).toBe(true);
    expect(told.at(-1)?.difference).not.toBeNull();
  });

  it.each(['independent-cascade', 'linear-threshold', 'seir', 'worst-case', 'exact'])(
    'runs every propagation model as the command line does: %s',
    async (name) => {
      const small = smallFile(name);
      const question = (await questionsAbout(small))(`${name}/a/agentic`, [
        { kind: 'hardening', component: 'c', value: 0.5 },
      ]);
      const answer = await (await engineInNode()).answer(question);
      const command = await runFile(small.replace('c: { kind: agent }', 'c: { kind: agent, hardening: 0.5 }'));
      expect(answer?.results.scenarios).toEqual(command.results.scenarios);
    },
  );

  it('stops where a precision is reached, as the command line does', async () => {
    const precise = deskFile.replace('worlds: 700', 'worlds: 50000\n  precision: 0.02');
    const answer = await (await engineInNode()).answer((await questionsAbout(precise))(CUSTOMER, filterOff));
    const changed = precise.replace('effectiveness: [0.3, 0.8]', 'effectiveness: 0');
    const command = await runFile(changed, CUSTOMER);
    const shown = answer?.results.scenarios.find(({ id }) => id === CUSTOMER);
    expect(shown?.worlds).toBeLessThan(50_000);
    expect(shown).toEqual(command.results.scenarios[0]);
  });

  it('rounds worlds to whole blocks only where something is uncertain', async () => {
    const certain = smallFile('independent-cascade').replace('worlds: 500', 'worlds: 501');
    const question = (await questionsAbout(certain))('independent-cascade/a/agentic', [
      { kind: 'hardening', component: 'c', value: 0.5 },
    ]);
    const answer = await (await engineInNode()).answer(question);
    expect(answer?.results.scenarios[0]?.worlds).toBe(512);
  });
});

const smallFile = (model: string): string => `version: 1
name: small
components:
  a: { kind: agent, exposed: true }
  b: { kind: agent }
  c: { kind: agent }
  d: { kind: tool }
relations:
  - { from: a, to: b, kind: delegates }
  - { from: b, to: c, kind: delegates, trust: 0.8 }
  - { from: c, to: d, kind: invokes }
  - { from: a, to: d, kind: invokes, trust: 0.5 }
controls:
  gate: { on: { from: a, to: d, kind: invokes, direction: along }, effectiveness: 1 }
suite: { model: ${model}, worlds: 500 }
`;
