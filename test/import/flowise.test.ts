import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { flowise } from '../../src/import/flowise.ts';
import type { Imported } from '../../src/import/importer.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { componentOf, guardsOf, plainEdges } from './imported.ts';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../fixtures/flowise/${name}`, import.meta.url)), 'utf8');

type Inputs = Readonly<Record<string, unknown>>;
type Node = { readonly id: string; readonly data: object; readonly parentNode?: string };

/** A step of an agent flow, version 2. */
const step = (id: string, name: string, inputs: Inputs = {}, parentNode?: string): Node => ({
  id,
  data: { name: `${name}Agentflow`, label: id, category: 'Agent Flows', inputParams: [], inputs },
  ...(parentNode === undefined ? {} : { parentNode }),
});

/** A node of version 1. */
const part = (id: string, name: string, category: string, inputs: Inputs = {}, more: object = {}): Node => ({
  id,
  data: { name, label: id, category, inputAnchors: [], inputs, ...more },
});

const ref = (id: string): string => `{{${id}.data.instance}}`;
const flowOf = (nodes: readonly Node[], edges: readonly string[]) => ({
  nodes,
  edges: edges.map((edge) => {
    const [source = '', target = '', input = 'x'] = edge.split(/ > | as /);
    return { source, target, targetHandle: `${target}-input-${input}-Any` };
  }),
});

const read = (value: unknown): Imported => flowise.read({ name: 'flow.json', text: JSON.stringify(value, null, 1) });
const flow = (nodes: readonly Node[], edges: readonly string[]): Imported => read(flowOf(nodes, edges));

const model = { llmModel: 'chatOpenAI', llmModelConfig: { modelName: 'gpt-4.1' } };
const agentModel = { agentModel: 'chatOpenAI', agentModelConfig: { modelName: 'gpt-4.1' } };

