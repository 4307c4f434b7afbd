import { describePlace } from '../../base/errors.ts';
import type { AddedTool } from '../add-tool.ts';
import { addUser } from '../add-user.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import type { Step } from '../flow.ts';
import { find } from '../located.ts';
import type { McpServers } from '../mcp/attach.ts';
import { shownName } from '../shown-name.ts';
import { mapAgentNode } from './agent-node.ts';
import { mapCodeNode } from './code-node.ts';
import type { EnvironmentVariables } from './environment.ts';
import { mapHttpNode } from './http-node.ts';
import { addChosenModel } from './model-choice.ts';
import type { DifyNode } from './node.ts';
import { classOf } from './node-types.ts';
import { nameIn } from './scalar-text.ts';
import { addChosenTool, addWorkflowTool, readTool } from './tool-choice.ts';

export type NodeMapping = {
  readonly drafts: Drafts;
  readonly servers: McpServers;
  readonly environment: EnvironmentVariables;
};

/** A node in the graph: its component, if it has one, and its step, if edges lead to it as such. */
export type MappedNode = {
  readonly id?: string;
  readonly step?: Step;
  /** What its secrets open. */
  readonly opens?: string;
};

export function mapNode(mapping: NodeMapping, node: DifyNode): MappedNode {
  const { drafts, servers, environment } = mapping;
  switch (classOf(node.type)) {
    case 'start':
      return mapStart(drafts, node);
    case 'trigger':
      return mapTrigger(drafts, node);
    case 'llm': {
      const kind = node.type === 'question-classifier' ? 'orchestrator' : 'agent';
      const mapped = mapAgent(drafts, node, kind);
      addChosenModel(drafts, mapped.id, find(node.data, 'model'), node.spot);
      return mapped;
    }
    case 'agent': {
      const mapped = mapAgent(drafts, node, 'agent');
      mapAgentNode(drafts, servers, node, mapped.id);
      return mapped;
    }
    case 'tool':
      return mapTool(drafts, node);
    case 'http':
      return called(mapHttpNode(drafts, environment, node));
    case 'code':
      return called(mapCodeNode(drafts, node));
    case 'retrieval':
      noteRanking(drafts, node);
      return {};
    case 'schedule':
      note(drafts, node, 'the clock brings no content');
      return {};
    case undefined:
      warnOf(drafts, node);
      return {};
    default:
      return {};
  }
}

const called = ({ id, opens }: AddedTool): MappedNode => ({ id, opens });

function mapStart(drafts: Drafts, node: DifyNode): MappedNode {
  const provenance = inferred(node.spot, 'whoever opens the app, or calls its API, gives the input');
  const id = addUser(drafts, { to: [], spot: node.spot, name: 'user of the app', exposed: true, provenance });
  return { id, step: { key: node.key, role: 'source', name: node.title, spot: node.spot, id, isHuman: true } };
}

function mapTrigger(drafts: Drafts, { key, title, type, spot }: DifyNode): MappedNode {
  const id = drafts.idFor(`node ${key}`, title);
  const rule = type === 'datasource' ? 'documents come from there' : 'others decide what it sends';
  drafts.component({ id, kind: 'external', name: title, exposed: true, provenance: inferred(spot, rule) });
  return { id, step: { key, role: 'source', name: title, spot, id } };
}

function mapAgent(drafts: Drafts, node: DifyNode, kind: 'agent' | 'orchestrator'): { id: string; step: Step } {
  const { key, title: name, spot } = node;
  const id = drafts.idFor(`node ${key}`, name);
  drafts.component({ id, kind, name, provenance: declared(spot) });
  if (!DEFAULT_TITLE.test(name) && name !== node.type) drafts.identify(id, { by: 'agent', key: name });
  return { id, step: { key, role: 'agent', name, spot, id } };
}

/** What Dify calls nodes that nobody has named, in its languages with the most users. */
const DEFAULT_TITLE =
  /^(?:LLM|Agent|Question Classifier|Parameter Extractor|问题分类器|問題分類器|参数提取器|參數提取器|質問分類器|パラメータ抽出|智能体|大模型)\s*\d*$/i;

function mapTool(drafts: Drafts, node: DifyNode): MappedNode {
  const { key, title: name } = node;
  const choice = { ...readTool(node.data), spot: node.spot };
  if (choice.type !== 'workflow')
    return called(addChosenTool(drafts, choice, { key: `node ${key}`, name, callers: [] }));
  const id = addWorkflowTool(drafts, choice);
  return { id, step: { key, role: 'agent', name, spot: node.spot, id } };
}

function note(drafts: Drafts, { title, spot }: DifyNode, why: string): void {
  drafts.ignored.push({ what: title, where: describePlace(spot.at), why });
}

/** It orders what is found, and says nothing of its own. */
function noteRanking(drafts: Drafts, { title, data }: DifyNode): void {
  const model = find(data, 'multiple_retrieval_config', 'reranking_model', 'model');
  const name = nameIn(model) ?? '';
  if (model === undefined || name === '') return;
  const what = `reranking model ${name} of ${title}`;
  drafts.ignored.push({ what, where: describePlace(model.at), why: 'it only orders what is found' });
}

function warnOf(drafts: Drafts, { type, spot }: DifyNode): void {
  const fix =
    'It is taken for a step that hands on what it gets: check what it does, and add it by hand if it matters.';
  drafts.warnings.push({ at: spot.at, expected: 'a known type of node', found: `"${shownName(type)}"`, fix });
}
