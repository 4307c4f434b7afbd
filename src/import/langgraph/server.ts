import { describePlace } from '../../base/errors.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { addMemoryUse } from '../add-memory-use.ts';
import { addHost, addTool } from '../add-tool.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';

/** The server that runs the graphs of a deployment. */
export type Server = { readonly id: string; readonly agents: readonly string[] };

export function addServer(drafts: Drafts, root: Located, agents: readonly string[]): Server {
  const id = drafts.idFor('server', 'langgraph-server');
  const provenance = inferred(root, 'langgraph.json says what the server offers that runs these graphs');
  drafts.component({ id, kind: 'framework', name: 'LangGraph server', provenance });
  drafts.relation({ from: id, to: addHost(drafts, root), kind: 'runs-on', provenance });
  for (const agent of agents) drafts.relation({ from: agent, to: id, kind: 'runs-on', provenance });
  return { id, agents };
}

/** What the server keeps between runs; agents read and write it. */
export function addServerMemory(drafts: Drafts, { agents }: Server, root: Located): void {
  const kept = [
    ['store', 'what agents remember across conversations'],
    ['checkpointer', 'the state of conversations'],
  ] as const;
  for (const [key, name] of kept) {
    const value = find(root, key);
    if (value?.form !== 'map') continue;
    const id = drafts.idFor(`server ${key}`, key);
    const tags = find(value, 'index', 'embed') === undefined ? [] : ['embeddings'];
    drafts.component({ id, kind: 'memory', name, tags, provenance: declared(value) });
    const provenance = inferred(value, 'every graph of the server reads and writes it');
    for (const agent of agents) {
      addMemoryUse(drafts, { user: agent, memory: id, provenance });
    }
  }
}

/** Who calls is asked who they are: that says nothing about what they write. */
export function addServerAuth(drafts: Drafts, server: Server, auth: Located | undefined): void {
  const path = textOf(find(auth, 'path'));
  if (auth === undefined || path === undefined || server.agents.length === 0) return;
  const from = drafts.idFor('user', 'user');
  const on = { kind: 'messages', from, direction: 'along', threats: ['spoofing'] } as const;
  const name = 'authentication of callers';
  addGuardrail(drafts, { key: 'server auth', id: 'auth', name, on: [on], provenance: declared(auth) });
}

/** Ways into the server and out of it beside its own. */
export function addServerRoutes(drafts: Drafts, server: Server, root: Located): void {
  const app = find(root, 'http', 'app');
  if (app !== undefined && textOf(app) !== undefined) addRoutes(drafts, server, app);
  const webhooks = find(root, 'webhooks');
  if (webhooks?.form === 'map') addWebhooks(drafts, server, webhooks);
}

function addRoutes(drafts: Drafts, { id: server, agents }: Server, app: Located): void {
  const id = drafts.idFor('server routes', 'http-routes');
  drafts.component({ id, kind: 'plugin', name: 'routes of its own', provenance: declared(app) });
  drafts.relation({
    from: id,
    to: server,
    kind: 'runs-on',
    provenance: inferred(app, 'the server runs these routes too'),
  });
  const callers = drafts.idFor('server callers', 'http-requests');
  const provenance = inferred(app, 'whoever reaches the server can call routes of its own');
  drafts.component({ id: callers, kind: 'external', name: 'HTTP requests', exposed: true, provenance });
  drafts.relation({ from: id, to: callers, kind: 'accesses', provenance });
  const rule = 'what comes to routes of the server can be handed to its graphs';
  for (const agent of agents)
    drafts.relation({
      from: callers,
      to: agent,
      kind: 'feeds',
      provenance: { ...inferred(app, rule), certainty: 'assumed' },
    });
}

function addWebhooks(drafts: Drafts, { agents }: Server, webhooks: Located): void {
  const behind = { form: 'external', id: 'webhook-receivers', name: 'webhook receivers' } as const;
  const facts = { title: 'webhooks', can: ['egress'], behind } as const;
  const provenance = inferred(webhooks, 'when a run ends its result goes to the address that the caller gave');
  addTool(drafts, {
    key: 'webhooks',
    name: 'webhooks',
    spot: webhooks,
    knownAs: [],
    callers: agents,
    facts,
    provenance,
  });
}

const READ = new Set(['$schema', 'graphs', 'dependencies', 'env', 'store', 'checkpointer', 'auth', 'http', 'webhooks']);

/** Settings of the build and of versions. */
export function noteOtherSettings(drafts: Drafts, root: Located): void {
  if (root.form !== 'map') return;
  for (const [key, { keyAt }] of root.entries) {
    if (READ.has(key)) continue;
    const why = key === 'pip_config_file' ? 'where packages come from is not followed' : 'it says nothing about agents';
    drafts.ignored.push({ what: key.slice(0, 80), where: describePlace(keyAt), why });
  }
}
