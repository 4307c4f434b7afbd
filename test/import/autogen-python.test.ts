import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/base/errors.ts';
import { autogenPython } from '../../src/import/autogen-python.ts';
import type { Imported } from '../../src/import/importer.ts';
import { componentOf, plainEdges } from './imported.ts';

const CHAT = `import os
from autogen_agentchat.agents import *
from autogen_agentchat.teams import *
from autogen_agentchat.tools import AgentTool, TeamTool
from autogen_core.tools import FunctionTool
from autogen_ext.models.openai import OpenAIChatCompletionClient
from autogen_ext.tools.mcp import McpWorkbench, StdioServerParams, mcp_server_tools
c = OpenAIChatCompletionClient(model="gpt-5", api_key=os.environ["KEY"])
`;

const readText = async (text: string): Promise<Imported> =>
  autogenPython.read({ name: 'team.py', text }, () => undefined);

/** Only what the star imports of the head do not hide: names are imported one by one. */
const chat = (code: string): Promise<Imported> =>
  readText(
    CHAT.replace(
      'agents import *',
      'agents import AssistantAgent, CodeExecutorAgent, SocietyOfMindAgent, UserProxyAgent',
    ).replace(
      'teams import *',
      'teams import DiGraphBuilder, GraphFlow, MagenticOneGroupChat, RoundRobinGroupChat, SelectorGroupChat, Swarm',
    ) + code,
  );

const edges = (imported: Imported): string[] =>
  plainEdges(imported).filter((line) => !/ infers | authenticates |^pasted-content /.test(line));
const TWO = 'a = AssistantAgent("a", c)\nb = AssistantAgent("b", model_client=c)\n';

describe('teams of AgentChat', () => {
  it.each<[title: string, code: string, expected: string[]]>([
    [
      'round robin: everybody hears everybody, and gets the task',
      `${TWO}t = RoundRobinGroupChat([a, b])`,
      ['a messages b', 'b messages a', 'user messages a', 'user messages b'],
    ],
    [
      'selector: one leads',
      `${TWO}t = SelectorGroupChat(participants=[a, b], model_client=c)`,
      ['a messages b', 'b messages a', 'selector delegates a', 'selector delegates b', 'user messages selector'],
    ],
    [
      'Magentic-One: a star',
      `${TWO}t = MagenticOneGroupChat([a, b], model_client=c)`,
      ['orchestrator delegates a', 'orchestrator delegates b', 'user messages orchestrator'],
    ],
    [
      'swarm: hand-offs, the first gets the task',
      'a = AssistantAgent("a", c, handoffs=["b"])\nb = AssistantAgent("b", c)\nt = Swarm([a, b])',
      ['a delegates b', 'a messages b', 'b messages a', 'user messages a'],
    ],
    [
      'graph: along the edges of the builder',
      `${TWO}g = DiGraphBuilder()\ng.add_node(a).add_node(b)\ng.add_edge(a, b)\nt = GraphFlow(g.get_participants(), g.build())`,
      ['a messages b', 'user messages a'],
    ],
    [
      'graph: along conditional edges',
      `${TWO}g = DiGraphBuilder()\nfor n in [a, b]: g.add_node(n)\ng.add_conditional_edges(a, {"x": b})\nt = GraphFlow([a, b], graph=g.build())`,
      ['a messages b', 'user messages a'],
    ],
    [
      'an agent or a team as a tool, and a society of mind',
      `${TWO}d = AssistantAgent("d", c, tools=[AgentTool(a)])\ne = SocietyOfMindAgent("e", team=RoundRobinGroupChat([b]), model_client=c)\nt = RoundRobinGroupChat([d, e])`,
      ['d delegates a', 'd messages e', 'e delegates b', 'e messages d', 'user messages d', 'user messages e'],
    ],
  ])('%s', async (_, code, expected) => expect(edges(await chat(code))).toEqual(expected));

  it('a human in the ring is asked before it goes on', async () => {
    const imported = await chat(`${TWO}h = UserProxyAgent("h")\nt = RoundRobinGroupChat([a, h, b])`);
    expect(componentOf(imported, 'h')?.kind).toBe('human');
    expect(componentOf(imported, 'h approval')?.guards.map(({ on }) => on)).toEqual([
      { kind: 'messages', from: 'a', to: 'b', direction: 'along' },
    ]);
  });

  it('one object is one component, however often it is used', async () => {
    const imported = await chat(`${TWO}t = RoundRobinGroupChat([a, b])\nu = RoundRobinGroupChat([b, a])`);
    expect(imported.ecosystem.components.filter(({ kind }) => kind === 'agent')).toHaveLength(2);
  });

  it('what one team answered is what the next one gets', async () => {
    const imported = await chat(
      `${TWO}async def main():\n  r = await a.run(task=input("? "))\n  await b.run(task=f"Check {r.messages[-1].content}")`,
    );
    expect(edges(imported)).toEqual(['a messages b', 'user messages a']);
  });

  it('a chat handler lets strangers in, also through what a session keeps', async () => {
    const imported = await chat(
      `import chainlit as cl\nfrom typing import cast\n@cl.on_chat_start\nasync def start():\n  a = AssistantAgent("a", c)\n  cl.user_session.set("team", RoundRobinGroupChat([a]))\n@cl.on_message\nasync def chat(m):\n  t = cast(RoundRobinGroupChat, cl.user_session.get("team"))\n  await t.run(task=m.content)`,
    );
    expect(edges(imported)).toEqual(['web-user messages a']);
  });

  it('says what it cannot read, and where', async () => {
    const imported = await chat(`${TWO}t = RoundRobinGroupChat([a] + load(), max_turns=3)`);
    expect(imported.warnings.map(describeProblem)).toEqual([
      expect.stringMatching(/^team.py:11:31: expected participants that can be read/),
    ]);
  });
});

