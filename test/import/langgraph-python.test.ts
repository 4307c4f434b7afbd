import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { langGraphPython } from '../../src/import/langgraph-python.ts';
import { guardsOf, kindsOf, plainEdges } from './imported.ts';

const read = async (text: string, siblings: readonly SourceFile[] = []): Promise<Imported> =>
  await langGraphPython.read({ name: 'graph.py', text }, (name) => siblings.find((file) => file.name === name));

const edges = (imported: Imported): string[] => plainEdges(imported).filter((edge) => !/pasted|infers/.test(edge));
const guarded = (imported: Imported, id: string): string[] => guardsOf(imported, id).map((on) => JSON.stringify(on));

const HEAD = `
from typing import Literal
from langchain_openai import ChatOpenAI
from langchain_core.tools import tool
from langgraph.graph import StateGraph, START, END
from langgraph.prebuilt import ToolNode, create_react_agent
from langgraph.types import Command, Send, interrupt
llm = ChatOpenAI(model="gpt-4o")
def one(state): return llm.invoke(state)
def two(state): return llm.invoke(state)
def three(state): return llm.invoke(state)
g = StateGraph(dict)
`;
/** A graph of three agents, with more lines. */
const three = (lines: string): string =>
  `${HEAD}g.add_node("one", one)\ng.add_node("two", two)\ng.add_node("three", three)\ng.add_edge(START, "one")\n${lines}\ngraph = g.compile()\n`;
const messages = (imported: Imported): string[] => edges(imported).filter((edge) => edge.startsWith('one '));

describe('where a node leads', () => {
  it.each([
    ['a list of sources', 'g.add_edge(["one", "two"], "three")', ['three']],
    ['a mapping', 'g.add_conditional_edges("one", lambda s: s["x"], {"a": "two", "b": END})', ['two']],
    ['a list', 'g.add_conditional_edges("one", lambda s: s["x"], ["two", "three"])', ['three', 'two']],
    [
      'an annotation',
      'def r(s) -> Literal["two", "__end__"]: return s["x"]\ng.add_conditional_edges("one", r)',
      ['two'],
    ],
    ['what is returned', 'def r(s):\n  if s: return "two"\n  return END\ng.add_conditional_edges("one", r)', ['two']],
    ['a choice', 'g.add_conditional_edges("one", lambda s: "two" if s else "three")', ['three', 'two']],
    ['Send', 'def r(s): return [Send("two", x) for x in s]\ng.add_conditional_edges("one", r)', ['two']],
    [
      'a dict of names',
      'g.add_conditional_edges("one", lambda s: s["x"], {k: k for k in ["two", "three"]})',
      ['three', 'two'],
    ],
  ])('is told by %s', async (_, lines, targets) => {
    const imported = await read(three(lines));
    expect(messages(imported)).toEqual(targets.map((to) => `one messages ${to}`));
    expect(imported.warnings).toEqual([]);
  });

  it('is any node where only the running code knows, with a warning', async () => {
    const imported = await read(three('g.add_conditional_edges("one", lambda s: s["next"])'));
    expect(messages(imported)).toEqual(['one messages three', 'one messages two']);
    expect(imported.warnings).toMatchObject([{ found: 'something that only the running code knows' }]);
  });

  it('is said by Command, whose annotation holds', async () => {
    const code = (type: string) =>
      `${HEAD}def go(s)${type}: return Command(goto=llm.invoke(s)["next"])\ng.add_node("go", go)\ng.add_node("one", one)\ng.add_node("two", two)\ng.add_edge(START, "go")\ngraph = g.compile()\n`;
    expect(edges(await read(code(' -> Command[Literal["one", "__end__"]]')))).toContain('go messages one');
    expect(edges(await read(code(' -> Command[Literal["one", "__end__"]]')))).not.toContain('go messages two');
    const open = await read(code(''));
    expect(edges(open)).toEqual(expect.arrayContaining(['go messages one', 'go messages two']));
    expect(open.warnings).toHaveLength(1);
  });
});

