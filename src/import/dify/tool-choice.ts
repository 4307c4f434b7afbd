import { addCredential } from '../add-credential.ts';
import { type AddedTool, addTool } from '../add-tool.ts';
import { type Drafts, declared, type Spot } from '../drafts.ts';
import { find, type Located } from '../located.ts';
import { nameIn, scalarText } from './scalar-text.ts';
import { addSecretFields } from './secret-fields.ts';

/** A tool as a node, an agent node or an agent app chooses it. */
export type ToolChoice = {
  readonly spot: Spot;
  /** `langgenius/duckduckgo/duckduckgo`, or an id for APIs, workflows and MCP servers. */
  readonly provider: string;
  readonly providerName: string;
  /** builtin, plugin, api, workflow, mcp. */
  readonly type: string;
  readonly tool: string;
  readonly label: string;
  readonly from: Located;
};

export function readTool(from: Located): ToolChoice {
  const text = (...keys: string[]): string =>
    keys.map((key) => nameIn(find(from, key))).find((name) => name !== undefined) ?? '';
  return {
    from,
    spot: from,
    provider: text('provider_id', 'provider_name', 'provider'),
    providerName: text('provider_show_name', 'provider_name', 'provider_id'),
    type: text('provider_type', 'type'),
    tool: text('tool_name', 'name'),
    label: text('tool_label', 'title', 'tool_name'),
  };
}

/** Two uses of one tool by agents are one component; a node of a workflow is one by itself. */
export const toolKey = ({ provider, tool, label }: ToolChoice): string => `tool ${provider} ${tool || label}`;

type Use = { readonly key: string; readonly name: string; readonly callers: readonly string[] };

export function addChosenTool(drafts: Drafts, choice: ToolChoice, { key, name, callers }: Use): AddedTool {
  const { spot, provider, providerName, tool, label, type, from } = choice;
  const knownAs = [tool, lastOf(provider), providerName, label].filter((one) => one !== '' && !isId(one));
  const tags = type === 'mcp' || type === 'api' ? [type] : [];
  const added = addTool(drafts, { key, name, spot, knownAs, callers, tags });
  const { id, opens } = added;
  for (const settings of ['tool_configurations', 'tool_parameters', 'settings', 'parameters'])
    addSecretFields(drafts, find(from, settings), { id, title: name, opens });
  const credential = find(from, 'credential_id');
  const given = scalarText(credential);
  if (credential !== undefined && given !== undefined && given !== '') {
    const wanted = `${lastOf(provider) || name} credential`;
    addCredential(drafts, { name: `dify credential ${given}`, id: wanted, spot: credential, holder: id, opens });
  }
  return added;
}

/** A workflow that is published as a tool: another app, of which this file holds only the id. @returns its id */
export function addWorkflowTool(drafts: Drafts, { spot, provider, providerName, tool, label }: ToolChoice): string {
  const id = drafts.idFor(`workflow ${provider}`, label || providerName || tool || 'workflow');
  if (drafts.has(id)) return id;
  drafts.component({ id, kind: 'orchestrator', tags: ['stub'], provenance: declared(spot) });
  drafts.identify(id, { by: 'id', key: `dify workflow tool ${provider}` });
  const why = 'it is another app: what it calls and reads stands in its own file';
  drafts.toFill.push({ component: id, field: 'tools', why });
  return id;
}

const lastOf = (provider: string): string => (isId(provider) ? '' : (provider.split('/').at(-1) ?? ''));

const isId = (text: string): boolean => /^[\da-f]{8}-[\da-f-]{27,}$/i.test(text);
