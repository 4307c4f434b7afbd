import { describePlace, type Problem } from '../../base/errors.ts';
import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { unpacked } from './part.ts';

/** One flow of an export. */
export type StoredFlow = {
  /** What tells it from other flows of the file. */
  readonly key: string;
  /** Flowise's own id. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Holds `nodes` and `edges`. */
  readonly graph: Located;
  /** The flow in the file. */
  readonly spot: Located;
};

/** What an export holds: a flow, a list of flows, or all data of an instance. */
export type StoredFlows = {
  readonly flows: readonly StoredFlow[];
  /** What flows refer to, by id. */
  readonly tools: ReadonlyMap<string, Located>;
  readonly documentStores: ReadonlyMap<string, Located>;
  readonly assistants: ReadonlyMap<string, Located>;
  readonly ignored: readonly { readonly what: string; readonly where: string; readonly why: string }[];
  readonly problems: readonly Problem[];
  /** Whether it has the form of an export of all data, even of one without flows. */
  readonly isAllData: boolean;
};

const FLOW_LISTS = ['AgentFlow', 'AgentFlowV2', 'ChatFlow', 'AssistantFlow', 'chatflows'];
const ASSISTANT_LISTS = ['AssistantCustom', 'AssistantOpenAI', 'AssistantAzure'];
/** Everything an export of all data may hold besides. */
const OTHER_LISTS: Readonly<Record<string, string>> = {
  CustomTemplate: 'templates do not run',
  ChatMessage: 'it is what people wrote',
  ChatMessageFeedback: 'it is what people wrote',
  Execution: 'it is what ran, not what can run',
  DocumentStoreFileChunk: 'it is the text of documents',
  Variable: 'values of variables are not needed',
  AssistantCustom: 'the flow of an assistant stands under AssistantFlow',
};

export function storedFlows(root: Located): StoredFlows {
  const isAllData = root.form === 'map' && [...root.entries.keys()].filter(isListOfExport).length >= 2;
  const given = candidatesOf(root, isAllData);
  const problems: Problem[] = [];
  const flows = given.flatMap((one) => storedFlow(one, problems));
  return {
    flows,
    problems,
    isAllData,
    tools: byId(find(root, 'Tool')),
    documentStores: byId(find(root, 'DocumentStore')),
    assistants: new Map(ASSISTANT_LISTS.flatMap((list) => [...byId(find(root, list))])),
    ignored: isAllData ? ignoredOf(root) : [],
  };
}

const isListOfExport = (key: string): boolean =>
  FLOW_LISTS.includes(key) ||
  ASSISTANT_LISTS.includes(key) ||
  Object.hasOwn(OTHER_LISTS, key) ||
  key === 'Tool' ||
  key === 'DocumentStore';

function candidatesOf(root: Located, isAllData: boolean): readonly Located[] {
  if (root.form === 'list') return root.items;
  if (isAllData) return FLOW_LISTS.flatMap((list) => listOf(find(root, list)));
  return [root];
}

function storedFlow(spot: Located, problems: Problem[]): StoredFlow[] {
  const own = {
    key: `flow ${describePlace(spot.at)} ${spot.pointer}`,
    id: textOf(find(spot, 'id')) || undefined,
    name: textOf(find(spot, 'name')) || undefined,
    spot,
  };
  if (find(spot, 'nodes')?.form === 'list') return [{ ...own, graph: spot }];
  const flowData = find(spot, 'flowData');
  if (flowData === undefined) return [];
  const graph = unpacked(flowData);
  if (find(graph, 'nodes')?.form === 'list' && graph !== undefined) return [{ ...own, graph }];
  problems.push({
    at: flowData.at,
    expected: 'flowData with JSON that holds nodes and edges',
    found: 'something else',
    fix: 'Export the flow again.',
  });
  return [];
}

function byId(list: Located | undefined): Map<string, Located> {
  return new Map(
    listOf(list).flatMap((item) => {
      const id = textOf(find(item, 'id'));
      return id === undefined || id === '' ? [] : [[id, item] as const];
    }),
  );
}

const ignoredOf = (root: Located): StoredFlows['ignored'] =>
  entriesOf(root).flatMap(([what, { keyAt, value }]) => {
    if (value.form !== 'list' || value.items.length === 0 || !Object.hasOwn(OTHER_LISTS, what)) return [];
    return [{ what, where: describePlace(keyAt), why: OTHER_LISTS[what] ?? '' }];
  });
