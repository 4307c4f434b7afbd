import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { isOwnName, roleOfName, roleOfNode } from '../../src/import/langgraph/node-role.ts';
import { langGraph } from '../../src/import/langgraph.ts';
import { guardsOf, kindsOf, plainEdges } from './imported.ts';

const read = async (text: string, siblings: readonly SourceFile[] = []): Promise<Imported> =>
  await langGraph.read({ name: 'graph', text }, (name) => siblings.find((file) => file.name === name));

const edges = (imported: Imported): string[] => plainEdges(imported).filter((edge) => !/pasted|infers/.test(edge));
const guarded = (imported: Imported, id: string): string[] => guardsOf(imported, id).map((on) => JSON.stringify(on));

/** The Mermaid text of links like `a > b`; the first node is the first one of the first link. */
const chart = (...links: readonly string[]): string =>
  ['graph TD;', ...links.map((link) => `\t${link.replace(' > ', ' --> ')};`)].join('\n');

describe('the name of a node', () => {
  it.each([
    ['agent', 'agent'],
    ['call_model', 'agent'],
    ['ChatBot', 'agent'],
    ['tool_calling_llm', 'agent'],
    ['supervisor', 'orchestrator'],
    ['planner_agent', 'orchestrator'],
    ['tools', 'tool'],
    ['Call Tool', 'tool'],
    ['agent_tools', 'tool'],
    ['send_email', 'tool'],
    ['retrieve', 'retrieval'],
    ['load_memory', 'memory'],
    ['human', 'answer'],
    ['ask_user', 'answer'],
    ['human_approval', 'gate'],
    ['review', 'gate'],
    ['guardrails', 'guardrail'],
    ['filter_documents', 'guardrail'],
    ['grade_documents', 'evaluator'],
    ['reflect', 'evaluator'],
    ['pre_model_hook', 'pass'],
    ['thinking', 'agent'],
    ['teams', 'agent'],
  ])('%s says that it is: %s', (name, part) => expect(roleOfName(name).part).toBe(part));

  it('says nothing, so that calling a model is assumed', () => expect(roleOfName('foo').isKnown).toBe(false));

  it('is overruled by the class, but a supervisor that is a model stays one', () => {
    expect(roleOfNode('agent', ['langgraph', 'prebuilt', 'tool_node', 'ToolNode']).part).toBe('tool');
    expect(roleOfNode('foo', ['langchain', 'chat_models', 'openai', 'ChatOpenAI'])).toMatchObject({
      part: 'agent',
      isKnown: true,
    });
    expect(roleOfNode('supervisor', ['langchain', 'chat_models', 'openai', 'ChatOpenAI']).part).toBe('orchestrator');
    expect(roleOfNode('foo', ['langgraph', 'graph', 'state', 'CompiledStateGraph']).isKnown).toBe(true);
  });

  it('means the same elsewhere only if its author chose it', () => {
    expect(['agent', 'call_model', 'tools', 'supervisor', 'node_1'].filter(isOwnName)).toEqual([]);
    expect(['billing_agent', 'storm'].filter(isOwnName)).toEqual(['billing_agent', 'storm']);
  });
});