describe('a chat flow', () => {
  const parts = [
    part('model', 'chatOpenAI', 'Chat Models', { modelName: 'gpt-4o' }),
    part('agent', 'toolAgent', 'Agents', { model: ref('model'), tools: [ref('search'), ref('search')] }),
    part('search', 'serpAPI', 'Tools'),
  ];

  it('turns edges round, from what is used to its user, and counts a link once that is an edge and a setting', () => {
    const imported = flow(parts, ['model > agent', 'search > agent', 'search > agent']);
    expect(plainEdges(imported)).toEqual([
      'agent infers gpt-4o',
      'agent invokes search',
      'search accesses web-pages',
      'user messages agent',
      'web-pages feeds agent',
    ]);
  });

  it('reads links that only settings say', () => {
    expect(plainEdges(flow(parts, []))).toEqual(plainEdges(flow(parts, ['model > agent', 'search > agent'])));
  });

  it('exposes its user, whom the file does not name', () => {
    const user = componentOf(flow(parts, []), 'user');
    expect(user).toMatchObject({ kind: 'human', exposed: true, provenance: { certainty: 'inferred' } });
  });

  it('reads a store through its retriever, and puts loaded pages into it', () => {
    const imported = flow(
      [
        part('model', 'chatOpenAI', 'Chat Models', { modelName: 'gpt-4o' }),
        part('pages', 'cheerioWebScraper', 'Document Loaders', { url: 'https://a.example' }),
        part('store', 'qdrant', 'Vector Stores', { qdrantCollection: 'wiki' }),
        part('embedder', 'openAIEmbeddings', 'Embeddings', { modelName: 'text-embedding-3-small' }),
        part('rerank', 'cohereRerankRetriever', 'Retrievers'),
        part('chain', 'conversationalRetrievalQAChain', 'Chains'),
      ],
      ['pages > store', 'embedder > store', 'store > rerank', 'rerank > chain', 'model > chain'],
    );
    expect(plainEdges(imported)).toEqual([
      'chain infers gpt-4o',
      'chain infers text-embedding-3-small',
      'chain reads rerank',
      'pages accesses web-pages',
      'pages feeds store',
      'rerank reads store',
      'user messages chain',
    ]);
    expect(componentOf(imported, 'web-pages')?.exposed).toBe(true);
  });

  it('names a document store that the export does not select as its node', () => {
    const imported = flow(
      [...parts, part('papers', 'documentStore', 'Document Loaders'), part('store', 'faiss', 'Vector Stores')],
      ['papers > store', 'store > agent'],
    );
    expect(plainEdges(imported)).toContain('papers feeds store');
    expect(imported.identities.get('papers')).toBeUndefined();
  });

  it('takes nodes that name the same index for one store', () => {
    const imported = flow(
      [
        part('a', 'pinecone', 'Vector Stores', { pineconeIndex: 'docs', pineconeNamespace: '' }),
        part('b', 'pinecone', 'Vector Stores', { pineconeIndex: 'docs', pineconeNamespace: '' }),
        part('chain', 'retrievalQAChain', 'Chains'),
        part('other', 'retrievalQAChain', 'Chains'),
      ],
      ['a > chain', 'b > other'],
    );
    expect(plainEdges(imported).filter((edge) => edge.includes('reads'))).toEqual(['chain reads a', 'other reads a']);
  });

  it('lets a chain that is a tool be given work', () => {
    const imported = flow(
      [part('inner', 'llmChain', 'Chains'), part('tool', 'chainTool', 'Tools'), part('outer', 'toolAgent', 'Agents')],
      ['inner > tool', 'tool > outer'],
    );
    expect(plainEdges(imported)).toContain('outer delegates inner');
    expect(plainEdges(imported)).not.toContain('user messages inner');
  });

  it('tells engines without names apart by the tools that they are', () => {
    const engines = ['one', 'two'].flatMap((id) => [
      part(id, 'queryEngine', 'Engine', {}, { label: 'Query Engine' }),
      part(`tool ${id}`, 'queryEngineToolLlamaIndex', 'Tools', { toolName: `search_${id}` }),
    ]);
    const imported = flow(
      [...engines, part('all', 'subQuestionQueryEngine', 'Engine')],
      ['one > tool one', 'two > tool two', 'tool one > all', 'tool two > all'],
    );
    expect(plainEdges(imported)).toEqual(
      expect.arrayContaining(['all delegates Query Engine search_one', 'all delegates Query Engine search_two']),
    );
  });

  it('guards what is said to an agent with its moderation', () => {
    const imported = flow(
      [part('filter', 'inputModerationSimple', 'Moderation'), part('chain', 'llmChain', 'Chains')],
      ['filter > chain as inputModeration'],
    );
    expect(guardsOf(imported, 'filter')).toEqual([{ kind: 'messages', to: 'chain', direction: 'along' }]);
  });

  it('says of a node that nobody knows that nobody knows it', () => {
    const { warnings } = flow([...parts, part('odd', 'brandNew', 'Brand New')], []);
    expect(warnings.map(({ found }) => found)).toEqual(['the type brandNew']);
  });
});

describe('a sequence of agents', () => {
  const seq = (id: string, name: string, inputs: Inputs = {}) => part(id, name, 'Sequential Agents', inputs);

  it('gives the model and the memory of its start to agents that have none of their own', () => {
    const imported = flow(
      [
        part('big', 'chatOpenAI', 'Chat Models', { modelName: 'gpt-4o' }),
        part('small', 'chatOpenAI', 'Chat Models', { modelName: 'gpt-4o-mini' }),
        part('kept', 'agentMemory', 'Memory'),
        seq('start', 'seqStart'),
        seq('one', 'seqAgent', { agentName: 'One' }),
        seq('two', 'seqLLMNode', { llmNodeName: 'Two' }),
      ],
      ['big > start', 'kept > start', 'start > one', 'one > two', 'small > two'],
    );
    expect(plainEdges(imported)).toEqual([
      'One infers gpt-4o',
      'One messages Two',
      'One reads kept',
      'One writes kept',
      'Two infers gpt-4o-mini',
      'Two reads kept',
      'Two writes kept',
      'user messages One',
    ]);
  });

  it('jumps back by name, through conditions, once for two loops', () => {
    const imported = flow(
      [
        seq('start', 'seqStart'),
        seq('boss', 'seqLLMNode', { llmNodeName: 'Boss' }),
        seq('choice', 'seqCondition'),
        seq('worker', 'seqAgent', { agentName: 'Worker' }),
        seq('loop', 'seqLoop', { loopToName: 'Boss' }),
        seq('again', 'seqLoop', { loopToName: 'Boss' }),
      ],
      ['start > boss', 'boss > choice', 'choice > worker', 'worker > loop', 'worker > again'],
    );
    expect(plainEdges(imported).filter((edge) => edge.includes('messages'))).toEqual([
      'Boss messages Worker',
      'Worker messages Boss',
      'user messages Boss',
    ]);
  });

  it('asks a human before tools of a step with interrupt', () => {
    const imported = flow(
      [seq('start', 'seqStart'), seq('one', 'seqAgent', { interrupt: true }), part('mail', 'gmail', 'Tools')],
      ['start > one', 'mail > one'],
    );
    expect(guardsOf(imported, 'approval of one')).toEqual([
      { kind: 'invokes', from: 'one', to: 'mail', direction: 'along' },
    ]);
  });
});

