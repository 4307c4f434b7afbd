import type { Link, Step } from '../flow.ts';
import { entriesOf, find, type Located, textOf } from '../located.ts';
import type { FlowNode } from './flow-node.ts';
import { itemsOf, settingsLike } from './part.ts';

/** What steps take from others by name, wherever these stand in the order of the flow. */
export type StepReferences = { readonly links: readonly Link[]; readonly states: readonly Step[] };

/**
 * Texts of steps name others: `{{ llmAgentflow_0.output }}`, what came in (`{{ question }}`, `{{ $form.name }}`), and
 * keys of the state that others set.
 * @param outOf - where what a step gives leaves it
 */
export function stepReferences(nodes: readonly FlowNode[], outOf: (node: FlowNode) => string): StepReferences {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const start = nodes.find(({ role }) => role === 'start');
  const written = writesOf(nodes, outOf);
  const links: Link[] = [];
  const states = new Map<string, Step>();
  for (const node of nodes) {
    // What is looked up goes on, not what it is looked up by.
    if (node.role === 'retriever-step') continue;
    for (const { name, spot } of namesIn(node)) {
      const from = INCOMING.test(name) ? start : byId.get(name.split('.')[0] ?? '');
      const isSeen = from !== start || !CALLED.has(node.role);
      if (from !== undefined && from !== node && isSeen) links.push(taken(from, outOf(from), node.id, spot));
      const key = STATE.exec(name)?.[1];
      const writes = key === undefined ? undefined : written.get(key);
      if (key === undefined || writes === undefined) continue;
      const state = stateKey(key);
      if (!states.has(state)) links.push(...writes);
      states.set(state, { key: state, role: 'pass', name: `the state ${key.slice(0, 60)}`, spot });
      links.push({ from: state, to: node.id, spot, isReference: true });
    }
  }
  return { links, states: [...states.values()] };
}

const INCOMING = /^(?:question$|\$form\b|\$webhook\b)/;
const STATE = /^\$flow\.state\.([\w-]+)/;
const stateKey = (key: string): string => `state/${key}`;

/** Steps that set keys of the state: `llmUpdateState`, `agentUpdateState` and so on. */
function writesOf(nodes: readonly FlowNode[], outOf: (node: FlowNode) => string): ReadonlyMap<string, Link[]> {
  const written = new Map<string, Link[]>();
  for (const node of nodes) {
    for (const [, { value }] of settingsLike(node, UPDATES)) {
      for (const item of itemsOf(value)) {
        const key = textOf(find(item, 'key')) ?? '';
        if (key === '') continue;
        written.set(key, [...(written.get(key) ?? []), taken(node, outOf(node), stateKey(key), item)]);
      }
    }
  }
  return written;
}

const UPDATES = /UpdateState$/;
const CALLED = new Set<FlowNode['role']>(['code', 'http-step', 'tool-step']);

/** What is called gives its result, not what came to it. */
const taken = (node: FlowNode, from: string, to: string, spot: Located): Link => ({
  ...{ from, to, spot, isReference: true },
  ...(CALLED.has(node.role) ? { isResult: true } : {}),
});

const VARIABLE = /\{\{([^{}]{1,200})\}\}|(\$flow\.state\.[\w-]{1,100}|\$form\.[\w-]{1,100})/g;

type Name = { readonly name: string; readonly spot: Located };

/** Each name once, at its first place. */
function namesIn({ inputs }: FlowNode): readonly Name[] {
  const names = new Map<string, Located>();
  walk(inputs, (name, spot) => {
    if (!names.has(name)) names.set(name, spot);
  });
  return [...names].map(([name, spot]) => ({ name, spot }));
}

function walk(located: Located | undefined, found: (name: string, spot: Located) => void): void {
  if (located?.form === 'list') for (const item of located.items) walk(item, found);
  for (const [, { value }] of entriesOf(located)) walk(value, found);
  if (located === undefined) return;
  for (const [, braced, bare] of (textOf(located) ?? '').matchAll(VARIABLE))
    found((braced ?? bare ?? '').trim(), located);
}
