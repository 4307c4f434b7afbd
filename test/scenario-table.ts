import { readFileSync } from 'node:fs';
import { seedOf } from '../src/base/random.ts';
import { compileScenario } from '../src/compile/arcs.ts';
import { type Scenario, scenariosOf, threatsText } from '../src/compile/scenario.ts';
import { parseSuiteFile } from '../src/compile/suite-file.ts';
import { runShard, WORLDS_PER_BLOCK } from '../src/engine/run-worlds.ts';
import type { Tally } from '../src/engine/tally.ts';

const folder = new URL('../scenarios/', import.meta.url);

export const parseScenario = (name: string) => parseSuiteFile(readFileSync(new URL(name, folder), 'utf8'), name);

/** Components whose reach stands in a file's table: those that the file is about. */
export const watched: Readonly<Record<string, readonly string[]>> = {
  'support-desk.yaml': ['context', 'refunds', 'reservations'],
  'coding-assistant.yaml': ['coder', 'private-repos', 'laptop'],
  'orchestrator-spawns.yaml': ['lead', 'documents'],
  'network-monitoring-agent.yaml': ['planner', 'anomaly-detector'],
  'mail-copilot.yaml': ['copilot', 'proxy'],
  'research-crew.yaml': ['writer_agent', 'review_agent', 'careers-page'],
  'n8n-database-chat.yaml': ['primary', 'postgres-account', 'database'],
  'a2a-marketplace.yaml': ['concierge', 'reservations', 'payment-api'],
};

export const topologies = ['hierarchy', 'chain', 'tree', 'star', 'cycle', 'complete'] as const;

/** What `run` finds for a bundled file, as the table of scenarios/README.md: a test compares the two. */
export function scenarioTable(name: string): string {
  const { file } = parseScenario(name);
  const runs = scenariosOf(file.ecosystem, file.suite).map((scenario) => ({ scenario, ...run(name, scenario) }));
  const hasDisabled = runs.some(({ tally }) => mean(tally, 'disabled') >= 0.005);
  const hasDisclosed = runs.some(({ tally }) => mean(tally, 'disclosed') >= 0.005);
  const ids = watched[name] ?? [];
  const head = [
    'scenario',
    `mean of ${runs[0]?.tally.sizes[0]}`,
    'touched',
    'mean if touched',
    'p95',
    ...(hasDisabled ? ['disabled'] : []),
    ...(hasDisclosed ? ['disclosed'] : []),
    ...ids.map((id) => `\`${id}\``),
  ];
  const rows = runs.map(({ scenario, tally, reach }) => [
    shortId(scenario),
    mean(tally, 'reached').toFixed(2),
    percent(touched(tally)),
    (mean(tally, 'reached') / touched(tally)).toFixed(1),
    String(p95(tally)),
    ...(hasDisabled ? [mean(tally, 'disabled').toFixed(2)] : []),
    ...(hasDisclosed ? [mean(tally, 'disclosed').toFixed(2)] : []),
    ...ids.map((id) => (scenario.entry.includes(id as never) ? 'entry' : percent(reach(id)))),
  ]);
  return markdown([head, ...rows]);
}

/** Mean blast radius by shape and entry. */
export function topologyTable(): string {
  const rows = topologies.map((shape) => {
    const name = `topology-${shape}.yaml`;
    const { file } = parseScenario(name);
    const means = scenariosOf(file.ecosystem, file.suite).map((scenario) => mean(run(name, scenario).tally, 'reached'));
    const average = means.reduce((sum, part) => sum + part, 0) / means.length;
    return [`\`${name}\``, ...means.map((value) => value.toFixed(2)), average.toFixed(2)];
  });
  return markdown([['entry', 'one', 'two', 'three', 'four', 'five', 'six', 'average'], ...rows]);
}

function run(name: string, scenario: Scenario): { tally: Tally; reach: (id: string) => number } {
  const { file } = parseScenario(name);
  const { compiled, expanded } = compileScenario(file.ecosystem, scenario);
  // With uncertain inputs the number of worlds is rounded up to whole blocks.
  const worlds = Math.ceil(file.suite.worlds / WORLDS_PER_BLOCK) * WORLDS_PER_BLOCK;
  const tally = runShard(compiled, seedOf(file.suite.seed), { fromWorld: 0, toWorld: worlds });
  const reach = (id: string): number => {
    const nodes = expanded.nodesOf.get(id as never) ?? [];
    return nodes.reduce((sum, node) => sum + (tally.reached[node] as number), 0) / nodes.length / worlds;
  };
  return { tally, reach };
}

const histogram = (tally: Tally, measure: 'reached' | 'disabled' | 'disclosed') =>
  tally.histograms[measure][0] as Uint32Array;

const mean = (tally: Tally, measure: 'reached' | 'disabled' | 'disclosed'): number =>
  histogram(tally, measure).reduce((sum, worlds, value) => sum + worlds * value, 0) / tally.worlds;

const touched = (tally: Tally): number => 1 - (histogram(tally, 'reached')[0] as number) / tally.worlds;

function p95(tally: Tally): number {
  let below = 0;
  return histogram(tally, 'reached').findIndex((worlds) => {
    below += worlds;
    return below >= 0.95 * tally.worlds;
  });
}

const shortId = ({ id, entry, threats }: Scenario): string => {
  const suffix = id.split(`/${threatsText(threats)}`).at(-1) as string;
  return `\`${[...entry].join(',')}${suffix}\``;
};

const percent = (share: number): string =>
  share > 0 && share < 0.0995 ? `${(share * 100).toFixed(1)} %` : `${Math.round(share * 100)} %`;

const markdown = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
