import { InvalidInputError } from '../../base/errors.ts';
import { describeForm, find, type Located, type LocatedMap } from '../located.ts';
import { nameIn } from './scalar-text.ts';

/** An app as the file describes it: a graph of nodes, or one model with its settings. */
export type DifyApp = {
  readonly root: LocatedMap;
  readonly name: string;
  /** Whether the author gave the name. */
  readonly isNamed: boolean;
  /** chat, agent-chat, completion, workflow, advanced-chat; empty if the file does not say. */
  readonly mode: string;
} & (
  | { readonly form: 'graph'; readonly workflow: LocatedMap }
  | { readonly form: 'model'; readonly config: LocatedMap }
);

/** @throws {InvalidInputError} if there is neither a graph nor a model's settings */
export function readApp(root: Located): DifyApp {
  const named = nameIn(find(root, 'app', 'name')) ?? nameIn(find(root, 'rag_pipeline', 'name'));
  const name = named ?? 'app';
  const mode = nameIn(find(root, 'app', 'mode')) ?? '';
  const workflow = find(root, 'workflow');
  const config = find(root, 'model_config');
  if (root.form === 'map') {
    const common = { root, name, isNamed: named !== undefined, mode };
    const hasNodes = find(workflow, 'graph', 'nodes')?.form === 'list';
    if (workflow?.form === 'map' && hasNodes && !isModelMode(mode, config))
      return { ...common, form: 'graph', workflow };
    if (config?.form === 'map') return { ...common, form: 'model', config };
  }
  throw new InvalidInputError([
    {
      at: (workflow ?? config ?? root).at,
      expected: 'workflow.graph.nodes as a list, or model_config as an object',
      found: workflow === undefined && config === undefined ? 'neither' : describeForm(workflow ?? config ?? root),
      fix: 'Export the app as DSL in Dify, and give that file.',
    },
  ]);
}

/** Some exports hold an empty graph beside the settings of the model. */
const isModelMode = (mode: string, config: Located | undefined): boolean =>
  ['chat', 'agent-chat', 'completion'].includes(mode) && config?.form === 'map';
