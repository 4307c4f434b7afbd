import { describe, expect, it } from 'vitest';
import { describeProblem, InvalidInputError } from '../../src/base/errors.ts';
import type { Imported } from '../../src/import/importer.ts';
import { openaiAgents } from '../../src/import/openai-agents.ts';
import { edges as allEdges, componentOf, guardsOf } from './imported.ts';

type Files = Readonly<Record<string, string>>;
const HEAD = 'from agents import *\nfrom agents.mcp import *\n';

/** A folder of files, read from the first one. */
async function readFiles(files: Files): Promise<Imported> {
  const [[name, text] = ['', '']] = Object.entries(files);
  return openaiAgents.read({ name, text }, (path) => {
    const found = files[path];
    return found === undefined || path === name ? undefined : { name: path, text: found };
  });
}
const read = (code: string): Promise<Imported> => readFiles({ 'crew.py': `${HEAD}${code}` });

/** Relations that are not about models and what every system gets. */
const edges = (imported: Imported): string[] =>
  allEdges(imported).filter((line) => !/ infers |^pasted-content /.test(line));
const warnings = (imported: Imported): string[] => imported.warnings.map(describeProblem);

describe('hand-offs between agents', () => {
  it.each([
    ['a list', 'a = Agent(name="A")\nb = Agent(name="B", handoffs=[a])'],
    ['handoff()', 'a = Agent(name="A")\nb = Agent(name="B", handoffs=[handoff(agent=a, on_handoff=f)])'],
    ['append', 'a = Agent(name="A")\nb = Agent(name="B")\nb.handoffs.append(a)'],
    ['an assignment', 'a = Agent(name="A")\nb = Agent(name="B")\nb.handoffs = [a]'],
    ['a list that is made before', 'a = Agent(name="A")\nl = []\nl.append(a)\nb = Agent(name="B", handoffs=l)'],
    ['a clone', 'a = Agent(name="A")\nc = Agent(name="C", handoffs=[a])\nb = c.clone(name="B")\ndel c'],
    ['a generic class', 'a = Agent[Context](name="A")\nb = Agent[Context](name="B", handoffs=[a])'],
    ['a class of its own', 'class Desk(Agent): pass\na = Desk(name="A")\nb = Desk(name="B", handoffs=[a])'],
    [
      'a class that passes on',
      'class A(Agent):\n  def __init__(self): super().__init__(name="A")\nb = Agent(name="B", handoffs=[A()])',
    ],
    ['a function', 'def make(): return Agent(name="A")\nb = Agent(name="B", handoffs=[make()])'],
    ['voice agents', 'a = RealtimeAgent(name="A")\nb = RealtimeAgent(name="B", handoffs=[realtime_handoff(a)])'],
  ])('are seen in %s', async (_, code) => expect(edges(await read(code))).toContain('B delegates A'));

  it('stand where they are given, not where the agent is made', async () => {
    const { ecosystem } = await read('a = Agent(name="A")\nb = Agent(name="B", handoffs=[a])');
    const [handoff] = ecosystem.relations.filter(({ kind }) => kind === 'delegates');
    expect(handoff?.provenance).toMatchObject({ certainty: 'declared', at: { line: 4, column: 31 } });
  });

  it('to what cannot be read are a warning', async () => {
    const imported = await read('b = Agent(name="B", handoffs=[lookup("x")] + more())');
    expect(warnings(imported)).toEqual([
      expect.stringMatching(/^crew.py:3:31: expected the agent behind lookup/),
      expect.stringMatching(/^crew.py:3:46: expected hand-offs that can be read/),
    ]);
  });
});

describe('agents that are made by functions and loops', () => {
  it('are one for each name that the code gives', async () => {
    const imported = await read('def make(n): return Agent(name=f"{n} desk")\nx = make("North")\ny = make("South")');
    expect(componentOf(imported, 'North desk')?.kind).toBe('agent');
    expect(componentOf(imported, 'South desk')?.kind).toBe('agent');
    expect(warnings(imported)).toEqual([expect.stringContaining('2 agents made by one call')]);
  });

  it('are called as the code calls them if it does not know their names', async () => {
    const imported = await read('helper = Agent(name=load())');
    expect(componentOf(imported, 'helper')).toMatchObject({ tags: ['dynamic'], provenance: { certainty: 'inferred' } });
    expect(imported.toFill).toContainEqual(expect.objectContaining({ component: 'helper', field: 'name' }));
  });
});

