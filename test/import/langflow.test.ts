import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import type { Imported } from '../../src/import/importer.ts';
import { langflow } from '../../src/import/langflow.ts';
import { componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('langflow');
const read = (value: unknown, name = 'a.langflow.json'): Imported => langflow.read(jsonFile(value, name));

type Fields = Readonly<Record<string, unknown>>;
type Node = ReturnType<typeof node>;

const node = (id: string, type: string, fields: Fields = {}, gives: readonly string[] = ['Message'], name = id) => ({
  id,
  type: 'genericNode',
  data: {
    id,
    type,
    node: {
      display_name: name,
      base_classes: gives,
      template: {
        _type: 'Component',
        code: { type: 'code', value: 'import os; SECRET = "x"' },
        ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value }])),
      },
    },
  },
});
const chat = node('chat', 'ChatInput');
const agent = (id: string, fields: Fields = {}) =>
  node(id, 'Agent', { agent_llm: 'OpenAI', model_name: 'm', n_messages: 0, ...fields });

const handles = (from: Node, to: Node, field: string, types: readonly string[]) => ({
  sourceHandle: { dataType: from.data.type, id: from.id, name: 'out', output_types: types },
  targetHandle: { fieldName: field, id: to.id, inputTypes: types, type: 'str' },
});
const edge = (from: Node, to: Node, field = 'input_value', types: readonly string[] = ['Message']) => ({
  source: from.id,
  target: to.id,
  data: handles(from, to, field, types),
});
const tool = (from: Node, to: Node) => edge(from, to, 'tools', ['Tool']);
const flow = (nodes: readonly unknown[], links: readonly unknown[], more: Fields = {}) => ({
  name: 'F',
  ...more,
  data: { nodes, edges: links },
});
const ways = (value: unknown) => edges(read(value)).filter((line) => !/ infers m$/.test(line));