describe('an agent flow', () => {
  it('goes through conditions, jumps back, and reads the settings of its steps', () => {
    const imported = flow(
      [
        step('start', 'start', { startInputType: 'formInput' }),
        step('writer', 'llm', { ...model, llmEnableMemory: true }),
        step('choice', 'condition'),
        step('loop', 'loop', { loopBackToNode: 'writer-writer' }),
        step('judge', 'conditionAgent', { conditionAgentModel: 'chatAnthropic', conditionAgentModelConfig: '' }),
        step('note', 'stickyNote', { note: 'a customer said' }),
      ],
      ['start > writer', 'writer > judge', 'judge > choice', 'choice > loop'],
    );
    expect(plainEdges(imported)).toEqual([
      'judge infers chatAnthropic',
      'judge messages writer',
      'user messages writer',
      'writer infers gpt-4.1',
      'writer messages judge',
      'writer reads chat history',
      'writer writes chat history',
    ]);
    expect(componentOf(imported, 'judge')?.kind).toBe('orchestrator');
  });

  it('takes "" for an empty list', () => {
    const empty = {
      agentTools: '',
      agentKnowledgeDocumentStores: '',
      agentToolsBuiltInOpenAI: '',
      agentEnableMemory: '',
    };
    expect(plainEdges(flow([step('one', 'agent', { ...agentModel, ...empty })], []))).toEqual([
      'one infers gpt-4.1',
      'pasted-content feeds one',
    ]);
  });

  it('lets a human decide on what follows human input', () => {
    const imported = flow(
      [step('start', 'start'), step('a', 'llm', model), step('ask', 'humanInput'), step('b', 'llm', model)],
      ['start > a', 'a > ask', 'ask > b'],
    );
    expect(guardsOf(imported, 'ask')).toEqual([{ kind: 'messages', from: 'a', to: 'b', direction: 'along' }]);
  });

  it('gives steps what their texts take from other steps, from users and from the state', () => {
    const imported = flow(
      [
        step('start', 'start'),
        step('plan', 'llm', { ...model, llmUpdateState: [{ key: 'topic', value: '<p>{{ output }}</p>' }] }),
        step('code', 'customFunction', { customFunctionJavascriptFunction: 'return 1;' }),
        step('route', 'conditionAgent', { conditionAgentModel: 'chatOpenAI' }),
        step('write', 'llm', { ...model, llmMessages: [{ content: '<p>{{ question }} {{ code }}</p>' }] }),
        step('check', 'llm', { ...model, llmUserMessage: '{{ $flow.state.topic }}' }),
      ],
      ['start > plan', 'plan > code', 'code > route', 'route > write', 'write > check'],
    );
    expect(plainEdges(imported).filter((edge) => !edge.includes(' infers '))).toEqual([
      'code feeds route',
      'code feeds write',
      'plan invokes code',
      'plan messages check',
      'plan messages route',
      'route messages write',
      'user messages plan',
      'user messages write',
      'write messages check',
    ]);
    const state = imported.ecosystem.relations.find(({ from, to }) => from === 'plan' && to === 'check');
    expect(state?.provenance).toMatchObject({ rule: 'the workflow goes there through the state topic' });
  });

  it('lets a human decide on what a step behind human input takes from before it', () => {
    const imported = flow(
      [
        step('start', 'start'),
        step('a', 'llm', model),
        step('ask', 'humanInput'),
        step('b', 'llm', { ...model, llmUserMessage: '{{ question }} {{ a.output }}' }),
      ],
      ['start > a', 'a > ask', 'ask > b'],
    );
    expect(guardsOf(imported, 'ask')).toEqual([
      { kind: 'messages', from: 'a', to: 'b', direction: 'along' },
      { kind: 'messages', from: 'user', to: 'b', direction: 'along' },
    ]);
  });

  it('lets readers see what a step looked up, wherever they stand', () => {
    const documents = [{ documentStore: 'id-1:papers' }];
    const imported = flow(
      [
        step('start', 'start'),
        step('look', 'retriever', { retrieverKnowledgeDocumentStores: documents }),
        step('judge', 'conditionAgent', { conditionAgentModel: 'chatOpenAI' }),
        step('answer', 'llm', { ...model, llmUserMessage: '{{ look }}' }),
      ],
      ['start > look', 'look > judge', 'judge > answer'],
    );
    expect(plainEdges(imported)).toContain('answer reads look');
  });

  it('lets a human decide on tools that require human input, and on no others', () => {
    const agentTools = [
      { agentSelectedTool: 'gmail', agentSelectedToolRequiresHumanInput: true, agentSelectedToolConfig: {} },
      { agentSelectedTool: 'calculator', agentSelectedToolRequiresHumanInput: '', agentSelectedToolConfig: {} },
    ];
    const imported = flow([step('start', 'start'), step('a', 'agent', { ...agentModel, agentTools })], ['start > a']);
    expect(guardsOf(imported, 'approval of a')).toEqual([
      { kind: 'invokes', from: 'a', to: 'gmail', direction: 'along' },
    ]);
    expect(plainEdges(imported)).toContain('a invokes calculator');
  });

  it('goes into the children of an iteration and on after them', () => {
    const imported = flow(
      [
        step('start', 'start'),
        step('before', 'llm', model),
        step('each', 'iteration'),
        step('first', 'llm', model, 'each'),
        step('last', 'llm', model, 'each'),
        step('after', 'llm', model),
      ],
      ['start > before', 'before > each', 'first > last', 'each > after'],
    );
    expect(plainEdges(imported).filter((edge) => edge.includes('messages'))).toEqual([
      'before messages first',
      'first messages last',
      'last messages after',
      'user messages before',
    ]);
  });

  it('feeds agents with what callers of a webhook send', () => {
    const imported = flow(
      [step('start', 'start', { startInputType: 'webhookTrigger' }), step('a', 'llm', model)],
      ['start > a'],
    );
    expect(plainEdges(imported)).toContain('webhook feeds a');
    expect(componentOf(imported, 'webhook')).toMatchObject({ kind: 'external', exposed: true });
  });

  it('does not expose a webhook whose callers sign what they send, and tells where answers go', () => {
    const start = { startInputType: 'webhookTrigger', webhookEnableAuth: true, callbackUrl: 'https://a.example/back' };
    const imported = flow([step('start', 'start', start), step('a', 'llm', model)], ['start > a']);
    expect(componentOf(imported, 'webhook')?.exposed).toBe(false);
    expect(imported.ignored.map(({ what }) => what)).toEqual(['callback address']);
  });

  it('says that a model words what a human decides on', () => {
    const ask = (humanInputDescriptionType: string) =>
      flow(
        [step('a', 'llm', model), step('ask', 'humanInput', { humanInputDescriptionType }), step('b', 'llm', model)],
        ['a > ask', 'ask > b'],
      ).findings.map(({ title }) => title);
    expect(ask('dynamic')).toEqual(['Approval worded by a model']);
    expect(ask('fixed')).toEqual([]);
  });

  it('takes a server of the whole instance for one, whoever selects it', () => {
    const agentTools = [
      {
        agentSelectedTool: 'customMcpServerTool',
        agentSelectedToolConfig: { mcpServerId: 'id-7', mcpActions: '["x"]' },
      },
    ];
    const imported = flow(
      [step('a', 'agent', { ...agentModel, agentTools }), step('b', 'agent', { ...agentModel, agentTools })],
      [],
    );
    expect(plainEdges(imported)).toEqual(
      expect.arrayContaining(['a invokes customMcpServerTool', 'b invokes customMcpServerTool']),
    );
  });

  it('maps the servers of a custom MCP tool as those of MCP clients', () => {
    const mcpServerConfig = JSON.stringify({
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-github@1.0.0'],
    });
    const agentTools = [{ agentSelectedTool: 'customMCP', agentSelectedToolConfig: { mcpServerConfig } }];
    const imported = flow([step('start', 'start'), step('a', 'agent', { ...agentModel, agentTools })], ['start > a']);
    expect(componentOf(imported, 'server-github')).toMatchObject({ kind: 'tool', layer: 4 });
    expect(plainEdges(imported)).toEqual(
      expect.arrayContaining(['a invokes server-github', 'server-github runs-on host', 'github.com feeds a']),
    );
  });

  it.each([
    ['a fixed one', 'https://pay.example.com/refunds', ['pay accesses pay.example.com'], ['egress', 'write']],
    [
      'one that is filled in',
      '<p>{{ $flow.state.url }}</p>',
      ['pay accesses web-pages'],
      ['dynamic', 'egress', 'ingest-untrusted'],
    ],
  ])('sends requests to an address: %s', (_, url, edges, tags) => {
    const imported = flow([step('pay', 'http', { method: 'POST', url }), step('a', 'llm', model)], ['pay > a']);
    expect(plainEdges(imported)).toEqual(expect.arrayContaining([...edges, 'pay feeds a']));
    expect(componentOf(imported, 'pay')?.tags).toEqual(tags);
  });

  it.each([
    ['fetches', "const r = await fetch('https://a.example');", ['egress']],
    ['runs programs', "require('child_process').execSync($input)", ['execute']],
    ['speaks to a database', "const { Pool } = require('pg');", ['read-private', 'write']],
    ['only computes', '// fetch(nothing)\nreturn $input.trim();', []],
  ])('looks at code that %s, and does not copy it', (_, code, tags) => {
    const imported = flow([step('code', 'customFunction', { customFunctionJavascriptFunction: code })], []);
    expect(componentOf(imported, 'code')?.tags).toEqual(tags);
    expect(writeEcosystem(imported.ecosystem)).not.toContain(code.slice(0, 20));
  });

  it.each([
    ["fetch('https://pay.example/v1?key=x')", ['code accesses pay.example'], ['egress']],
    ["fetch('https://pay.example', { method: 'POST' })", ['code accesses pay.example'], ['egress', 'write']],
    [
      "fetch('https://api.tavily.com/s', { method: 'POST' })",
      ['code accesses web-pages'],
      ['egress', 'ingest-untrusted'],
    ],
    ["fetch('https://a.example'); fetch('https://b.example')", [], ['egress']],
    ["fetch('https://' + host)", [], ['egress']],
    ["const icon = 'https://pay.example/icon.png'", [], []],
  ])('knows the one service that code speaks to: %s', (code, edges, tags) => {
    const imported = flow([step('code', 'customFunction', { customFunctionJavascriptFunction: code })], []);
    expect(plainEdges(imported).filter((edge) => edge.includes('accesses'))).toEqual(edges);
    expect(componentOf(imported, 'code')?.tags).toEqual(tags);
  });

  it.each([
    ['gmail', { messageActions: '["sendMessage"]' }, ['egress', 'write']],
    ['gmail', { messageActions: '["listMessages"]' }, ['ingest-untrusted', 'read-private']],
    ['slackMCP', { mcpActions: ['slack_reply_to_thread'] }, ['egress', 'write']],
    ['gmail', { messageActions: '["frobnicate"]' }, ['egress', 'ingest-untrusted', 'read-private', 'write']],
    ['gmail', { messageActions: '' }, ['egress', 'ingest-untrusted', 'read-private', 'write']],
    ['browserlessMCP', { mcpActions: '["search"]' }, ['egress', 'ingest-untrusted']],
  ])('lets a tool do what its author selected: %s with %o', (name, agentSelectedToolConfig, tags) => {
    const agentTools = [{ agentSelectedTool: name, agentSelectedToolConfig }];
    const imported = flow([step('start', 'start'), step('a', 'agent', { ...agentModel, agentTools })], ['start > a']);
    expect(componentOf(imported, name)?.tags).toEqual(tags);
  });
});

