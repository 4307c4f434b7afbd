import { describePlace } from '../../base/errors.ts';
import { addMemoryUse } from '../add-memory-use.ts';
import { addTool } from '../add-tool.ts';
import { addUser } from '../add-user.ts';
import { Drafts, declared, finish, inferred } from '../drafts.ts';
import { findExecutedOutput } from '../find-executed-output.ts';
import type { Imported } from '../importer.ts';
import { entriesOf, find, flagOf, type LocatedMap, listOf } from '../located.ts';
import { addUploads } from './add-uploads.ts';
import { addAgentTools, readDataset } from './agent-tools.ts';
import type { DifyApp } from './app.ts';
import { mapDependencies } from './dependencies.ts';
import { mapFeatures } from './features.ts';
import { addChosenModel } from './model-choice.ts';
import { nameIn } from './scalar-text.ts';

type ModelApp = DifyApp & { readonly form: 'model'; readonly config: LocatedMap };

/** An app that is one model with its settings: chat, agent-chat and completion. */
export function mapModelApp(app: ModelApp, file: string): Imported {
  const drafts = new Drafts();
  const { config, name } = app;
  const id = drafts.idFor('agent', name);
  drafts.component({ id, kind: 'agent', name, provenance: declared(config) });
  if (app.isNamed) drafts.identify(id, { by: 'agent', key: name });
  addChosenModel(drafts, id, find(config, 'model'), config);
  mapUser(drafts, app, id);
  mapTools(drafts, config, id);
  mapDatasets(drafts, config, id);
  mapHistory(drafts, app, id);
  mapFeatures(drafts, config);
  mapDependencies(drafts, find(app.root, 'dependencies'), new Map());
  findExecutedOutput(drafts);
  const mode = app.mode === '' ? '' : ` (${app.mode})`;
  return finish(drafts, { file, description: `${name}, imported from a Dify app${mode}.` });
}

function mapUser(drafts: Drafts, { config }: ModelApp, agent: string): void {
  const provenance = inferred(config, 'whoever opens the app, or calls its API, writes to it');
  addUser(drafts, { to: [agent], spot: config, name: 'user of the app', exposed: true, provenance });
  const upload = find(config, 'file_upload');
  const isOn = [find(upload, 'enabled'), find(upload, 'image', 'enabled')].some((flag) => flagOf(flag) === true);
  if (upload === undefined || !isOn) return;
  const files = addUploads(drafts, upload);
  const rule = 'users upload files, which others may have written';
  drafts.relation({ from: files, to: agent, kind: 'feeds', provenance: inferred(upload, rule) });
}

function mapTools(drafts: Drafts, config: LocatedMap, agent: string): void {
  const mode = find(config, 'agent_mode');
  const tools = find(mode, 'tools');
  if (flagOf(find(mode, 'enabled')) !== false) addAgentTools(drafts, tools, agent);
  else if (mode !== undefined && listOf(tools).length > 0)
    drafts.ignored.push({ what: 'tools', where: describePlace(mode.at), why: 'agent mode is switched off' });
  for (const tool of listOf(find(config, 'external_data_tools'))) {
    if (flagOf(find(tool, 'enabled')) === false) continue;
    const name = nameIn(find(tool, 'label')) ?? nameIn(find(tool, 'variable')) ?? 'external data';
    const type = nameIn(find(tool, 'type')) ?? '';
    addTool(drafts, { key: tool.pointer, name, spot: tool, knownAs: [type], callers: [agent] });
  }
}

/** `dataset_configs: { datasets: { datasets: [{ dataset: { enabled, id } }] } }` */
function mapDatasets(drafts: Drafts, config: LocatedMap, agent: string): void {
  for (const item of listOf(find(config, 'dataset_configs', 'datasets', 'datasets'))) {
    for (const [, { value }] of entriesOf(item)) {
      if (value.form === 'map' && flagOf(find(value, 'enabled')) !== false) readDataset(drafts, value, agent);
    }
  }
}

/** Chats keep what was said; a completion is a single answer. */
function mapHistory(drafts: Drafts, { config, mode }: ModelApp, agent: string): void {
  if (mode === 'completion') return;
  const id = drafts.idFor('history', 'conversation-history');
  const provenance = inferred(config, 'a chat app gives the model what was said before');
  drafts.component({ id, kind: 'memory', name: 'history of the conversation', provenance });
  addMemoryUse(drafts, { user: agent, memory: id, provenance });
}