describe('edges of a Langflow flow', () => {
  it('run from what is used to its user, whichever form the handles have', () => {
    const [a, calc] = [agent('A'), node('calc', 'CalculatorComponent', {}, ['Data'], 'Calculator')];
    const written = ({ data, ...ends }: ReturnType<typeof edge>) => ({
      ...ends,
      sourceHandle: JSON.stringify(data.sourceHandle).replaceAll('"', 'œ'),
      targetHandle: JSON.stringify(data.targetHandle).replaceAll('"', 'œ'),
    });
    const links = [edge(chat, a), tool(calc, a)];
    const expected = ['A invokes Calculator', 'user messages A'];
    expect(ways(flow([chat, a, calc], links))).toEqual(expected);
    expect(ways(flow([chat, a, calc], links.map(written)))).toEqual(expected);
    const nested = links.map((link) => ({ ...link, data: written(link) }));
    expect(ways(flow([chat, a, calc], nested))).toEqual(expected);
  });

  it('make a model an agent only where it answers by itself', () => {
    const gives = ['LanguageModel', 'Message'];
    const model = node('lm', 'LanguageModelComponent', { model_name: 'small' }, gives, 'Writer');
    const a = agent('A', { agent_llm: '', model_name: 'ignored' });
    expect(
      edges(read(flow([chat, a, model], [edge(chat, a), edge(model, a, 'agent_llm', ['LanguageModel'])]))),
    ).toEqual(['A infers small', 'user messages A']);
    expect(edges(read(flow([chat, model], [edge(chat, model)])))).toEqual([
      'Writer infers small',
      'user messages Writer',
    ]);
  });

  it('name the model of an agent in every version', () => {
    const modelOf = (fields: Fields) => edges(read(flow([chat, node('A', 'Agent', fields)], [])))[0];
    expect(modelOf({ agent_llm: 'OpenAI', model_name: 'gpt-4o' })).toBe('A infers gpt-4o');
    expect(modelOf({ model: [{ name: 'gpt-4.1', provider: 'OpenAI' }] })).toBe('A infers gpt-4.1');
    expect(modelOf({ agent_llm: 'OpenAI' })).toBe('A infers model');
  });

  it('make an agent that is a tool, and a flow that is run, a delegate', () => {
    const [a, b] = [agent('A'), agent('B')];
    const run = node('run', 'RunFlow', { flow_name_selected: 'Refunds' }, ['Data']);
    const imported = read(flow([chat, a, b, run], [edge(chat, a), tool(b, a), tool(run, a)]));
    expect(edges(imported)).toEqual(expect.arrayContaining(['A delegates B', 'A delegates Refunds']));
    expect(imported.identities.get('Refunds')).toEqual([{ by: 'id', key: 'langflow flow named Refunds' }]);
    const other = read(flow([chat, b], [edge(chat, b)], { name: 'Refunds', id: 'f-1' }));
    expect(other.identities.get('B')).toEqual(
      expect.arrayContaining([
        { by: 'id', key: 'langflow flow f-1' },
        { by: 'id', key: 'langflow flow named Refunds' },
      ]),
    );
  });

  it('make a crew give its agents their tasks', () => {
    const [a, b] = [node('A', 'CrewAIAgentComponent', { model: [{ name: 'm' }] }), agent('B')];
    const tasks = [node('t1', 'SequentialTaskComponent'), node('t2', 'SequentialTaskComponent')] as const;
    const crew = node('crew', 'SequentialCrewComponent', { model: [{ name: 'm' }] }, ['Message'], 'Crew');
    const links = [
      edge(a, tasks[0], 'agent', ['Agent']),
      edge(b, tasks[1], 'agent', ['Agent']),
      edge(tasks[0], tasks[1], 'task', ['SequentialTask']),
      edge(tasks[1], crew, 'tasks', ['SequentialTask']),
    ];
    const found = ways(flow([chat, a, b, ...tasks, crew], links)).filter((line) => line.startsWith('Crew'));
    expect(found).toEqual(['Crew delegates A', 'Crew delegates B']);
  });

  it('go through rerankers, which are models', () => {
    const rank = node('r', 'CohereRerank', { model: 'rerank-v3' }, ['Data'], 'Rerank');
    const imported = read(flow([chat, rank, agent('A')], [edge(chat, rank), edge(rank, agent('A'))]));
    expect(edges(imported)).toContain('user messages A');
    expect(componentOf(imported, 'rerank-v3')?.kind).toBe('model');
  });

  it('find the flow that is run in the same file', () => {
    const imported = langflow.read(sample('own-handbook-project.json'));
    expect(edges(imported)).toContain('Front desk delegates Handbook answers');
    expect(imported.ecosystem.components.some(({ tags }) => tags.includes('stub'))).toBe(false);
  });

  it('go through groups to what is inside', () => {
    const imported = langflow.read(sample('own-order-desk.json'));
    expect(edges(imported)).toEqual(
      expect.arrayContaining(['Order hook feeds Extract order', 'Extract order messages Clerk']),
    );
  });
});

describe('stores and memory of a Langflow flow', () => {
  const store = (id: string, collection: string) =>
    node(
      id,
      'QdrantVectorStoreComponent',
      { collection_name: collection, host: 'qdrant.internal', ingest_data: '', search_query: '' },
      ['Data', 'VectorStore'],
      'Qdrant',
    );
  it('are one store where two components use one collection', () => {
    const [fill, search] = [store('1', 'docs'), store('2', 'docs')];
    const files = node('f', 'File', {}, ['Data'], 'Manuals');
    const a = agent('A');
    const links = [
      edge(files, fill, 'ingest_data', ['Data']),
      edge(chat, search, 'search_query'),
      edge(search, a, 'input_value', ['Data']),
    ];
    const imported = read(flow([chat, files, fill, search, a], links));
    expect(edges(imported)).toEqual(['A infers m', 'A reads docs', 'Manuals feeds docs']);
    expect(imported.identities.get('docs')).toEqual([{ by: 'id', key: 'vector store Qdrant qdrant.internal docs' }]);
  });

  it('are read through a tool where agents search by themselves', () => {
    const [a, search] = [agent('A'), store('1', 'docs')];
    const embed = node('e', 'OpenAIEmbeddings', { model: 'emb' }, ['Embeddings']);
    const links = [edge(chat, a), tool(search, a), edge(embed, search, 'embedding', ['Embeddings'])];
    expect(ways(flow([chat, a, search, embed], links))).toEqual([
      'A infers emb',
      'A invokes Qdrant',
      'Qdrant accesses docs',
      'user messages A',
    ]);
  });

  it('are reached by tools that are made of them', () => {
    const [a, search] = [agent('A'), store('1', 'docs')];
    const retriever = node('t', 'RetrieverTool', {}, ['Tool'], 'Search docs');
    const links = [edge(chat, a), edge(search, retriever, 'retriever', ['Retriever']), tool(retriever, a)];
    expect(ways(flow([chat, a, search, retriever], links))).toEqual(
      expect.arrayContaining(['A invokes Search docs', 'Search docs accesses docs']),
    );
  });

  it('are read where memory is given, and written where it is stored', () => {
    const [read1, a] = [node('h', 'Memory', { mode: 'Retrieve' }), agent('A')];
    expect(ways(flow([read1, a], [edge(read1, a)]))).toContain('A reads message-history');
    const kept = node('k', 'Memory', { mode: 'Store' });
    expect(ways(flow([chat, a, kept], [edge(chat, a), edge(a, kept, 'message')]))).toContain(
      'A writes message-history',
    );
    const redis = node('x', 'RedisChatMemory', {}, ['Memory'], 'Redis');
    const backed = [edge(redis, read1, 'memory', ['Memory']), edge(read1, a)];
    expect(ways(flow([redis, read1, a], backed)).filter((line) => line.includes('reads'))).toEqual(['A reads Redis']);
    const own = node('z', 'mem0_chat_memory', {}, ['Data'], 'Mem0');
    expect(ways(flow([a, own], [edge(own, a, 'memory', ['Memory'])]))).toEqual(
      expect.arrayContaining(['A reads Mem0', 'A writes Mem0']),
    );
    expect(ways(flow([chat, agent('A', { n_messages: 100 })], []))).toEqual(
      expect.arrayContaining(['A reads message-history', 'A writes message-history']),
    );
  });
});