describe('functions in line', () => {
  const inLine = (nodes: string, links: string): string => `${HEAD}
import requests, subprocess
def fetch(s): return {"page": requests.get(s["url"]).text}
def runner(s): return {"out": subprocess.run(s["cmd"], shell=True)}
def ask(s): return interrupt("ok?")
def look(s): return {"page": Chroma(collection_name="wiki").similarity_search(s["q"])}
${nodes}
${links}
graph = g.compile()
`;
  const CHROMA = 'from langchain_chroma import Chroma\n';
  const NODES = ['fetch', 'runner', 'ask', 'look', 'one'].map((name) => `g.add_node("${name}", ${name})`).join('\n');
  const along = (imported: Imported): string[] =>
    edges(imported).filter((edge) => / (?:reads|writes|feeds) /.test(edge));

  it('take from the state what the one before them left there, on its condition too', async () => {
    const links =
      'g.add_edge(START, "one")\ng.add_edge("one", "fetch")\ng.add_conditional_edges("fetch", lambda s: s["x"], {"a": "runner", "b": END})';
    expect(along(await read(inLine(NODES, links)))).toEqual(['fetch writes fetch result', 'runner reads fetch result']);
  });

  it('take what users gave before any agent', async () => {
    const links = 'g.add_edge(START, "runner")\ng.add_edge("runner", "one")';
    expect(along(await read(inLine(NODES, links)))).toEqual([
      'runner feeds one',
      'runner reads input',
      'user feeds input',
    ]);
  });

  it('take what was looked up', async () => {
    const links = 'g.add_edge(START, "one")\ng.add_edge("one", "look")\ng.add_edge("look", "runner")';
    expect(along(await read(CHROMA + inLine(NODES, links)))).toContain('runner reads wiki');
  });

  it('wait for the human between them', async () => {
    const links =
      'g.add_edge(START, "one")\ng.add_edge("one", "fetch")\ng.add_edge("fetch", "ask")\ng.add_edge("ask", "runner")';
    const imported = await read(inLine(NODES, links));
    expect(guarded(imported, 'ask')).toContainEqual(expect.stringMatching(/"reads".*"fetch result".*"against"/));
  });

  it('leave nothing to whoever has an agent before it, or is called by one alone', async () => {
    const links = 'g.add_edge(START, "one")\ng.add_edge("one", "fetch")\ng.add_edge("fetch", "one")';
    expect(along(await read(inLine(NODES, links)))).toEqual([]);
  });
});

describe('what a node is', () => {
  const only = async (lines: string) =>
    kindsOf(await read(`${HEAD}${lines}\ng.add_edge(START, "node_x")\ngraph = g.compile()\n`));

  it.each([
    ['an agent if it runs a model', 'def f(s): return llm.invoke(s)', 'agent'],
    [
      'an agent if a function that it calls runs a model',
      'def h(s): return llm.invoke(s)\ndef f(s): return h(s)',
      'agent',
    ],
    ['an agent if it runs one', 'a = create_react_agent(llm, [])\ndef f(s): return a.invoke(s)', 'agent'],
    [
      'an agent if it is a chain',
      'from langchain_core.prompts import ChatPromptTemplate\nf = ChatPromptTemplate.from_template("") | llm',
      'agent',
    ],
    ['a plugin if it runs only code', 'import json\ndef f(s): return json.loads(s["x"])', 'plugin'],
    ['an agent by its name alone if its code is not there', 'from nodes import f', 'agent'],
  ])('is %s', async (_, lines, kind) => {
    expect(await only(`${lines}\ng.add_node("node_x", f)`)).toMatchObject({ node_x: kind });
  });

  it('is a human who is asked if it interrupts', async () => {
    const lines =
      'def ask(s): return interrupt(s)\ng.add_node("ask", ask)\ng.add_edge("one", "ask")\ng.add_edge("ask", "two")';
    const imported = await read(three(lines));
    expect(guarded(imported, 'ask')).toEqual([expect.stringContaining('"from":"one","to":"two"')]);
  });

  it('is found through partial, callable objects and methods', async () => {
    expect(
      await only(
        'from functools import partial\ndef f(s, m): return m.invoke(s)\ng.add_node("node_x", partial(f, m=llm))',
      ),
    ).toMatchObject({ node_x: 'agent' });
    expect(
      await only('class F:\n  def __call__(self, s): return llm.invoke(s)\ng.add_node("node_x", F())'),
    ).toMatchObject({ node_x: 'agent' });
    expect(
      await only('class F:\n  def run(self, s): return llm.invoke(s)\nf = F()\ng.add_node("node_x", f.run)'),
    ).toMatchObject({ node_x: 'agent' });
  });
});