describe('a drawn graph', () => {
  it('tells the places of its nodes and links', async () => {
    const { ecosystem } = await read(chart('__start__ > agent', 'agent > writer'));
    const relation = ecosystem.relations.find(({ kind, to }) => kind === 'messages' && to === 'writer');
    expect(relation?.provenance).toMatchObject({ certainty: 'declared', at: { line: 3, column: 2 } });
  });

  it('takes what passes a guardrail on every way through it', async () => {
    const imported = await read(chart('__start__ > guardrail', 'guardrail > agent'));
    expect(kindsOf(imported)).toMatchObject({ guardrail: 'control', agent: 'agent' });
    expect(guarded(imported, 'guardrail')).toEqual([expect.stringContaining('"from":"user","to":"agent"')]);
    const around = await read(chart('__start__ > guardrail', 'guardrail > agent', '__start__ > agent'));
    expect(kindsOf(around)['guardrail']).toBeUndefined();
    expect(around.ignored.map(({ what }) => what)).toEqual(['guardrail guardrail']);
  });

  it('lets a memory be read and written as its name says', async () => {
    const imported = await read(chart('__start__ > load_memory', 'load_memory > agent', 'agent > save_memory'));
    expect(edges(imported)).toEqual(['agent reads load_memory', 'agent writes save_memory', 'user messages agent']);
  });

  it('delegates from a supervisor that gets its work back, and messages otherwise', async () => {
    const imported = await read(
      chart('__start__ > supervisor', 'supervisor > coder', 'coder > supervisor', 'supervisor > writer'),
    );
    expect(edges(imported)).toEqual([
      'supervisor delegates coder',
      'supervisor messages writer',
      'user messages supervisor',
    ]);
  });

  it('has evaluators that watch agents and read what was looked up, but not users', async () => {
    const links = ['__start__ > judge', 'judge > retrieve', 'retrieve > grader', 'grader > agent', 'agent > critic'];
    expect(edges(await read(chart(...links)))).toEqual([
      'agent reads retrieve',
      'critic monitors agent',
      'grader reads retrieve',
      'user messages agent',
    ]);
  });

  it('is run by its framework if none of its nodes is an agent', async () => {
    const imported = await read(chart('__start__ > tool_one', 'tool_one > retrieve', 'retrieve > __end__'));
    expect(edges(imported)).toEqual(['user messages workflow', 'workflow invokes tool_one', 'workflow reads retrieve']);
  });

  it('keeps apart two graphs of one page, and ignores flowcharts of others', async () => {
    const fences = [
      chart('__start__ > agent'),
      'graph TD\n  A[User] --> B(App)',
      chart('__start__ > agent', 'agent > tools'),
    ];
    const imported = await read(fences.map((text) => `\`\`\`mermaid\n${text}\n\`\`\``).join('\n\n'));
    expect(edges(imported)).toEqual(['agent#2 invokes tools', 'user messages agent', 'user messages agent#2']);
    expect(imported.warnings).toEqual([]);
  });

  it('has the names that its labels and escapes say, in any language', async () => {
    const lines = [
      '__start__ --> inner\\3aup;',
      'inner\\3aup -.-> Chart\\20Generator;',
      'Chart\\20Generator --> \\4e2d\\6587;',
      'inner\\3aup(up)',
    ];
    const imported = await read(['graph TD;', ...lines].join('\n'));
    expect(Object.keys(kindsOf(imported))).toEqual(expect.arrayContaining(['inner:up', 'Chart Generator', '中文']));
  });

  it('stops before and after a node, with metadata on several lines', async () => {
    const lines = [
      '__start__ --> agent;',
      'agent --> pay;',
      'pay --> writer;',
      'pay(pay<hr/><small><em>retries = 1',
      '__interrupt = before,after</em></small>)',
    ];
    const imported = await read(['graph TD;', ...lines].join('\n'));
    expect(guarded(imported, 'stop before pay')).toEqual([expect.stringContaining('"from":"agent","to":"pay"')]);
    expect(guarded(imported, 'stop after pay')).toEqual([expect.stringContaining('"from":"pay","to":"writer"')]);
  });

  it('asks one human once, whether its node or its interrupt says so', async () => {
    const lines = ['__start__ --> one;', 'one --> human_feedback;', 'human_feedback --> two;'];
    const drawn = 'human_feedback(human_feedback<hr/><small><em>__interrupt = before</em></small>)';
    const imported = await read(['graph TD;', ...lines, drawn].join('\n'));
    expect(Object.entries(kindsOf(imported)).filter(([, kind]) => kind === 'control')).toEqual([
      ['human_feedback', 'control'],
    ]);
  });

  it('hands what one tool brings in to the tool that comes next', async () => {
    const imported = await read(
      chart(
        '__start__ > agent',
        'agent > fetch_page',
        'fetch_page > check',
        'fetch_page > run_sql',
        'run_sql > __end__',
      ),
    );
    expect(edges(imported)).toEqual(
      expect.arrayContaining(['fetch_page writes fetch_page result', 'run_sql reads fetch_page result']),
    );
  });

  it('begins where it is drawn as first, whatever that is called', async () => {
    const lines = ['question_input([question_input]):::first', 'question_input --> agent;', 'agent --> __end__;'];
    expect(edges(await read(['graph TD;', ...lines].join('\n')))).toEqual(['user messages agent']);
  });

  it('warns of lines and edges that it cannot read, and goes on', async () => {
    const imported = await read(`${chart('__start__ > agent')}\n\t!? what ?!`);
    expect(imported.warnings).toMatchObject([{ at: { line: 3 }, found: 'something else' }]);
    const json = { nodes: [{ id: '__start__' }, { id: 'agent' }, 3], edges: [{ source: 'agent', target: 'gone' }] };
    expect((await read(JSON.stringify(json))).warnings).toHaveLength(2);
  });
});

