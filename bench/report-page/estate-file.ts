export type EstateWorkload = { readonly components: number; readonly entries: number; readonly worlds: number };

/**
 * An ecosystem file of about so many components in teams: each has an orchestrator, five agents with a tool each, a
 * memory, documents, a key and a monitor; all share a model, a host and some stores. Each of the first components is an
 * entry point, one scenario each, under the five agentic classes together.
 */
export function estateFile({ components, entries, worlds }: EstateWorkload): string {
  const teams = Math.round((components - SHARED.length) / PER_TEAM);
  const estate = Array.from({ length: teams }, (_, t) => team(`team-${t + 1}`, t));
  const named = [
    ...SHARED.map((kind) => `  shared-${kind}: { kind: ${kind}, zone: shared }`),
    ...estate.flatMap(({ components: own }) => own),
  ];
  const ids = named.map((line) => line.trim().split(':')[0] as string).slice(0, entries);
  return [
    'version: 1',
    `name: estate-of-${named.length}`,
    'components:',
    ...named,
    'relations:',
    ...estate.flatMap(({ relations }) => relations),
    'controls:',
    '  prompt-guard: { on: { kind: invokes, direction: against }, effectiveness: 0.5 }',
    '  memory-scan: { on: { kind: reads, direction: against }, effectiveness: 0.4 }',
    'suite:',
    '  threats: [memory-poisoning, intent-manipulation, tool-misuse, communication-poisoning, cross-agent-interference]',
    `  entries: { each: [${ids.join(', ')}] }`,
    `  worlds: ${worlds}`,
    '  seed: 1',
    '',
  ].join('\n');
}

const SHARED = ['model', 'host', 'container', 'secret-store', 'log-store', 'registry', 'human'] as const;
const AGENTS = 5;
const PER_TEAM = 5 + 2 * AGENTS;

function team(name: string, t: number): { components: string[]; relations: string[] } {
  const component = (role: string, kind: string, more = ''): string =>
    `  ${name}-${role}: { kind: ${kind}, zone: ${name}${more} }`;
  const relation = (from: string, kind: string, to: string, more = ''): string =>
    `  - { from: ${from}, to: ${to}, kind: ${kind}${more} }`;
  const own = (role: string): string => `${name}-${role}`;
  const agents = Array.from({ length: AGENTS }, (_, a) => a + 1);
  return {
    components: [
      component('flow', 'orchestrator'),
      component('memory', 'memory'),
      component('docs', 'rag-pipeline', ', exposed: true'),
      component('key', 'credential'),
      component('watch', 'monitor'),
      ...agents.flatMap((a) => [
        component(`agent-${a}`, 'agent', a === 1 ? ', exposed: true' : ''),
        component(`tool-${a}`, 'tool'),
      ]),
    ],
    relations: [
      relation(own('flow'), 'runs-on', 'shared-host'),
      relation(own('watch'), 'monitors', own('flow'), ', detection: 0.1'),
      ...agents.flatMap((a) => [
        relation(own('flow'), 'delegates', own(`agent-${a}`)),
        relation(own(`agent-${a}`), 'infers', 'shared-model'),
        relation(own(`agent-${a}`), 'invokes', own(`tool-${a}`)),
        relation(own(`agent-${a}`), a % 2 === 1 ? 'writes' : 'reads', own('memory')),
        relation(own(`tool-${a}`), 'authenticates', own('key'), ', role: holds'),
      ]),
      relation(own('agent-2'), 'reads', own('docs')),
      ...(t > 0 ? [relation(own('agent-3'), 'messages', 'team-1-flow')] : []),
    ],
  };
}
