import { addModel } from '../add-model.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import { useCredentials } from './credentials.ts';
import { firstParameter, type Parameter, shownName } from './parameter.ts';
import { idsOf, type Owner, type Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** Names that n8n gives: they say nothing outside their workflow. */
const GIVEN_NAME =
  /^(?:AI Agent|AI Agent Tool|Basic LLM Chain|Conversational Agent|Agent|OpenAI(?: Assistant)?|OpenAI Model|Message a model|Message Model|Question and Answer Chain|Summarization Chain|Information Extractor|Text Classifier|Sentiment Analysis|Anthropic|Google Gemini|Ollama)\s*\d*$/i;

export function mapAgents(scene: Scene): void {
  for (const node of scene.of('agent')) {
    const id = scene.idOf(node);
    // A classifier is a switch that a model turns.
    const kind = node.type.name === 'textClassifier' ? 'orchestrator' : 'agent';
    scene.drafts.component({ id, kind, provenance: declared(node.spot) });
    if (!GIVEN_NAME.test(node.name)) scene.drafts.identify(id, { by: 'agent', key: node.name });
    if (isVendor(node)) mapOwnModel(scene, node, id);
  }
  for (const node of scene.of('model')) mapModel(scene, node);
  addUnnamed(scene);
}

const MODEL_SETTINGS = ['model', 'modelId', 'modelName', 'deploymentName', 'options.model', 'assistantId'];

const isVendor = ({ type }: WorkflowNode): boolean =>
  !/^(?:agent|agentTool|chain|informationExtractor|textClassifier|sentimentAnalysis)/.test(type.name);

function mapOwnModel(scene: Scene, node: WorkflowNode, id: string): void {
  addModel(scene.drafts, id, { name: modelName(node), spot: node.spot });
  useCredentials(scene, node, [id], undefined);
}

function mapModel(scene: Scene, node: WorkflowNode): void {
  const name = modelName(node);
  const owners = scene.ownersOf(node);
  for (const owner of owners) {
    const model = addModel(scene.drafts, owner.id, { name, spot: node.spot, provenance: usedBy(owner, node) });
    if (modelSetting(node)?.form === 'dynamic') {
      scene.drafts.component({ id: model, kind: 'model', tags: ['dynamic'], provenance: declared(node.spot) });
    }
  }
  useCredentials(scene, node, idsOf(owners), undefined);
}

/** Directly, or as a part of one of its parts. */
export function usedBy({ connection }: Owner, node: WorkflowNode): ReturnType<typeof declared> {
  const spot: Spot = connection.spot;
  if (connection.from === node) return declared(spot);
  return inferred(spot, `${shownName(node.name)} is a part of ${shownName(connection.from.name)}`);
}

const modelSetting = ({ parameters }: WorkflowNode): Parameter | undefined =>
  firstParameter(parameters, ...MODEL_SETTINGS);

/** `lmChatOpenAi` without a model takes the one that n8n has for it. */
export function modelName(node: WorkflowNode): string {
  const setting = modelSetting(node);
  if (setting?.form === 'literal') return shownModel(setting.text);
  if (setting?.form === 'dynamic') return `model of ${shownName(node.name)}`;
  const vendor = node.type.name
    .replace(/^(?:lmChat|lmOpen|lm|embeddings|reranker)(?=[A-Z])/, '')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return `${node.type.name.startsWith('embeddings') ? 'embeddings' : 'default model'} of ${vendor}`;
}

const shownModel = (text: string): string => shownName(text.replace(/^models\//, ''));

function addUnnamed(scene: Scene): void {
  const { drafts } = scene;
  const known = new Set(drafts.relations().flatMap(({ from, kind }) => (kind === 'infers' ? [from] : [])));
  for (const node of scene.of('agent')) {
    const id = scene.idOf(node);
    if (!known.has(id)) addModel(drafts, id, { spot: node.spot });
  }
}
