import type { Component } from '../graph/ecosystem.ts';
import type { ComponentKind, RelationKind } from '../graph/kinds.ts';
import type { StrideLetter } from './classes.ts';

/** What a data flow diagram draws; a trust zone is its boundary. */
export type DiagramElement = 'external-entity' | 'process' | 'data-store' | 'data-flow';

/** What STRIDE per element asks about a component: the row of its kind; R of a store only if it holds logs or audit data. */
export function strideOf({ kind, tags }: Pick<Component, 'kind' | 'tags'>): readonly StrideLetter[] {
  const element = elementOf(kind);
  const letters = strideOfElement[element];
  if (element !== 'data-store' || kind === 'log-store' || tags.some((tag) => auditTags.has(tag))) return letters;
  return letters.filter((letter) => letter !== 'R');
}

/** What it asks about a relation: T, I and D if data flows over it, else nothing. */
export const strideOfRelation = (kind: RelationKind): readonly StrideLetter[] =>
  isDataFlow[kind] ? strideOfElement['data-flow'] : [];

export const elementOf = (kind: ComponentKind): ComponentElement => elements[kind];
export type ComponentElement = Exclude<DiagramElement, 'data-flow'>;

/**
 * STRIDE per element: which of the six questions are asked of which element.
 * @see Hernan, Lambert, Ostwald and Shostack (2006), Uncover security design flaws using the STRIDE approach, MSDN
 *   Magazine: R of a data store stands there with a question mark, for stores that hold logs or audit data
 */
// biome-ignore format: a table
const strideOfElement: Readonly<Record<DiagramElement, readonly StrideLetter[]>> = {
  'external-entity': ['S',      'R'],
  process:           ['S', 'T', 'R', 'I', 'D', 'E'],
  'data-store':      [     'T', 'R', 'I', 'D'],
  'data-flow':       [     'T',      'I', 'D'],
};

/** Which element a kind of component is. Our reading: what runs code is a process, what keeps data a store. */
// biome-ignore format: a table
const elements: Readonly<Record<ComponentKind, ComponentElement>> = {
  human: 'external-entity', external: 'external-entity',
  agent: 'process', orchestrator: 'process', framework: 'process', plugin: 'process', tool: 'process', model: 'process',
  'rag-pipeline': 'process', // the code that retrieves; what it retrieves from is a store of its own
  host: 'process', container: 'process', network: 'process',
  monitor: 'process', evaluator: 'process',
  control: 'process', 'policy-engine': 'process', 'identity-provider': 'process',
  memory: 'data-store', 'data-store': 'data-store', 'log-store': 'data-store', registry: 'data-store',
  'secret-store': 'data-store', credential: 'data-store',
};

/** Whether data flows over it; what is not so is no element of a data flow diagram. */
const isDataFlow: Readonly<Record<RelationKind, boolean>> = {
  delegates: true,
  messages: true,
  feeds: true,
  spawns: true,
  reads: true,
  writes: true,
  invokes: true,
  infers: true,
  trains: true,
  accesses: true,
  // Where something runs: asked of the two ends.
  'runs-on': false,
  // Telemetry.
  monitors: true,
  // What protects: asked of the control.
  guards: false,
  // Approvals.
  supervises: true,
  registers: true,
  // The credential is presented.
  authenticates: true,
};

const auditTags: ReadonlySet<string> = new Set(['audit', 'log', 'logs']);
