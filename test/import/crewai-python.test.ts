import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { crewaiPython } from '../../src/import/crewai-python.ts';
import { importers } from '../../src/import/importers.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { edges, gates, importCrew } from './crew-imports.ts';
import { fixturesOf } from './fixtures.ts';

const HEAD =
  'from crewai import Agent, Crew, Task, Process, LLM\nfrom crewai.flow.flow import Flow, start, listen, router, or_\n';
const code = (body: string, others: Readonly<Record<string, string>> = {}) =>
  importCrew({ 'main.py': HEAD + body, ...others }, 'main.py');
const agent = (name: string, more = ''): string => `${name} = Agent(role="${name}", goal="g", backstory="b"${more})\n`;
const task = (name: string, by: string, more = ''): string =>
  `${name} = Task(description="d", expected_output="e", agent=${by}${more})\n`;
const two = agent('a') + agent('b') + task('t', 'a') + task('u', 'b');
const named = async (body: string, kind: string): Promise<string[]> =>
  (await code(body)).ecosystem.components.filter((one) => one.kind === kind).map(({ id }) => id);

describe('crews in code', () => {
  it('run their tasks in the order of their list, which is inferred', async () => {
    const imported = await code(`${two}c = Crew(agents=[a, b], tasks=[u, t])`);
    expect(edges(imported)).toEqual(['b messages a']);
    expect(imported.ecosystem.relations.find(({ from }) => from === 'b')?.provenance).toMatchObject({
      certainty: 'assumed',
    });
    expect(
      imported.ecosystem.relations.find(({ from, kind }) => from === 'b' && kind === 'messages')?.provenance,
    ).toMatchObject({
      certainty: 'inferred',
    });
  });

  it('have a manager that hands work out if they are hierarchical', async () => {
    const imported = await code(
      `${two}Crew(agents=[a, b], tasks=[t, u], process=Process.hierarchical, manager_llm="gpt-4o")`,
    );
    expect(edges(imported)).toEqual(['manager delegates a', 'manager delegates b']);
    const own = `${two}${agent('boss')}Crew(agents=[a, b], tasks=[t], process=Process.hierarchical, manager_agent=boss)`;
    expect(edges(await code(own))).toEqual(['boss delegates a', 'boss delegates b']);
    expect(await named(own, 'orchestrator')).toEqual(['boss']);
  });

  it('take settings from dicts that are spread into them', async () => {
    const imported = await code(`${two}more = {"memory": True, "tasks": [t, u]}\nCrew(agents=[a, b], **more)`);
    expect(edges(imported)).toEqual([
      'a messages b',
      'a reads memory',
      'a writes memory',
      'b reads memory',
      'b writes memory',
    ]);
  });

  it('share planner and knowledge among all their agents', async () => {
    const more = 'planning=True, knowledge_sources=[PDFKnowledgeSource(file_paths=["x.pdf"])]';
    const head = 'from crewai.knowledge.source.pdf_knowledge_source import PDFKnowledgeSource\n';
    expect(edges(await code(`${head}${two}Crew(agents=[a, b], tasks=[], ${more})`))).toEqual([
      'a messages b',
      'a reads x.pdf',
      'b reads x.pdf',
      'planner messages a',
      'planner messages b',
    ]);
  });

  it('may be several, one going on with the result of the other', async () => {
    const body = `${two}x = Crew(agents=[a], tasks=[t])\ny = Crew(agents=[b], tasks=[u])\nr = x.kickoff()\ny.kickoff(inputs={"k": str(r)})`;
    expect(edges(await code(body))).toEqual(['a messages b']);
  });

  it('are started by anybody if a web request starts them', async () => {
    const body = `app = FastAPI()\n${two}c = Crew(agents=[a, b], tasks=[t, u])\n@app.post("/run")\ndef run(q):\n  return c.kickoff()`;
    const { ecosystem } = await code(`from fastapi import FastAPI\n${body}`);
    expect(ecosystem.components.filter(({ exposed }) => exposed).map(({ id }) => id)).toEqual(['web-user']);
  });

  it('say which agents they do not have', async () => {
    const imported = await code(`${two}Crew(agents=[a], tasks=[t])`);
    expect(imported.ignored.map(({ what, why }) => `${what}: ${why}`)).toEqual(['agent b: no crew of the code has it']);
  });

  it('are looked at by humans and guardrails between tasks', async () => {
    const tasks =
      task('t', 'a', ', human_input=True') + task('u', 'b', ', context=[t], guardrail=check, output_file="o.md"');
    const body = `def check(o): return (True, o)\n${agent('a')}${agent('b')}${tasks}Crew(agents=[a, b], tasks=[t, u])`;
    expect(gates(await code(body))).toEqual(['approval of t: messages a b', 'guardrail of u: writes b o.md']);
  });
});