describe('tools', () => {
  it('that are functions do what their code does', async () => {
    const imported = await read(
      'import subprocess\n@function_tool(name_override="run")\ndef f(c): subprocess.run(c)\na = Agent(name="A", tools=[f])',
    );
    expect(edges(imported)).toEqual(['A invokes run', 'run accesses host', 'user messages A']);
    expect(componentOf(imported, 'run')).toMatchObject({ kind: 'plugin', tags: expect.arrayContaining(['execute']) });
  });

  it.each([
    ['its library is told', 'stripe.api_key = KEY', 'stripe.Charge.create(amount=x)', 'payment-service'],
    ['its client is made with', 'slack = WebClient(token=KEY)', 'slack.chat_postMessage(text=x)', 'slack-messages'],
    [
      'its session is told',
      'web = requests.Session()\nweb.headers["Authorization"] = "Bearer " + KEY',
      'web.post("https://crm.example.com/api", json=x)',
      'crm.example.com',
    ],
    [
      'its session is told with others',
      'web = requests.Session()\nweb.headers.update({"Authorization": KEY})',
      'web.post("https://crm.example.com/api", json=x)',
      'crm.example.com',
    ],
  ])('that are functions open with the key that %s what they call', async (_, told, call, opened) => {
    const code = `import os, requests, stripe\nfrom slack_sdk import WebClient\nKEY = os.environ["OWN_KEY"]\n${told}\n@function_tool\ndef act(x): return ${call}\n@function_tool\ndef rest(x): return x\na = Agent(name="A", tools=[act, rest])`;
    expect(edges(await read(code)).filter((edge) => edge.includes('OWN_KEY'))).toEqual([
      'act authenticates OWN_KEY (holds)',
      `${opened} authenticates OWN_KEY (accepts)`,
    ]);
  });

  it('that share a secret of one place are told of once', async () => {
    const code =
      'import requests\nKEY = "sk-live-0123456789abcdefABCDEF"\ndef get(x): return requests.get("https://crm.example.com", headers={"Authorization": KEY})\n@function_tool\ndef one(x): return get(x)\n@function_tool\ndef two(x): return get(x)\na = Agent(name="A", tools=[one, two])';
    const imported = await read(code);
    expect(imported.findings.filter(({ title }) => title === 'Secret in the file')).toHaveLength(1);
    expect(edges(imported)).toEqual(
      expect.arrayContaining(['one authenticates Authorization (holds)', 'two authenticates Authorization (holds)']),
    );
  });

  it('that are agents are handed work, by as_tool or by running them', async () => {
    const imported = await read(
      'a = Agent(name="A")\nb = Agent(name="B")\n@function_tool\nasync def ask(q): return await Runner.run(b, q)\n' +
        'c = Agent(name="C", tools=[a.as_tool(tool_name="a"), ask])',
    );
    expect(edges(imported)).toEqual(['C delegates A', 'C delegates B', 'C invokes ask', 'user messages C']);
  });

  it('of the provider have what is behind them', async () => {
    const imported = await read(
      'a = Agent(name="A", tools=[WebSearchTool(), FileSearchTool(vector_store_ids=["vs_1"]), LocalShellTool(executor=e)])\n' +
        'b = Agent(name="B", tools=[WebSearchTool(), FileSearchTool(["vs_1"])])',
    );
    expect(edges(imported)).toEqual(
      expect.arrayContaining([
        'A invokes WebSearchTool',
        'B invokes WebSearchTool',
        'WebSearchTool accesses web-pages',
        'web-pages feeds A',
        'web-pages feeds B',
        'FileSearchTool accesses vs_1',
        'LocalShellTool accesses host',
      ]),
    );
    expect(imported.identities.get('vs_1')).toEqual([{ by: 'id', key: 'OpenAI vector store vs_1' }]);
  });

  it('that wait for a human are under one approval', async () => {
    const imported = await read(
      '@function_tool(needs_approval=True)\ndef f(): pass\n@function_tool(needs_approval=False)\ndef g(): pass\n' +
        'b = Agent(name="B")\na = Agent(name="A", tools=[f, g, b.as_tool(needs_approval=ask)])',
    );
    expect(guardsOf(imported, 'approval')).toEqual([
      { kind: 'delegates', from: 'A', to: 'B', direction: 'along' },
      { kind: 'invokes', from: 'A', to: 'f', direction: 'along' },
    ]);
  });

  it('that nobody knows are said to be so', async () => {
    const imported = await read('from acme import thing\na = Agent(name="A", tools=[thing, *load()])');
    expect(componentOf(imported, 'thing')?.tags).toEqual(['unknown-capabilities']);
    expect(warnings(imported)).toEqual([expect.stringMatching(/^crew.py:4:36: expected tools that can be read/)]);
  });
});

