/** What a node of the graph is to us. */
export type NodeClass =
  /** The app's user starts it. */
  | 'start'
  /** A web service, plugin or source of documents starts it. */
  | 'trigger'
  | 'schedule'
  | 'llm'
  | 'agent'
  | 'tool'
  | 'http'
  | 'code'
  | 'retrieval'
  /** Stores documents in a knowledge base. */
  | 'index'
  | 'assigner'
  | 'container'
  | 'gate'
  /** What it says goes to the user, and into the conversation. */
  | 'answer'
  /** Decides, or shapes content: no component. */
  | 'pass';

/** Type of a node -> what it is; all types of current and former versions. */
const classes: ReadonlyMap<string, NodeClass> = new Map<string, NodeClass>([
  ['start', 'start'],
  ['trigger-webhook', 'trigger'],
  ['trigger-plugin', 'trigger'],
  ['trigger-schedule', 'schedule'],
  ['datasource', 'trigger'],
  ['llm', 'llm'],
  ['question-classifier', 'llm'],
  ['parameter-extractor', 'llm'],
  ['agent', 'agent'],
  ['tool', 'tool'],
  ['http-request', 'http'],
  ['code', 'code'],
  ['knowledge-retrieval', 'retrieval'],
  ['knowledge-index', 'index'],
  ['assigner', 'assigner'],
  ['variable-assigner', 'pass'], // what variable-aggregator was called first
  ['variable-aggregator', 'pass'],
  ['iteration', 'container'],
  ['loop', 'container'],
  ['human-input', 'gate'],
  ['answer', 'answer'],
  ['end', 'pass'],
  ['if-else', 'pass'],
  ['template-transform', 'pass'],
  ['document-extractor', 'pass'],
  ['list-operator', 'pass'],
  ['list-filter', 'pass'],
  ['iteration-start', 'pass'],
  ['loop-start', 'pass'],
  ['loop-end', 'pass'],
  ['datasource-empty', 'pass'],
  ['start-placeholder', 'pass'],
]);

/** Undefined for types that nobody knows; `agent-v2` is an agent. */
export const classOf = (type: string): NodeClass | undefined =>
  classes.get(type) ?? classes.get(type.replace(/-v\d+$/, ''));

/** Components that both edges and references lead to. */
export const isEnd = (kind: NodeClass | undefined): boolean =>
  kind === 'llm' || kind === 'agent' || kind === 'start' || kind === 'trigger';