describe('agents in code', () => {
  it('are told apart where a function makes several of them', async () => {
    const body = 'def make(role, tools=()):\n  return Agent(role=role, goal="g", backstory="b", tools=list(tools))\n';
    const imported = await code(
      `from crewai_tools import SerperDevTool\n${body}x = make("X", [SerperDevTool()])\ny = make(role="Y")\nCrew(agents=[x, y], tasks=[])`,
    );
    expect(edges(imported)).toContain('x invokes SerperDevTool');
    expect(edges(imported)).not.toContain('y invokes SerperDevTool');
  });

  it('are told apart where a loop makes several of them', async () => {
    const body = 'roles = ["X", "Y"]\nall = [Agent(role=r, goal="g", backstory="b") for r in roles]\n';
    expect(
      await named(`${body}Crew(agents=all, tasks=[Task(description="d", agent=x) for x in all])`, 'agent'),
    ).toEqual(['X', 'Y']);
  });

  it('share the model that they are given, and its key', async () => {
    const body = `import os\nllm = LLM(model="gpt-4o", api_key=os.environ["KEY_A"])\n${agent('a', ', llm=llm')}${agent('b', ', llm=llm')}Crew(agents=[a, b], tasks=[])`;
    const { ecosystem } = await code(body);
    const held = ecosystem.relations.filter(
      ({ from, kind }) => from !== 'gpt-4o' && (kind === 'authenticates' || kind === 'infers'),
    );
    expect(held.map(({ from, to }) => `${from} ${to}`)).toEqual(['a KEY_A', 'a gpt-4o', 'b KEY_A', 'b gpt-4o']);
  });

  it('have tools of libraries, of their own code, and of MCP servers', async () => {
    const body =
      'from crewai.tools import tool, BaseTool\nfrom crewai_tools import FileReadTool, MCPServerAdapter\nimport requests, subprocess\n' +
      '@tool("Look it up")\ndef look(q): return requests.get("https://x.example/" + q).text\n' +
      'class Shell(BaseTool):\n  name: str = "shell"\n  def _run(self, c): return subprocess.run(c)\n' +
      'with MCPServerAdapter({"command": "npx", "args": ["-y", "@modelcontextprotocol/server-github"]}) as tools:\n' +
      `  ${agent('a', ', tools=[look, Shell(), FileReadTool(file_path="in.txt"), *tools], mcps=["https://m.example/mcp#t"]')}  Crew(agents=[a], tasks=[])`;
    const imported = await code(body);
    expect(edges(imported).filter((edge) => edge.startsWith('a invokes'))).toEqual([
      'a invokes FileReadTool',
      'a invokes Shell',
      'a invokes look',
      'a invokes m.example',
      'a invokes server-github',
    ]);
    expect(edges(imported)).toContain('FileReadTool accesses in.txt');
    expect(edges(imported)).toContain('Shell accesses host');
    const { ecosystem } = imported;
    expect(ecosystem.components.find(({ id }) => id === 'look')).toMatchObject({ kind: 'plugin', layer: 3 });
  });

  it('warn of tools that only the running code knows', async () => {
    const imported = await code(
      `def f(x):\n  return Crew(agents=[Agent(role="r", goal="g", backstory="b", tools=x.all)], tasks=[])`,
    );
    expect(imported.warnings).toMatchObject([{ expected: 'tools that the file names' }]);
  });

  it('take a dict of the code as their config', async () => {
    const body =
      'all = {"x": {"role": "X", "goal": "g", "backstory": "b", "llm": "gpt-4o"}}\na = Agent(config=all["x"])\nCrew(agents=[a], tasks=[])';
    expect(await named(body, 'model')).toEqual(['gpt-4o']);
  });

  it('may get input from the user wherever the code fills in their texts', async () => {
    const tasks = `t = Task(description="d", agent=a)\nu = Task(description=dedent(f"do {x}"), agent=b)\n`;
    const { ecosystem } = await code(
      `from textwrap import dedent\n${agent('a')}${agent('b')}${tasks}Crew(agents=[a, b], tasks=[t, u])`,
    );
    const said = ecosystem.relations.filter(({ from }) => from === 'user');
    expect(said.map(({ to, provenance }) => [to, provenance.rule])).toEqual([
      ['a', 'somebody starts the crew'],
      ['b', 'parts of its text are filled in when it runs'],
    ]);
  });

  it('may be started without a crew', async () => {
    expect(await named(`${agent('a')}${agent('b')}a.kickoff("x")`, 'agent')).toEqual(['a']);
  });
});