describe('agents', () => {
  it('have only the tools that are bound to them, though they share a tool node', async () => {
    const lines = `
@tool
def red(x: str): "r"
@tool
def blue(x: str): "b"
def a(s): return llm.bind_tools([red]).invoke(s)
def b(s): return llm.bind_tools([blue]).invoke(s)
g.add_node(a)
g.add_node(b)
g.add_node("tools", ToolNode([red, blue]))
g.add_edge(START, "a")
g.add_edge("a", "b")
g.add_edge("a", "tools")
g.add_edge("b", "tools")
g.add_edge("tools", "a")
g.add_edge("tools", "b")
graph = g.compile(interrupt_before=["tools"])
`;
    const imported = await read(HEAD + lines);
    expect(edges(imported).filter((edge) => edge.includes('invokes'))).toEqual(['a invokes red', 'b invokes blue']);
    expect(guarded(imported, 'stop before tools')).toHaveLength(2);
  });

  it('of one factory differ by what it is given', async () => {
    const lines = `
@tool
def red(x: str): "r"
@tool
def blue(x: str): "b"
def make(model, tools): return create_react_agent(model, tools)
first = make("openai:gpt-4o", [red])
second = make("gpt-4o-mini", [blue])
`;
    const imported = await read(HEAD + lines);
    expect(edges(imported).filter((edge) => edge.includes('invokes'))).toEqual([
      'first invokes red',
      'second invokes blue',
    ]);
    expect(kindsOf(imported)).toMatchObject({
      first: 'agent',
      second: 'agent',
      'gpt-4o': 'model',
      'gpt-4o-mini': 'model',
    });
  });

  it('that are tools of others are delegated to', async () => {
    const lines = `
expert = create_react_agent(llm, [])
@tool
def ask_expert(x: str):
  "asks"
  return expert.invoke({"messages": x})
chief = create_react_agent(llm, [ask_expert])
`;
    expect(edges(await read(HEAD + lines))).toEqual(['chief delegates expert', 'user messages chief']);
  });

  it('of a supervisor of supervisors are delegated to level by level', async () => {
    const lines = `
from langgraph_supervisor import create_supervisor
a = create_react_agent(llm, [], name="a")
team = create_supervisor([a], model=llm, supervisor_name="lead").compile(name="team")
top = create_supervisor([team], model=llm).compile()
`;
    expect(edges(await read(HEAD + lines))).toEqual([
      'lead delegates a',
      'supervisor delegates lead',
      'user messages supervisor',
    ]);
  });

  it('are asked for by middleware and by tools that interrupt', async () => {
    const lines = `
from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
@tool
def pay(x: str):
  "pays"
  return interrupt(x)
@tool
def look(x: str): "looks"
@tool
def drop(x: str): "drops"
clerk = create_agent("gpt-5", tools=[pay, look, drop], middleware=[HumanInTheLoopMiddleware(interrupt_on={"drop": True, "look": False})])
`;
    const imported = await read(HEAD + lines);
    expect(guarded(imported, 'approval of pay')).toEqual([expect.stringContaining('"to":"pay"')]);
    expect(guarded(imported, 'approval of clerk')).toEqual([expect.stringContaining('"to":"drop"')]);
  });

  const made = (lines: string): string => `
from langchain_openai import ChatOpenAI
from langgraph.prebuilt import create_react_agent
from langchain.agents import create_agent
from langgraph_supervisor import create_supervisor
from langgraph_swarm import create_swarm, create_handoff_tool
llm = ChatOpenAI(model="gpt-4o")
def add(a, b): return a + b
math = create_react_agent(llm, tools=[add, create_handoff_tool(agent_name="poet")], name="math_expert")
poet = create_react_agent(llm, tools=[create_handoff_tool(agent_name="math_expert")], name="poet")
${lines}
`;
  const BOSS = 'create_supervisor([math, poet], model=llm, supervisor_name="boss")';

  it.each([
    [
      'a supervisor before a worker',
      `app = ${BOSS}.compile(interrupt_before=["poet"])`,
      'stop before poet',
      ['boss delegates poet along', 'math_expert delegates poet along', 'poet delegates math_expert against'],
    ],
    [
      'a supervisor after a worker',
      `app = ${BOSS}.compile(interrupt_after=["math_expert"])`,
      'stop after math_expert',
      ['boss delegates math_expert against', 'math_expert delegates poet along', 'poet delegates math_expert against'],
    ],
    [
      'a run of it',
      `app = ${BOSS}.compile()\napp.invoke({}, interrupt_before=["boss"])`,
      'stop before boss',
      ['boss delegates math_expert against', 'boss delegates poet against', 'user messages boss along'],
    ],
    [
      'a swarm',
      'app = create_swarm([math, poet], default_active_agent="math_expert").compile(interrupt_before=["poet"])',
      'stop before poet',
      ['math_expert delegates poet along', 'poet delegates math_expert against'],
    ],
    [
      'an agent before its tools',
      'calc = create_react_agent(llm, [add], interrupt_before=["tools"], name="calc")',
      'approval of calc',
      ['calc invokes along'],
    ],
    [
      'an agent after its model',
      'calc = create_agent(llm, [add], interrupt_after=["model"], name="calc")',
      'stop after model',
      ['calc invokes along'],
    ],
  ])('stop where %s is told to', async (_, lines, id, on) => {
    const waiting = guardsOf(await read(made(lines)), id) as Record<string, string>[];
    const told = waiting.map(({ from, kind, to, direction }) => [from, kind, to, direction].filter(Boolean).join(' '));
    expect(told.sort()).toEqual(on);
  });

  it('are asked before what a wrapper runs, which does what its tool does', async () => {
    const wrapped = `
from langchain_core.tools import tool
from langgraph.types import interrupt
import requests
@tool
def wire(x: int): return requests.post("https://bank.example.com", json=x)
def asking(t):
  @tool(t.name)
  def call(**given):
    interrupt(given)
    return t.invoke(given)
  return call
bank = create_react_agent(llm, tools=[asking(wire)], name="banker")
`;
    const imported = await read(made(wrapped));
    expect(edges(imported)).toEqual(expect.arrayContaining(['banker invokes call', 'call accesses bank.example.com']));
    expect(guarded(imported, 'approval of call')).toHaveLength(1);
  });

  it('call what a function runs after them of its own accord', async () => {
    const look = 'search = TavilySearchResults()\ndef look(s): return {"d": search.invoke(s["q"])}\n';
    const bound = '@tool\ndef calc(x: int): "x"\nown = llm.bind_tools([calc])\ndef boss(s): return own.invoke(s)\n';
    const graph =
      'g.add_node("boss", boss)\ng.add_node("look", look)\ng.add_edge(START, "boss")\ng.add_edge("boss", "look")\ngraph = g.compile()\n';
    const head = 'from langchain_community.tools.tavily_search import TavilySearchResults\n';
    expect(edges(await read(head + HEAD + look + bound + graph))).toContain('boss invokes TavilySearchResults');
  });

  it('say where a stop is at nothing', async () => {
    const { ignored } = await read(made(`app = ${BOSS}.compile(interrupt_before=["nobody"])`));
    expect(ignored).toContainEqual(expect.objectContaining({ what: 'stop before nobody' }));
  });

  it('stop where one run of a graph does, as far as that one goes', async () => {
    const imported = await read(`${three('g.add_edge("one", "two")')}graph.invoke({}, interrupt_before=["two"])\n`);
    expect(guarded(imported, 'stop before two')).toHaveLength(1);
    const control = imported.ecosystem.components.find(({ id }) => (id as string) === 'stop before two');
    expect(control?.provenance.certainty).toBe('assumed');
  });

  it('read what is said to be theirs in another file', async () => {
    const other = {
      name: 'parts/nodes.py',
      text: 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="o3")\ndef work(s): return llm.invoke(s)\n',
    };
    const text =
      'from langgraph.graph import StateGraph\nfrom parts.nodes import work\ng = StateGraph(dict)\ng.add_node(work)\ng.set_entry_point("work")\n';
    const imported = await read(text, [other]);
    expect(kindsOf(imported)).toMatchObject({ work: 'agent', o3: 'model' });
  });
});