describe('calls to other flows and agents', () => {
  const id = '5f0c3d1e-8a6b-4a49-b0a2-6c1f2e9d7b10';
  const inner = flowOf([part('chain', 'llmChain', 'Chains')], []);
  const asking = (agentTools: readonly object[]) =>
    flowOf([step('start', 'start'), step('a', 'agent', { ...agentModel, agentTools })], ['start > a']);

  it('find the other flow in a list of flows, and wait for a human if they must', () => {
    const tool = { agentSelectedTool: 'agentAsTool', agentSelectedToolRequiresHumanInput: true };
    const outer = asking([{ ...tool, agentSelectedToolConfig: { selectedAgentflow: id } }]);
    const imported = read([
      { id, flowData: JSON.stringify(inner) },
      { id: 'other', flowData: JSON.stringify(outer) },
    ]);
    expect(plainEdges(imported)).toContain('a delegates chain');
    expect(guardsOf(imported, 'approval of calls of a')).toEqual([
      { kind: 'delegates', from: 'a', to: 'chain', direction: 'along' },
    ]);
  });

  it('say that which flow is called is decided on the way', () => {
    const steps = [step('start', 'start'), step('run', 'executeFlow', { executeFlowSelectedFlow: '{{ $form.flow }}' })];
    const imported = flow(steps, ['start > run']);
    expect(plainEdges(imported)).toEqual(['run delegates any flow', 'user messages run']);
    expect(componentOf(imported, 'any flow')?.tags).toEqual(['dynamic']);
    expect(imported.warnings.map(({ found }) => found)).toEqual(['a flow that is chosen while the flow runs']);
  });

  it('know agents elsewhere by the address of their card', () => {
    const agentCardUrl = 'https://agents.example.com/booking/.well-known/agent.json';
    const imported = flow([step('remote', 'a2aRemoteAgent', { agentCardUrl })], []);
    expect(plainEdges(imported)).toContain('remote delegates agents.example.com/booking');
    expect(imported.identities.get('agents.example.com/booking')).toEqual([
      { by: 'url', key: 'agents.example.com/booking' },
    ]);
  });
});