describe('classes with @CrewBase', () => {
  const crewClass =
    'from crewai.project import CrewBase, agent, task, crew\n@CrewBase\nclass Desk:\n' +
    '  @agent\n  def one(self): return Agent(config=self.agents_config["one"], allow_delegation=False)\n' +
    '  @task\n  def work(self): return Task(config=self.tasks_config["work"])\n' +
    '  @crew\n  def crew(self): return Crew(agents=self.agents, tasks=self.tasks)\n';
  const files = {
    'config/agents.yaml': 'one: { role: R, goal: g, backstory: b, llm: m }\ntwo: { role: R, goal: g, backstory: b }',
    'config/tasks.yaml': 'work: { description: d, expected_output: e, agent: one }',
  };

  it('take agents and tasks from their YAML files, and name those that they leave', async () => {
    const imported = await code(crewClass, files);
    expect(imported.ecosystem.name).toBe('Desk');
    expect(imported.ecosystem.components.map(({ id }) => id)).toEqual(['m', 'one', 'pasted-content', 'user']);
    expect(imported.ignored.map(({ what }) => what)).toEqual(['agent two']);
  });

  it('win over their files where both say something', async () => {
    const { ecosystem } = await code(crewClass.replace('allow_delegation=False', 'llm="own"'), files);
    expect(ecosystem.components.filter(({ kind }) => kind === 'model').map(({ id }) => id)).toEqual(['own']);
  });

  it('warn of files and names that are not there', async () => {
    expect((await code(crewClass)).warnings.map(({ expected }) => expected)).toEqual([
      'the file with the tasks',
      'the file with the agents',
    ]);
    const { warnings } = await code(crewClass.replace('agents_config["one"]', 'agents_config["oen"]'), files);
    expect(warnings).toMatchObject([{ found: '"oen"' }]);
  });
});

describe('flows in code', () => {
  const flow = (methods: string): string => `${agent('a')}${agent('b')}class F(Flow):\n${methods}`;

  it('start crews and agents after each other, through routers by what they return', async () => {
    const methods =
      '  @start()\n  def one(self): return a.kickoff("x")\n' +
      '  @router(one)\n  def way(self): return "left" if self.state else "right"\n' +
      '  @listen(or_("left", one))\n  def two(self): return Crew(agents=[b], tasks=[]).kickoff()\n';
    expect(edges(await code(flow(methods)))).toEqual(['a messages b']);
    expect(edges(await code(flow(methods.replace('or_("left", one)', '"up"'))))).toEqual([]);
  });

  it('have models that methods call themselves, and humans who are asked', async () => {
    const methods =
      '  @start()\n  def one(self): return LLM(model="gpt-4o").call("x")\n' +
      '  @listen(one)\n  def ask(self, r): return input(r)\n' +
      '  @listen(ask)\n  def two(self): return b.kickoff("x")\n';
    const imported = await code(flow(methods));
    expect(edges(imported)).toEqual(['one messages b']);
    expect(gates(imported)).toEqual(['feedback on ask: messages one b']);
  });

  it('keep the place of a crew that cannot be found, and warn', async () => {
    const methods =
      '  @start()\n  def one(self): return a.kickoff("x")\n' +
      '  @listen(one)\n  def two(self): return Other().crew().kickoff()\n';
    const imported = await code(flow(methods));
    expect(edges(imported)).toEqual(['a messages Other']);
    expect(imported.warnings).toMatchObject([{ found: 'one that cannot be found' }]);
  });
});

describe('Python files', () => {
  it('never give a literal key away', async () => {
    const key = 'sk-live-0123456789abcdefXYZ';
    const imported = await code(`${agent('a', `, llm=LLM(model="m", api_key="${key}")`)}Crew(agents=[a], tasks=[])`);
    expect(imported.findings).toMatchObject([{ title: 'Secret in the file' }]);
    const { ecosystem, ...told } = imported;
    expect(JSON.stringify(told) + writeEcosystem(ecosystem)).not.toContain(key);
  });

  it('that only start a crew show who can start it', async () => {
    const app =
      'from fastapi import FastAPI\nfrom desk.crew import Desk\napp = FastAPI()\n' +
      '@app.post("/ask")\ndef ask(q):\n  return Desk().crew().kickoff(inputs=q)\n';
    expect(crewaiPython.detect({ name: 'x', text: app }).score).toBeGreaterThan(0.5);
    const crew = `${HEAD}class Desk:\n  def crew(self):\n    ${agent('a')}    return Crew(agents=[a], tasks=[])`;
    const whole = await importCrew({ 'app.py': app, 'desk/crew.py': crew }, 'app.py');
    const alone = await importCrew({ 'app.py': app }, 'app.py');
    const starts = ({ ecosystem }: typeof whole) =>
      ecosystem.relations.filter(({ from }) => from === 'web-user').map(({ to }) => to);
    expect([starts(whole), starts(alone)]).toEqual([['a'], ['Desk']]);
  });

  it('in other texts are not taken for code', () => {
    const text = '"""\nfrom crewai import Agent\nAgent(role="x")\n"""';
    expect(crewaiPython.detect({ name: 'x', text }).score).toBe(0);
  });

  it('without a crew are refused with a reason', async () => {
    await expect(code('x = 1')).rejects.toThrow(InvalidInputError);
    await expect(code('x = 1')).rejects.toThrow(/a crew, agents or a flow/);
  });

  it.each(importers.filter(({ format }) => format !== 'crewai-python').map((one) => [one.format, one] as const))(
    'of %s are left to it',
    (format, importer) => {
      for (const { files } of fixturesOf(importer)) {
        for (const file of files.filter(({ name }) => format !== 'crewai' || !name.endsWith('.py'))) {
          expect(crewaiPython.detect(file).score, file.name).toBeLessThan(0.5);
        }
      }
    },
  );
});