describe('MCP servers', () => {
  it('are followed through contexts, stacks, parameters and managers', async () => {
    for (const code of [
      'async def main():\n  async with MCPServerStdio(params={"command": "uvx", "args": ["mcp-server-git"]}) as s:\n    Agent(name="A", mcp_servers=[s])',
      'def run(s): Agent(name="A", mcp_servers=[s])\nrun(MCPServerStdio(params={"command": "uvx", "args": ["mcp-server-git"]}))',
      's = await stack.enter_async_context(MCPServerStdio({"command": "uvx", "args": ["mcp-server-git"]}))\nAgent(name="A", mcp_servers=[s])',
      'm = MCPServerManager([MCPServerStdio(params=MCPServerStdioParams(command="uvx", args=["mcp-server-git"]))])\nAgent(name="A", mcp_servers=m.active_servers)',
      'a = Agent(name="A")\na.mcp_servers.append(MCPServerStdio(params={"command": "uvx", "args": ["mcp-server-git"]}))',
    ])
      expect(edges(await read(code)), code).toContain('A invokes mcp-server-git');
  });

  it('keep the names of variables that hold secrets, never secrets', async () => {
    const imported = await read(
      'import os\nkey = os.environ["CRM_TOKEN"]\na = Agent(name="A", mcp_servers=[MCPServerSse(name="crm", params={"url": "https://crm.example/sse", "headers": {"Authorization": f"Bearer {key}", "X-Key": "sk-abcdefABCDEF0123456789"}})])',
    );
    expect(edges(imported)).toContain('A authenticates CRM_TOKEN (holds)');
    expect(imported.findings.map(({ title }) => title)).toContain('Secret in the file');
    expect(JSON.stringify([imported.ecosystem, imported.findings, imported.warnings])).not.toContain('abcdefABCDEF');
  });

  it('that the provider hosts ask, or say that they do not', async () => {
    const hosted = (approval: string) =>
      read(
        `a = Agent(name="A", tools=[HostedMCPTool(tool_config={"type": "mcp", "server_label": "docs", "server_url": "https://mcp.example/x", "require_approval": ${approval}})])`,
      );
    expect(guardsOf(await hosted('"always"'), 'approval')).toEqual([
      { kind: 'invokes', from: 'A', to: 'docs', direction: 'along' },
    ]);
    expect((await hosted('"never"')).findings.map(({ title }) => title)).toContain('No human in between');
  });
});

describe('models', () => {
  it.each([
    ['model="gpt-5"', 'gpt-5'],
    ['model=os.getenv("MODEL", "gpt-5")', 'gpt-5'],
    ['model=OpenAIChatCompletionsModel(model="gpt-5", openai_client=c)', 'gpt-5'],
    ['model=LitellmModel("gpt-5")', 'gpt-5'],
    ['', 'model'],
    ['model=pick()', 'model'],
  ])('%s', async (argument, id) => {
    const imported = await read(`import os\na = Agent(name="A", ${argument})`);
    expect(componentOf(imported, id)?.kind).toBe('model');
  });

  it('are paid with the keys of their clients', async () => {
    const imported = await read(
      'import os\nfrom openai import AsyncOpenAI\nc = AsyncOpenAI(api_key=os.environ["PROXY_KEY"])\na = Agent(name="A", model=OpenAIResponsesModel("m", openai_client=c))',
    );
    expect(edges(imported)).toContain('A authenticates PROXY_KEY (holds)');
  });
});

