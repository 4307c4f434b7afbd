import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../src/base/random.ts';
import { randomRawGraph } from '../../src/compile/random-raw-graph.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import { runEveryEntry } from '../../src/run/run-every-entry.ts';
import { runRaw } from '../../src/run/run-raw.ts';

const graph = randomRawGraph({ nodes: 120, arcs: 600, chance: chanceOf(0.3), seed: seedOf(9) });
const how = { kernel: 'every-entry', family: 'skip' } as const;

describe('every node as entry', () => {
  it('has the blast radius that each has alone by gaps', async () => {
    const { scenarios } = await runEveryEntry(graph, { worlds: 100, seed: 4 }, how, null);
    const alone = await runRaw(graph, {
      model: 'independent-cascade',
      entries: { form: 'sample', count: 20 },
      settings: defaultSettings,
      worlds: 100,
      seed: 4,
      precision: null,
      threads: 1,
      kernel: { name: 'skip', isPlain: true },
    });
    for (const { id, blastRadius } of alone.scenarios) {
      expect(scenarios.find((scenario) => scenario.id === id)?.blastRadius).toEqual(blastRadius);
    }
    expect(scenarios).toHaveLength(120);
  });

  it('keeps the first worlds of all nodes when it is stopped', async () => {
    const stop = new AbortController();
    const onProgress = (): void => stop.abort();
    const { scenarios, isPartial } = await runEveryEntry(
      graph,
      { worlds: 3_000_000, seed: 4, signal: stop.signal, onProgress },
      how,
      null,
    );
    const whole = await runEveryEntry(graph, { worlds: 32, seed: 4 }, how, null);
    expect(isPartial).toBe(true);
    expect(scenarios).toEqual(whole.scenarios);
  });
});