describe('files that are no flow', () => {
  it.each([
    ['a flow without nodes', { nodes: [], edges: [] }],
    ['no flow', { AgentFlow: [], ChatFlow: [], Tool: [] }],
    ['a custom tool alone', { name: 'x', schema: '[]', func: 'return 1' }],
  ])('are refused as %s', (found, value) => {
    expect(() => read(value)).toThrow(`expected a flow with nodes, found ${found}`);
  });

  it('are told where flowData is broken, not what it holds', () => {
    const text = JSON.stringify({ id: 'x', flowData: '{"nodes": [{"token": "abcdefghijklmnop' }, null, 1);
    const broken = () => flowise.read({ name: 'flow.json', text });
    expect(broken).toThrow(/^flow\.json:3:14: expected flowData with JSON/);
    expect(broken).not.toThrow(/abcdefgh/);
  });

  it.each([
    ['{"nodes": [{"type": "n8n-nodes-base.set"}], "connections": {}}'],
    ['{"nodes": [{"id": "1", "data": {"id": "1", "name": "agent"}}], "edges": []}'],
    ['{"data": {"nodes": [{"data": {"type": "Agent", "node": {"template": {}}}}]}}'],
    ['not JSON at all'],
  ])('are not claimed: %s', (text) => {
    expect(flowise.detect({ name: 'a-file', text }).score).toBeLessThan(0.2);
  });
});