describe('what agents of AgentChat have', () => {
  it('functions, by what their code does', async () => {
    const imported = await chat(
      'import requests\ndef fetch(url): return requests.get(url).text\na = AssistantAgent("a", c, tools=[fetch, FunctionTool(fetch, "Again.", name="again")])',
    );
    expect(edges(imported)).toEqual([
      'a invokes fetch',
      'fetch accesses web-pages',
      'user messages a',
      'web-pages feeds a',
    ]);
    expect(componentOf(imported, 'fetch')?.tags).toEqual(['dynamic', 'egress', 'ingest-untrusted']);
  });

  it('a function that is asked before code runs', async () => {
    const runner = (asked: string) =>
      chat(
        `from autogen_ext.code_executors.local import LocalCommandLineCodeExecutor\ndef ok(request): return input(request)\na = CodeExecutorAgent("a", code_executor=LocalCommandLineCodeExecutor()${asked})`,
      );
    expect(componentOf(await runner(', approval_func=ok'), 'approval of a executor')?.guards).toHaveLength(1);
    expect(componentOf(await runner(', approval_func=None'), 'approval of a executor')).toBeUndefined();
    expect(componentOf(await runner(''), 'approval of a executor')).toBeUndefined();
  });

  it.each(['McpWorkbench(StdioServerParams(command="uvx", args=["mcp-server-git"]))', 'McpWorkbench(server_params=p)'])(
    'the MCP server of workbench=%s',
    async (workbench) => {
      const code = `p = StdioServerParams(command="uvx", args=["mcp-server-git"])\na = AssistantAgent("a", c, workbench=${workbench})`;
      expect(edges(await chat(code))).toContain('a invokes mcp-server-git');
    },
  );

  it('the MCP server of mcp_server_tools', async () => {
    const code =
      'async def main():\n  tools = await mcp_server_tools(StdioServerParams(command="uvx", args=["mcp-server-git"]))\n  a = AssistantAgent("a", c, tools=tools)';
    expect(edges(await chat(code))).toContain('a invokes mcp-server-git');
  });

  it('models with their keys, prompts never', async () => {
    const imported = await chat('a = AssistantAgent("a", c, system_message="Never say Rumpelstiltskin.")');
    expect(imported.ecosystem.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual(
      expect.arrayContaining(['a infers gpt-5', 'a authenticates KEY']),
    );
    expect(JSON.stringify(imported)).not.toContain('Rumpel');
  });

  it('places in the code, without pointers', async () => {
    const { ecosystem } = await chat(`${TWO}t = SelectorGroupChat([a, b], model_client=c)`);
    for (const { provenance } of [...ecosystem.components, ...ecosystem.relations]) {
      expect(provenance.at.line).toBeGreaterThan(0);
      expect(provenance.pointer).toBeUndefined();
    }
  });
});

describe('agents of Core', () => {
  const core = (code: string): Promise<Imported> =>
    readText(
      `from autogen_core import *\nfrom autogen_core import RoutedAgent, TopicId, AgentId, TypeSubscription\n${code}`,
    );

  it('are as many as the names that a class is registered under', async () => {
    const imported = await core(
      'class A(RoutedAgent):\n  def __init__(self, next): self._next = next\n  async def handle(self, m): await self.send_message(m, AgentId(self._next, "x"))\n' +
        'A.register(rt, "one", lambda: A("two"))\nA.register(rt, "two", lambda: A("one"))',
    );
    expect(edges(imported)).toEqual(['one messages two', 'two messages one']);
  });

  it('hear the topics that they subscribe to', async () => {
    const imported = await core(
      'class A(RoutedAgent):\n  async def handle(self, m): await self.publish_message(m, TopicId("news", "x"))\nclass B(RoutedAgent): pass\n' +
        't = await B.register(rt, type="b", factory=B)\nrt.add_subscription(TypeSubscription(topic_type="news", agent_type=t.type))',
    );
    expect(edges(imported)).toEqual(['A messages b']);
  });
});

describe('version 0.2', () => {
  const old = (code: string): Promise<Imported> => readText(`import autogen\n${code}`);

  it('two agents chat, and the proxy runs code where it is told to', async () => {
    const imported = await old(
      'a = autogen.AssistantAgent("a", llm_config={"config_list": [{"model": "gpt-4"}]})\n' +
        'u = autogen.UserProxyAgent("u", human_input_mode="NEVER", code_execution_config={"use_docker": False})\nu.initiate_chat(a, message="Hi")',
    );
    expect(edges(imported)).toEqual([
      'a messages u',
      'u invokes u executor',
      'u messages a',
      'u executor accesses host',
      'user messages u',
    ]);
    expect(componentOf(imported, 'gpt-4')?.kind).toBe('model');
  });

  it('a proxy without code execution runs none, and one with a human asks it', async () => {
    const imported = await old(
      'a = autogen.AssistantAgent("a", llm_config=False)\nu = autogen.UserProxyAgent("u", code_execution_config=False)\nu.initiate_chat(a)',
    );
    expect(edges(imported)).toEqual(['a messages u', 'u messages a', 'user messages u', 'user supervises u']);
    expect(componentOf(imported, 'u approval')?.guards.map(({ on }) => on)).toEqual([
      { kind: 'messages', from: 'u', to: 'a', direction: 'along' },
    ]);
  });

  it('a group chat is led by its manager, and everybody hears everybody', async () => {
    const imported = await old(
      'a = autogen.AssistantAgent("a")\nb = autogen.AssistantAgent("b")\ng = autogen.GroupChat(agents=[a, b], messages=[])\nm = autogen.GroupChatManager(groupchat=g)\na.initiate_chat(m)',
    );
    expect(edges(imported)).toEqual([
      'a messages b',
      'a messages chat_manager',
      'b messages a',
      'chat_manager delegates a',
      'chat_manager delegates b',
      'chat_manager messages a',
      'user messages a',
    ]);
  });

  it('functions belong to who proposes and to who runs them', async () => {
    const imported = await old(
      'a = autogen.AssistantAgent("a")\nb = autogen.ConversableAgent("b")\n@b.register_for_execution()\n@a.register_for_llm(description="x")\ndef f(): pass\ndef g(): pass\nautogen.register_function(g, caller=a, executor=b)\na.initiate_chat(b)',
    );
    expect(edges(imported).filter((line) => line.includes('invokes'))).toEqual([
      'a invokes f',
      'a invokes g',
      'b invokes f',
      'b invokes g',
    ]);
  });
});

describe('recognising AutoGen', () => {
  it.each([
    ['from autogen_agentchat.agents import AssistantAgent\na = AssistantAgent("a", c)', 0.95],
    ['from autogen import ConversableAgent\na = ConversableAgent("a")', 0.95],
    ['from autogen_core import RoutedAgent\nclass A(RoutedAgent): pass', 0.95],
    ['from autogen_agentchat.base import TaskResult\nteam.run_stream(task=x)', 0.6],
    ['from autogen_ext.models.openai import OpenAIChatCompletionClient', 0.4],
    ['from crewai import Agent\na = Agent(role="x")', 0],
    ['provider: autogen_agentchat.agents.AssistantAgent', 0],
  ])('%s', (text, score) => expect(autogenPython.detect({ name: 'x', text }).score).toBe(score));

  it('refuses code without agents', async () => {
    await expect(readText('import autogen\nx = 1')).rejects.toThrow('agents or teams of AutoGen');
  });
});
