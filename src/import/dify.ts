import { InvalidInputError } from '../base/errors.ts';
import { readApp } from './dify/app.ts';
import { mapGraph } from './dify/map-graph.ts';
import { mapModelApp } from './dify/map-model-app.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, listOf, textOf } from './located.ts';

/** Apps of Dify, as it exports them: the DSL in YAML, or the same as JSON. */
export const dify: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'dify',
  title: 'Dify app (DSL)',
  gives:
    'agents, models, tools, MCP servers, knowledge bases, memory and human input of chat, agent and workflow apps, with where content goes',
  detect,
  read,
};

const WORDS = /model_config|workflow|rag_pipeline/;
const MISSING = 'kind: app, with app.mode and workflow.graph or model_config';

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it has no workflow and no model_config', missing: MISSING };
  try {
    return detectIn(file);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const isOurs = /^kind:\s*["']?(?:app|rag_pipeline)\b/m.test(file.text) && /^app:|^rag_pipeline:/m.test(file.text);
    const reason = isOurs ? 'it is no valid YAML, but says kind: app' : 'it is no valid JSON or YAML';
    return { score: isOurs ? 0.6 : 0, reason, missing: 'valid YAML' };
  }
}

const MODES = ['chat', 'agent-chat', 'completion', 'workflow', 'advanced-chat', 'channel'];

function detectIn(file: SourceFile): Detection {
  const root = readLocated(file);
  const kind = textOf(find(root, 'kind')) ?? '';
  const isPipeline = kind === 'rag_pipeline' || find(root, 'rag_pipeline') !== undefined;
  const mode = textOf(find(root, 'app', 'mode')) ?? '';
  const graph = listOf(find(root, 'workflow', 'graph', 'nodes'));
  const hasGraph = graph.some((node) => find(node, 'data', 'type') !== undefined);
  const hasModel = find(root, 'model_config', 'model') !== undefined;
  const seen = [
    ...(kind === 'app' || isPipeline ? [`kind: ${isPipeline ? 'rag_pipeline' : 'app'}`] : []),
    ...(MODES.includes(mode) ? [`app.mode: ${mode}`] : []),
    ...(hasGraph ? ['workflow.graph.nodes[].data.type'] : []),
    ...(hasModel ? ['model_config.model'] : []),
  ];
  const score = Math.min(1, (hasGraph || hasModel ? 0.5 : 0.1) * (seen.length > 0 ? 1 : 0) + 0.2 * seen.length);
  const isDify = seen.length > 1;
  return {
    score: isDify ? score : Math.min(score, 0.3),
    reason: seen.length > 0 ? seen.join(', ') : 'it has no app and no graph of Dify',
    ...(isDify && (hasGraph || hasModel) ? {} : { missing: MISSING }),
  };
}

function read(file: SourceFile): Imported {
  const app = readApp(readLocated(file));
  return app.form === 'graph' ? mapGraph(app, file.name) : mapModelApp(app, file.name);
}
