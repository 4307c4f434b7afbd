import { addTool } from '../add-tool.ts';
import { addWebRequest } from '../add-web-request.ts';
import { inferred } from '../drafts.ts';
import type { ToolFacts } from '../tool-facts.ts';
import type { Caller, FlowiseContext } from './context.ts';
import type { FlowNode } from './flow-node.ts';

type Ability = { readonly name: string; readonly facts: ToolFacts };

/** What agents and chains do without a tool of their own in the flow. */
const abilities: Readonly<Record<string, Ability>> = {
  sqlDatabaseChain: {
    name: 'SQL queries',
    facts: { title: 'SQL queries', can: ['read-private', 'write'], behind: { form: 'database', name: 'database' } },
  },
  csvAgent: {
    name: 'code on the CSV file',
    facts: { title: 'code that the model writes', can: ['read-private', 'execute'], behind: { form: 'files' } },
  },
  airtableAgent: {
    name: 'code on the Airtable table',
    facts: {
      title: 'code that the model writes for a table',
      can: ['read-private', 'ingest-untrusted', 'execute'],
      behind: { form: 'external', id: 'shared-tables', name: 'shared tables' },
    },
  },
};

/** Chains that ask a model for the address of a request. */
const REQUESTS = /^(?:get|post|open)ApiChain$|^openApiChain$/i;

/** @returns what the credentials of the node open, where known */
export function addAbilities({ drafts }: FlowiseContext, node: FlowNode, agent: Caller): string | undefined {
  const rule = `${node.name.slice(0, 60)} does this by itself`;
  const provenance = inferred(node.spot, rule);
  const tool = {
    key: `${node.key} ability`,
    spot: node.spot,
    callers: [agent.id],
    kind: 'plugin',
    provenance,
  } as const;
  if (REQUESTS.test(node.name)) {
    const writes = !/^get/i.test(node.name);
    return addWebRequest(drafts, { ...tool, name: 'API requests', address: { form: 'dynamic' }, writes }).opens;
  }
  const ability = Object.hasOwn(abilities, node.name) ? abilities[node.name] : undefined;
  if (ability === undefined) return undefined;
  return addTool(drafts, { ...tool, ...ability, knownAs: [] }).opens;
}