describe('tools of a Langflow flow', () => {
  it('are MCP servers of all versions', () => {
    const server = (type: string, fields: Fields) => {
      const [a, mcp] = [agent('A'), node('mcp', type, fields, ['DataFrame'], 'MCP')];
      return edges(read(flow([a, mcp], [tool(mcp, a)]))).filter((line) => /invokes|accesses|runs-on/.test(line));
    };
    const fetched = ['A invokes MCP', 'A runs-on host', 'MCP accesses web-pages', 'MCP runs-on host'];
    expect(server('MCPTools', { mode: 'Stdio', command: 'uvx mcp-server-fetch', sse_url: 'http://x' })).toEqual(
      fetched,
    );
    expect(server('MCPStdio', { command: 'uvx mcp-server-fetch' })).toEqual(fetched);
    expect(
      server('MCP', { mcp_server: { name: 'MCP', config: { command: 'uvx', args: ['mcp-server-fetch'] } } }),
    ).toEqual(fetched);
    const remote = ['A invokes MCP', 'MCP accesses MCP-content'];
    expect(server('MCPSse', { sse_url: 'https://mcp.example.com/sse' })).toEqual(remote);
    expect(server('MCP', { mcp_server: { name: 'fetch', config: {} } })).toEqual([
      'A invokes fetch',
      'fetch accesses web-pages',
    ]);
  });

  it('widen where an agent or the flow gives the address', () => {
    const request = (fields: Fields, by: 'agent' | 'flow' | 'nobody') => {
      const [a, api] = [agent('A'), node('api', 'APIRequest', fields, ['Data'], 'API')];
      if (by === 'agent') Object.assign(api.data.node.template, { url_input: { value: '', tool_mode: true } });
      const links =
        by === 'agent' ? [tool(api, a)] : [edge(api, a), ...(by === 'flow' ? [edge(chat, api, 'url_input')] : [])];
      return componentOf(read(flow([chat, a, api], links)), 'API')?.tags;
    };
    expect(request({ url_input: 'https://a.example.com' }, 'nobody')).toEqual(['egress']);
    expect(request({ url_input: '' }, 'flow')).toContain('dynamic');
    expect(request({}, 'agent')).toContain('dynamic');
  });

  it('read pages of each host that is given, which anybody may write', () => {
    const [a, url] = [
      agent('A'),
      node('u', 'URLComponent', { urls: ['https://a.example.com/x', 'b.example.com'] }, ['Data'], 'URL'),
    ];
    const imported = read(flow([chat, a, url], [edge(url, a)]));
    expect(ways(flow([chat, a, url], [edge(url, a)]))).toEqual([
      'URL accesses a.example.com',
      'URL accesses b.example.com',
      'URL feeds A',
    ]);
    expect(componentOf(imported, 'b.example.com')?.exposed).toBe(true);
  });

  it('that run code are said to run what the model writes', () => {
    const [a, repl] = [agent('A'), node('r', 'PythonREPLToolComponent', {}, ['Tool'], 'Python')];
    const { findings } = read(flow([a, repl], [tool(repl, a)]));
    expect(findings.map(({ title }) => title)).toEqual(['Model output is executed']);
  });

  it('of which nothing is known are reported, not left out', () => {
    const imported = read(flow([chat, node('x', 'Teleport', {}, ['Data'], 'Teleport')], []));
    expect(componentOf(imported, 'Teleport')?.tags).toEqual(['unknown-capabilities']);
    expect(imported.warnings.map(({ expected, found }) => `${expected}: ${found}`)).toEqual([
      'a known type of component: "Teleport"',
      'an edge to or from chat: none',
      'an edge to or from Teleport: none',
    ]);
  });
});

