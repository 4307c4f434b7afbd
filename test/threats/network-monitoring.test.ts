import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { threatModel } from '../../src/threats/threat-model.ts';

/** The study that the scenario is modelled on (arXiv 2508.10043) confirmed two threats by experiment. */
describe('the threat list of the network-monitoring agent', () => {
  let found: string[];
  beforeAll(() => {
    const path = '../../scenarios/network-monitoring-agent.yaml';
    const { ecosystem } = parseSuiteFile(readFileSync(new URL(path, import.meta.url), 'utf8'), path).file;
    found = threatModel(ecosystem).threats.map(({ threat, component }) => `${threat.id} ${component.id}`);
  });

  it.each([
    'L4-T4 host', // infrastructure that packets exhaust
    'L5-T3 anomaly-detector', // and so whoever watches it
    'L5-T6 telemetry', // the readings that replayed packets fill
  ])('has denial of service by replayed traffic: %s', (threat) => {
    expect(found).toContain(threat);
  });

  it.each([
    'L5-T6 history-log', // false entries
    'MAS-T23 history-log', // or missing ones
    'L6-T1 anomaly-detector', // what the planner then has set
  ])('has memory poisoning by an edited history log: %s', (threat) => {
    expect(found).toContain(threat);
  });
});
