import { describePlace } from '../../base/errors.ts';
import { type Drafts, declared } from '../drafts.ts';
import { entriesOf, find, flagOf, type Located, listOf } from '../located.ts';
import { addDataset } from './dataset.ts';
import { nameIn } from './scalar-text.ts';
import { addChosenTool, addWorkflowTool, readTool, type ToolChoice, toolKey } from './tool-choice.ts';

/** Tools that an agent may call by itself. */
export function addAgentTools(drafts: Drafts, tools: Located | undefined, agent: string): void {
  for (const item of listOf(tools)) {
    const choice = readTool(item);
    if (choice.tool === '' && choice.provider === '') addOldTool(drafts, item, agent);
    else if (flagOf(find(item, 'enabled')) === false) noteOff(drafts, choice.tool || choice.label, item);
    else addOne(drafts, choice, agent);
  }
}

function addOne(drafts: Drafts, choice: ToolChoice, agent: string): void {
  if (choice.type === 'workflow') {
    const to = addWorkflowTool(drafts, choice);
    drafts.relation({ from: agent, to, kind: 'delegates', provenance: declared(choice.spot) });
    return;
  }
  const name = choice.tool || choice.label || choice.providerName;
  addChosenTool(drafts, choice, { key: toolKey(choice), name, callers: [agent] });
}

/** `{ dataset: { enabled, id } }`, `{ google_search: { enabled } }`: how the first versions wrote tools. */
function addOldTool(drafts: Drafts, item: Located, agent: string): void {
  for (const [name, { value }] of entriesOf(item)) {
    if (value.form !== 'map') continue;
    if (flagOf(find(value, 'enabled')) === false) noteOff(drafts, name, value);
    else if (name === 'dataset') readDataset(drafts, value, agent);
    else if (name !== 'sensitive-word-avoidance') {
      const [id] = [nameIn(find(value, 'id')) ?? name];
      const choice = { ...readTool(value), tool: name, provider: id, label: name };
      addChosenTool(drafts, choice, { key: toolKey(choice), name, callers: [agent] });
    }
  }
}

/** A knowledge base that an agent reads: `{ enabled, id }`. */
export function readDataset(drafts: Drafts, dataset: Located, agent: string): void {
  const given = nameIn(find(dataset, 'id'));
  const title = nameIn(find(dataset, 'name')) ?? agent;
  const to = addDataset(drafts, { given, spot: dataset, title });
  drafts.relation({ from: agent, to, kind: 'reads', provenance: declared(dataset) });
}

function noteOff(drafts: Drafts, name: string, { at }: Located): void {
  drafts.ignored.push({ what: `tool ${name}`, where: describePlace(at), why: 'it is switched off' });
}
