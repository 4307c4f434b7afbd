import { detectBy } from './detect-by.ts';
import { readApp } from './dify/app.ts';
import { mapGraph } from './dify/map-graph.ts';
import { mapModelApp } from './dify/map-model-app.ts';
import type { Detection, FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, type Located, listOf, textOf } from './located.ts';

const MISSING = 'kind: app, with app.mode and workflow.graph or model_config';

/** Apps of Dify, as it exports them: the DSL in YAML, or the same as JSON. */
export const dify: FileImporter = {
  format: 'dify',
  title: 'Dify app (DSL)',
  gives:
    'agents, models, tools, MCP servers, knowledge bases, memory and human input of chat, agent and workflow apps, with where content goes',
  detect: detectBy({
    words: /model_config|workflow|rag_pipeline/,
    without: 'it has no workflow and no model_config',
    missing: MISSING,
    detectIn,
    saidBy: (text) =>
      /^kind:\s*["']?(?:app|rag_pipeline)\b/m.test(text) && /^app:|^rag_pipeline:/m.test(text)
        ? 'says kind: app'
        : undefined,
    syntax: 'JSON or YAML',
  }),
  read,
};

const MODES = ['chat', 'agent-chat', 'completion', 'workflow', 'advanced-chat', 'channel'];

function detectIn(root: Located): Detection {
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