describe('a subgraph', () => {
  const inner =
    'h = StateGraph(dict)\nh.add_node("a", one)\nh.add_node("b", two)\nh.add_edge(START, "a")\nh.add_edge("a", "b")\nh.add_edge("b", END)\nsub = h.compile()\n';
  const outer = 'g.add_node("last", three)\ng.add_edge(START, "sub")\ng.add_edge("sub", "last")\ngraph = g.compile()\n';

  it.each([
    ['as a node', 'g.add_node("sub", sub)\n'],
    ['run by a node', 'def run(s): return sub.invoke(s)\ng.add_node("sub", run)\n'],
  ])('stands in its node: %s', async (_, node) => {
    expect(edges(await read(HEAD + inner + node + outer))).toEqual([
      'sub:a messages sub:b',
      'sub:b messages last',
      'user messages sub:a',
    ]);
  });

  it('can hand over to a node of the graph around it', async () => {
    const leave =
      'def leave(s) -> Command[Literal["last"]]:\n  llm.invoke(s)\n  return Command(goto="last", graph=Command.PARENT)\nh = StateGraph(dict)\nh.add_node("leave", leave)\nh.add_edge(START, "leave")\ng.add_node("sub", h.compile())\n';
    const around =
      'g.add_node("last", three)\ng.add_node("other", two)\ng.add_edge(START, "sub")\ng.add_edge("sub", "other")\n';
    expect(edges(await read(`${HEAD}${leave}${around}graph = g.compile()\n`))).toContain('sub:leave messages last');
  });
});