describe('an export of all data', () => {
  const imported = flowise.read({ name: 'own-all-data.json', text: fixture('own-all-data.json') });

  it('joins flows that call each other, and stands in for one that is not there', () => {
    expect(plainEdges(imported)).toEqual(
      expect.arrayContaining([
        'Refund clerk delegates Conversational Retrieval QA Chain',
        'Ask the handbook delegates Conversational Retrieval QA Chain',
        'Archive delegates flow 9e8d7c6b-5a49-4838-8271-605f4e3d2c1b',
      ]),
    );
    const key = 'flowise flow 9e8d7c6b-5a49-4838-8271-605f4e3d2c1b';
    expect(imported.identities.get('flow 9e8d7c6b-5a49-4838-8271-605f4e3d2c1b')).toEqual([{ by: 'id', key }]);
  });

  it('shares a credential that several parts name, and names flows by their own ids', () => {
    const holders = plainEdges(imported).filter((edge) => edge.endsWith('authenticates chatOpenAI credential'));
    expect(holders.length).toBeGreaterThan(4);
    expect(imported.identities.get('Triage')).toContainEqual({
      by: 'id',
      key: 'flowise flow c2b7a6e4-1d3f-4e8a-8a53-2f9c4b6d8e21',
    });
  });

  it('stands at the text that holds a flow', () => {
    expect(componentOf(imported, 'Triage')?.provenance).toMatchObject({
      at: { line: 7 },
      pointer: '/AgentFlowV2/0/flowData',
    });
  });

  it('looks the code of stored tools up, and what document stores load', () => {
    expect(componentOf(imported, 'order_status')?.tags).toEqual(['egress']);
    expect(plainEdges(imported)).toContain('Confluence feeds Policies');
  });
});

