import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Details } from '../../src/measure/results.ts';
import type { ThreatDetails } from '../../src/measure/threat-details.ts';
import { MOST_PLACES } from '../../src/run/describe-threats.ts';
import { runSuite, type SuiteRun } from '../../src/run/run-suite.ts';

const worlds = 1_024;
const run = (text: string, name: string): Promise<SuiteRun> => {
  const { file } = parseSuiteFile(text, name);
  return runSuite({ ...file, thresholds: [], suite: { ...file.suite, worlds } }, { threads: 1, isPlain: true });
};
const threatsOf = ({ threats }: Details): ThreatDetails => threats as ThreatDetails;
const study = 'network-monitoring-agent.yaml';
const studied = run(readFileSync(new URL(`../../scenarios/${study}`, import.meta.url), 'utf8'), study);

/** Threats that the run shows from an entry point: `id at component`, with the classes and layers it crosses into. */
async function shownFrom(entry: string) {
  const { results, details } = await studied;
  const { catalogue, places } = threatsOf(details);
  return places.flatMap(({ threat, component, shown }) =>
    shown !== null && results.scenarios[shown.scenario]?.entry[0] === entry
      ? [
          {
            at: details.components[component]?.id as string,
            classes: catalogue[threat]?.classes ?? [],
            crossesInto: shown.crossesInto,
            scenario: results.scenarios[shown.scenario]?.id as string,
          },
        ]
      : [],
  );
}

describe('the threats of a run', () => {
  it('of the study: replayed traffic denies service from layer 7 in others', async () => {
    const found = (await shownFrom('replayer')).filter(({ classes }) => classes.includes('denial-of-service'));
    expect(found.map(({ at }) => at)).toEqual(expect.arrayContaining(['telemetry', 'host']));
    for (const { crossesInto } of found) expect(crossesInto).toEqual(expect.arrayContaining([2, 4]));
  });

  it('of the study: the tampered log poisons memory from layer 5 in others', async () => {
    const found = (await shownFrom('history-log')).filter(({ classes }) => classes.includes('memory-poisoning'));
    expect(found.map(({ at }) => at)).toContain('history-log');
    for (const { crossesInto } of found) expect(crossesInto).toEqual([2, 3, 4, 7]);
  });

  it('are shown by scenarios with all controls, though without one more is reached', async () => {
    for (const { scenario } of [...(await shownFrom('history-log')), ...(await shownFrom('replayer'))])
      expect(scenario).not.toContain('control-off');
  });

  it('point to what they are about: every position exists, and each card is used', async () => {
    const { details } = await studied;
    const { catalogue, places, applied } = threatsOf(details);
    expect(places).toHaveLength(applied);
    expect(new Set(places.map(({ threat }) => threat)).size).toBe(catalogue.length);
    for (const { threat, component, relations } of places) {
      expect(catalogue[threat]).toBeDefined();
      expect(details.components[component]).toBeDefined();
      for (const at of relations) expect(details.relations[at]).toBeDefined();
    }
  });

  it('below the least maturity of the suite are left out', async () => {
    const text = readFileSync(new URL(`../../scenarios/${study}`, import.meta.url), 'utf8');
    const { details } = await run(text.replace('\nsuite:\n', '\nsuite:\n  maturity: realized\n'), study);
    const { maturity, catalogue } = threatsOf(details);
    expect(maturity).toBe('realized');
    expect(catalogue.length).toBeGreaterThan(0);
    for (const card of catalogue) expect(card.maturity).toBe('realized');
  });

  it('of a large model are cut, but not those that the run shows', async () => {
    const names = Array.from({ length: 700 }, (_, i) => `a${i}`);
    const { results, details } = await run(
      JSON.stringify({
        version: 1,
        name: 'large',
        components: {
          llm: { kind: 'model' },
          page: { kind: 'external', exposed: true },
          ...Object.fromEntries(names.map((id) => [id, { kind: 'agent', model: 'llm' }])),
          zz: { kind: 'agent', model: 'llm' },
          tool: { kind: 'tool' },
        },
        relations: [
          ...names.flatMap((from) => [
            { from: 'page', to: from, kind: 'feeds' },
            { from, to: 'tool', kind: 'invokes' },
          ]),
          { from: 'page', to: 'zz', kind: 'feeds' },
        ],
        suite: { threats: ['intent-manipulation'], entries: ['zz'], horizon: 1 },
      }),
      'large.yaml',
    );
    const { applied, places, byLayer, catalogue } = threatsOf(details);
    expect(applied).toBeGreaterThan(MOST_PLACES);
    expect(places).toHaveLength(MOST_PLACES);
    expect(byLayer).toHaveLength(catalogue.length);
    expect(byLayer?.flat().reduce((sum, count) => sum + count, 0)).toBe(applied);
    const shown = places.filter((place) => place.shown !== null);
    expect(shown.length).toBeGreaterThan(0);
    expect(results.scenarios[shown[0]?.shown?.scenario ?? -1]?.entry).toEqual(['zz']);
  });
});
