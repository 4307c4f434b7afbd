import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { jsonText } from '../../src/run/json-text.ts';
import type { Look } from '../../src/run/live-file.ts';
import { MOST_LIVE } from '../../src/run/live-scenarios.ts';
import { runSuite } from '../../src/run/run-suite.ts';
import { smallDesk } from '../cli/small-desk.ts';

const { file } = parseSuiteFile(smallDesk.replace('worlds: 640', 'worlds: 40000'), 'desk.yaml');

describe('a look at a run that goes on', () => {
  it('says what the run would say if it were stopped now', async () => {
    const stop = new AbortController();
    let last: Look | undefined;
    let seen: ReturnType<Look['measured']> | undefined;
    const { results } = await runSuite(file, {
      threads: 1,
      signal: stop.signal,
      onLook: (look) => {
        last = look;
        seen = look.measured();
        if (look.progress.done > 0) stop.abort();
      },
    });
    expect(results.partial).toBe(true);
    const worlds = results.scenarios.reduce((sum, scenario) => sum + scenario.worlds, 0);
    expect(last).toMatchObject({ name: 'small-desk', scenarioCount: 4, progress: { done: worlds, total: 160_000 } });
    const known = results.scenarios.filter((scenario) => scenario.worlds > 0);
    expect(seen?.scenarios.length).toBe(known.length);
    for (const { id, worlds, total, layers } of seen?.scenarios ?? []) {
      const { blastRadius, ...result } = results.scenarios.find((scenario) => scenario.id === id) ?? expect.fail(id);
      expect(worlds).toBe(result.worlds);
      expect(blastRadius.total).toMatchObject(total);
      for (const [layer, radius] of Object.entries(layers))
        expect(blastRadius.layers).toMatchObject({ [layer]: radius });
    }
    const found = seen?.leading();
    const leading = results.scenarios.find(({ id }) => id === found?.id);
    expect(found).toEqual({ id: leading?.id, ...leading?.blastRadius });
  });

  it('changes no byte of the results', async () => {
    const options = { threads: 1 };
    const alone = await runSuite(file, options);
    const looks: Look[] = [];
    const watched = await runSuite(file, {
      ...options,
      onLook: (look) => {
        look.measured().leading();
        looks.push(look);
      },
    });
    expect(looks.length).toBeGreaterThan(2);
    expect(looks[0]?.progress).toEqual({ done: 0, total: 160_000 });
    expect(jsonText(watched.results)).toBe(jsonText(alone.results));
    expect(JSON.stringify(watched.details)).toBe(JSON.stringify(alone.details));
  });

  it('measures in full the worst of the system as it is, not of what it would be without a control', async () => {
    let seen: ReturnType<Look['measured']> | undefined;
    await runSuite(file, { threads: 1, onLook: (look) => (seen = look.measured()) });
    expect(seen?.scenarios[0]?.id).toContain('control-off');
    expect(seen?.leading()?.id).toBe(seen?.scenarios.find(({ id }) => !id.includes('control-off'))?.id);
  });

  it('holds the worst scenarios, largest mean first, and not hundreds', async () => {
    const agents = Array.from({ length: 60 }, (_, i) => `a${i}`);
    const chain = parseSuiteFile(
      `version: 1
components: { ${agents.map((id) => `${id}: { kind: agent }`).join(', ')} }
relations: [${agents.slice(1).map((id, i) => `{ from: a${i}, to: ${id}, kind: delegates }`)}]
suite: { entries: each, model: independent-cascade, worlds: 640 }
`,
      'chain.yaml',
    ).file;
    let seen: ReturnType<Look['measured']> | undefined;
    await runSuite(chain, { threads: 1, onLook: (look) => (seen = look.measured()) });
    const means = seen?.scenarios.map(({ total }) => total.mean) ?? [];
    expect(means).toHaveLength(MOST_LIVE);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  });
});