describe('code', () => {
  it('that a web route runs takes what strangers write', async () => {
    const route = '\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.post("/x")\ndef x(q): return graph.invoke(q)\n';
    const exposed = (imported: Imported) => imported.ecosystem.components.find(({ id }) => id === 'user')?.exposed;
    expect(exposed(await read(three('') + route))).toBe(true);
    expect(exposed(await read(three('')))).toBe(false);
  });

  it('never gives its secrets away', async () => {
    const key = 'sk-canary-0123456789abcdefABCDEF';
    const imported = await read(three('').replace('model="gpt-4o"', `model="gpt-4o", api_key="${key}"`));
    // One place, one finding, though three agents hold it.
    expect(imported.findings.map(({ title }) => title)).toEqual(['Secret in the file']);
    expect(plainEdges(imported).filter((edge) => edge.endsWith('authenticates api_key'))).toHaveLength(3);
    expect(JSON.stringify([imported.ecosystem, imported.findings, imported.toFill])).not.toContain('canary');
  });

  it('is known by its imports and what it makes', () => {
    const score = (text: string) => langGraphPython.detect({ name: 'x', text }).score;
    expect(score(three(''))).toBeGreaterThan(0.8);
    expect(score('from langgraph.graph import add_messages\n')).toBeLessThan(0.5);
    expect(score('from crewai import Agent\n')).toBe(0);
    expect(score('# from langgraph.graph import StateGraph\n"StateGraph("')).toBe(0);
  });

  it('without a graph is refused', async () => {
    await expect(read('from langgraph.graph import StateGraph\n')).rejects.toThrow(InvalidInputError);
  });
});