describe('secrets', () => {
  it.each([
    ['a key among the settings', { openAIApiKey: 'sk-abcdefghijklmnop123456' }, 'openAIApiKey'],
    ['a header in a text', { headers: '{"Authorization":"Bearer abcdefghijklmnop123456"}' }, 'Authorization'],
    ['a header in a list', { headers: [{ key: 'X-Api-Key', value: 'abcdefghijklmnop123456' }] }, 'X-Api-Key'],
    ['a password in an address', { url: 'postgres://a:abcdefghijklmnop123456@db/x' }, 'password in url'],
    ['a password in code', { javascriptFunction: "const PASSWORD = 'abcdefghijklmnop123456'" }, 'PASSWORD'],
  ])('are reported by name and never copied: %s', (_, inputs, name) => {
    const imported = flow([part('tool', 'anything', 'Tools', inputs), part('a', 'toolAgent', 'Agents')], ['tool > a']);
    expect(imported.findings).toContainEqual(
      expect.objectContaining({ title: 'Secret in the file', detail: expect.stringContaining(`${name} of tool`) }),
    );
    const { findings, warnings, ignored, toFill } = imported;
    const told = writeEcosystem(imported.ecosystem) + JSON.stringify([findings, warnings, ignored, toFill]);
    expect(told).not.toContain('abcdefghijklmnop');
  });

  it.each([
    { memoryKey: 'chat_history' },
    { openAIApiKey: '{{$vars.key}}' },
    { apiKey: 'YOUR_API_KEY' },
    { javascriptFunction: "const token = 'API_KEY'" },
    { credential: '0d2c1c52-3b1e-4f5c-9a55-0f6f5d0e7a01' },
  ])('are not seen in %o', (inputs) => {
    expect(flow([part('tool', 'anything', 'Tools', inputs)], []).findings).toEqual([]);
  });
});

describe('any change to a flow', () => {
  const texts = ['own-sequence.json', 'own-chains.json', 'agentflowsv2.Simple_RAG.json'].map(fixture);
  const values = [null, true, 7, '', [], {}, [[]], '__proto__', 'constructor', '{"', ref('chatOpenAI_0'), { a: null }];

  it('gives an ecosystem that reads back, or problems', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.constantFrom(...values, undefined),
        (text, at, value) => {
          const changed = JSON.stringify(changeAt(JSON.parse(text), at, value));
          try {
            const { ecosystem } = flowise.read({ name: 'changed.json', text: changed });
            expect(parseSuiteFile(writeEcosystem(ecosystem), 'back.yaml').warnings).toEqual([]);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidInputError);
          }
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });
});

/** The value at a share of the way through all values set to another one; undefined leaves it out. */
function changeAt(root: object, share: number, value: unknown): object {
  const places: [parent: Record<string, unknown>, key: string][] = [];
  const walk = (parent: Record<string, unknown>): void => {
    for (const key of Object.keys(parent)) {
      places.push([parent, key]);
      if (typeof parent[key] === 'object' && parent[key] !== null) walk(parent[key] as Record<string, unknown>);
    }
  };
  walk(root as Record<string, unknown>);
  const [parent, key] = places[Math.floor(share * places.length)] ?? [{}, ''];
  parent[key] = value;
  return root;
}