describe('secrets of a Langflow flow', () => {
  const secret = 'kT81xQz0Lm27VbNs94Rw';
  it('are global variables by name, or reported where they stand', () => {
    const keyed = (value: string, fromDb: boolean) => {
      const a = agent('A');
      Object.assign(a.data.node.template, { api_key: { value, password: true, load_from_db: fromDb } });
      return read(flow([chat, a], [edge(chat, a)]));
    };
    const held = edges(keyed('OPENAI_API_KEY', true)).filter((edge) => edge.includes('OPENAI_API_KEY'));
    expect(held).toEqual([expect.stringMatching(/ \(holds\)$/)]);
    expect(keyed('OPENAI_API_KEY', false).findings).toEqual([]);
    const leaked = keyed(secret, false);
    expect(leaked.findings.map(({ title }) => title)).toEqual(['Secret in the file']);
    expect(JSON.stringify([leaked, [...leaked.identities]])).not.toContain(secret);
  });

  it('of a model that no agent uses stay with the model', () => {
    const model = node('lm', 'OpenAIModel', { model_name: 'gpt' }, ['LanguageModel']);
    Object.assign(model.data.node.template, {
      api_key: { value: 'OPENAI_API_KEY', password: true, load_from_db: true },
    });
    const store = node('s', 'Chroma', { ingest_data: '', search_query: '' }, ['VectorStore']);
    const imported = read(flow([chat, model, store], [edge(model, store, 'llm', ['LanguageModel'])]));
    expect(edges(imported)).toEqual(['gpt authenticates OPENAI_API_KEY (holds)']);
  });

  it('stand in headers too', () => {
    const headers = [{ key: 'Authorization', value: `Bearer ${secret}` }];
    const [a, api] = [
      agent('A'),
      node('api', 'APIRequest', { url_input: 'https://a.example.com', headers }, ['Data'], 'API'),
    ];
    const imported = read(flow([chat, a, api], [edge(a, api, 'body')]));
    expect(edges(imported)).toContain('API authenticates API Authorization (holds)');
    expect(JSON.stringify(imported)).not.toContain(secret);
  });

  it('in the code of components are not looked at', () => {
    const imported = langflow.read(sample('openrag.openrag_agent.json'));
    expect(JSON.stringify(imported)).not.toMatch(/import |class |def /);
  });
});

describe('what is no flow', () => {
  it('is refused, or comes as a stub with a notice', () => {
    expect(() => read({ flows: [] })).toThrow(InvalidInputError);
    expect(() => read([])).toThrow('a flow with data.nodes');
    expect(read(node('lm', 'OpenAIModel', { model_name: 'gpt' }, ['LanguageModel'])).warnings[0]?.found).toBe(
      'a single component',
    );
    expect(read(flow([], [])).warnings[0]?.expected).toBe('at least one component');
  });

  it('is not taken for one', () => {
    const score = (value: unknown): number => langflow.detect({ name: 'a', text: JSON.stringify(value) }).score;
    expect(score({ nodes: [{ id: '1', data: { name: 'chatOpenAI', inputs: {} } }], template: {} })).toBe(0);
    expect(score(flow([chat], []))).toBe(1);
    expect(score({ flows: [flow([chat], [])] })).toBe(1);
    expect(score(chat)).toBe(1);
  });
});