describe('who talks to agents', () => {
  it('is the one before it in a chain', async () => {
    const imported = await read(
      'a = Agent(name="A")\nb = Agent(name="B")\nasync def main():\n  r = await Runner.run(a, input("? "))\n  await Runner.run(b, f"Judge: {r.final_output}")',
    );
    expect(edges(imported)).toEqual(['A messages B', 'user messages A']);
  });

  it('is also what the loop brings back', async () => {
    const imported = await read(
      'a = Agent(name="A")\nb = Agent(name="B")\nitems = [{"content": input("? ")}]\nwhile True:\n  r = Runner.run_sync(a, items)\n  s = Runner.run_sync(b, r.to_input_list())\n  items.append({"content": s.final_output})',
    );
    expect(edges(imported)).toEqual(['A messages B', 'B messages A', 'user messages A']);
  });

  it('is anybody, where a web route starts them', async () => {
    const imported = await read(
      'a = Agent(name="A")\n@app.post("/chat")\nasync def chat(text): return await answer(text)\nasync def answer(text): return await Runner.run(a, text)',
    );
    expect(edges(imported)).toEqual(['web-user messages A']);
    expect(componentOf(imported, 'web-user')?.exposed).toBe(true);
  });

  it('remembers through a session, also after a hand-off', async () => {
    const imported = await read(
      'a = Agent(name="A")\nb = Agent(name="B", handoffs=[a])\nRunner.run_sync(b, "x", session=SQLiteSession("1", "chat.db"))',
    );
    expect(edges(imported).filter((line) => line.includes('chat.db'))).toEqual([
      'A reads chat.db',
      'A writes chat.db',
      'B reads chat.db',
      'B writes chat.db',
    ]);
  });
});

describe('what watches', () => {
  it('are guardrails of agents and of tools', async () => {
    const imported = await read(
      '@input_guardrail\nasync def check(c, a, i): ...\n@tool_input_guardrail\ndef words(d): ...\n@function_tool\ndef f(): pass\n' +
        'f.tool_input_guardrails = [words]\na = Agent(name="A", tools=[f], input_guardrails=[check])\nRunner.run_sync(a, input())',
    );
    expect(guardsOf(imported, 'check')).toEqual([
      { kind: 'feeds', from: 'pasted-content', to: 'A', direction: 'along' },
      { kind: 'messages', to: 'A', direction: 'along' },
    ]);
    expect(guardsOf(imported, 'words')).toEqual([{ kind: 'invokes', to: 'f', direction: 'along' }]);
  });

  it('are trace processors', async () => {
    const imported = await read('a = Agent(name="A")\nadd_trace_processor(Keeper())');
    expect(edges(imported)).toContain('Keeper monitors A');
  });
});

describe('code of several files', () => {
  it('is one system, with places in each', async () => {
    const imported = await readFiles({
      'main.py': 'from agents import Runner\nfrom .team import desk\nRunner.run_sync(desk, input())',
      'team.py': 'from agents import Agent\nfrom tools import look_up\ndesk = Agent(name="Desk", tools=[look_up])',
      'tools.py': 'from agents import function_tool\n@function_tool\ndef look_up(): return open("x.txt").read()',
    });
    expect(edges(imported)).toEqual(['Desk invokes look_up', 'look_up accesses x.txt', 'user messages Desk']);
    expect(componentOf(imported, 'look_up')?.provenance.at.file).toBe('tools.py');
  });
});

describe('recognising the SDK', () => {
  const score = (text: string): number => openaiAgents.detect({ name: 'x', text }).score;

  it.each([
    ['from agents import Agent\na = Agent(name="A")', 0.95],
    ['from agents import (\n  Agent,\n  Runner,\n)\na = Agent[C](name="A")', 0.95],
    ['import agents\na = agents.Agent(name="A")', 0.95],
    ['from agents import Runner\nRunner.run(x)', 0.6],
    ['from agents import Agent\ndef f(a: Agent): pass', 0.4],
    ['from pydantic_ai import Agent\na = Agent("x")', 0],
    ['"""\nfrom agents import Agent\na = Agent()\n"""\nimport os', 0],
    ['# from agents import Agent\nimport os\nAgent()', 0],
    ['{"agents": []}', 0],
  ])('%s', (text, expected) => expect(score(text)).toBe(expected));

  it('refuses code without agents, and text that is no code', async () => {
    await expect(read('x = 1')).rejects.toThrow('an Agent(…) of the OpenAI Agents SDK');
    await expect(readFiles({ 'a.py': 'Dear all (see below' })).rejects.toThrow(InvalidInputError);
  });
});