describe('what is a LangGraph file', () => {
  const score = (text: string) => langGraph.detect({ name: 'x', text }).score;

  it('needs the ends of a graph, or classes of LangChain', () => {
    expect(score(chart('__start__ > agent'))).toBeGreaterThan(0.9);
    expect(score('graph TD\n  A --> B')).toBeLessThan(0.5);
    expect(langGraph.detect({ name: 'x', text: 'graph TD\n  A --> B' }).missing).toContain('__start__');
    expect(
      score('{"nodes":[{"id":"a","data":{"id":"chatOpenAI_0"}}],"edges":[{"source":"a","target":"a"}]}'),
    ).toBeLessThan(0.5);
    expect(score('{"graphs":{"a":"./a.py:graph"}}')).toBeGreaterThan(0.9);
    expect(score('{"graphs":[1,2]}')).toBeLessThan(0.5);
  });

  it('is refused with all its problems if nothing can be read', async () => {
    await expect(read('{"nodes":[],"edges":[]}')).rejects.toThrow(InvalidInputError);
    await expect(read('{"graphs":{"a":7,"b":"no variable"}}')).rejects.toThrow(/a number.*\n.*a text/);
  });
});

describe('a deployment', () => {
  const deployed = (more: object) =>
    JSON.stringify({ graphs: { desk: './desk.ts:graph' }, dependencies: ['.'], ...more });

  it('has one agent for a graph that cannot be read, and says so', async () => {
    const imported = await read(deployed({}));
    expect(edges(imported)).toEqual([
      'desk runs-on langgraph-server',
      'langgraph-server runs-on host',
      'user messages desk',
    ]);
    expect(imported.warnings).toMatchObject([{ found: 'a graph in TypeScript or JavaScript, which is not read' }]);
  });

  it('names the secrets of its environment and never says them', async () => {
    const key = 'sk-canary-0123456789abcdefABCDEF';
    const imported = await read(deployed({ env: { OPENAI_API_KEY: key, LOG_LEVEL: 'info' } }));
    expect(edges(imported)).toContain('langgraph-server authenticates OPENAI_API_KEY');
    expect(imported.findings.map(({ title }) => title)).toEqual(['Secret in the file']);
    expect(JSON.stringify([imported.ecosystem, imported.findings, imported.ignored])).not.toContain('canary');
    const file = { name: 'prod.env', text: `export TAVILY_API_KEY=${key}\nLOG_LEVEL=info` };
    const beside = await read(deployed({ env: './prod.env' }), [file]);
    expect(edges(beside)).toContain('langgraph-server authenticates TAVILY_API_KEY');
    expect(beside.findings).toEqual([]);
  });

  it('fetches packages from PyPI unless their version is fixed', async () => {
    const imported = await read(deployed({ dependencies: ['.', 'langchain-openai==0.3.1', 'tavily-python>=0.5'] }));
    expect(imported.findings).toMatchObject([
      { title: 'Unpinned package', detail: expect.stringContaining('tavily-python') },
    ]);
    expect(edges(imported)).toContain('langgraph-server registers pypi');
  });

  it('says what auth, store, routes and webhooks are for all its agents', async () => {
    const more = { auth: { path: './a.py:auth' }, store: {}, http: { app: './w.py:app' }, webhooks: {} };
    const imported = await read(deployed(more));
    expect(guarded(imported, 'auth')).toEqual([expect.stringContaining('spoofing')]);
    expect(edges(imported)).toEqual(
      expect.arrayContaining([
        'desk reads store',
        'desk writes store',
        'http-requests feeds desk',
        'desk invokes webhooks',
      ]),
    );
  });

  it('reads the graph of a package by its dotted path', async () => {
    const code = 'from langgraph.prebuilt import create_react_agent\ngraph = create_react_agent("gpt-4o", [])\n';
    const text = JSON.stringify({ graphs: { desk: 'shop.desk:graph' } });
    const imported = await read(text, [{ name: 'src/shop/desk.py', text: code }]);
    expect(kindsOf(imported)).toMatchObject({ graph: 'agent', 'gpt-4o': 'model' });
    expect(imported.warnings).toEqual([]);
  });
});
