import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { crewai } from '../../src/import/crewai.ts';
import { importers } from '../../src/import/importers.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { edges, gates, importCrew } from './crew-imports.ts';
import { fixturesOf } from './fixtures.ts';

const agent = (name: string, more = ''): string => `${name}: { role: ${name}, goal: g, backstory: b${more} }\n`;
const task = (name: string, more = ''): string => `${name}: { description: d, expected_output: e${more} }\n`;
const ab = agent('a') + agent('b');
const crewOf = (agents: string, tasks: string) => importCrew({ 'agents.yaml': agents, 'tasks.yaml': tasks });
const sure = (imported: Awaited<ReturnType<typeof importCrew>>, kind: string): (string | undefined)[] =>
  imported.ecosystem.relations.filter((one) => one.kind === kind).map(({ provenance }) => provenance.certainty);

describe('agents.yaml and tasks.yaml', () => {
  it('give messages in the order of the tasks, which is assumed', async () => {
    const imported = await crewOf(
      ab + agent('c'),
      task('t', ', agent: c') + task('u', ', agent: a') + task('v', ', agent: b'),
    );
    expect(edges(imported)).toEqual(['a messages b', 'c messages a']);
    expect(sure(imported, 'messages')).toEqual(['assumed', 'assumed', 'assumed']);
  });

  it('give messages for context, which is declared and stands instead of the order', async () => {
    const tasks = task('t', ', agent: a') + task('u', ', agent: b') + task('v', ', agent: c, context: [t]');
    const imported = await crewOf(ab + agent('c'), tasks);
    expect(edges(imported)).toEqual(['a messages b', 'a messages c']);
    expect(edges(await crewOf(ab, task('t', ', agent: a') + task('u', ', agent: b, context: []')))).toEqual([]);
  });

  it('let a task wait for all that run beside each other before it', async () => {
    const beside = ', async_execution: true';
    const tasks = task('t', `, agent: a${beside}`) + task('u', `, agent: b${beside}`) + task('v', ', agent: c');
    expect(edges(await crewOf(ab + agent('c'), tasks))).toEqual(['a messages c', 'b messages c']);
  });

  it('take agents to work one after the other where no task names one, and say so', async () => {
    const imported = await crewOf(ab, task('t') + task('u'));
    expect(edges(imported)).toEqual(['a messages b']);
    expect(sure(imported, 'messages')).toEqual(['assumed', 'assumed']);
    expect(imported.ignored.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'task t: it names no agent',
      'task u: it names no agent',
    ]);
  });

  it('warn of agents and tasks that do not exist, with the place and the nearest name', async () => {
    const imported = await crewOf(
      agent('writer'),
      `${task('draft', ', agent: writer')}t: { description: d, agent: writr, context: [draff] }`,
    );
    expect(imported.warnings).toMatchObject([
      { at: { file: 'tasks.yaml', line: 2 }, found: '"writr"', fix: 'Did you mean "writer"?' },
      { at: { file: 'tasks.yaml', line: 2 }, found: '"draff"', fix: 'Did you mean "draft"?' },
    ]);
  });

  it('are refused where there are only tasks that name no agent', async () => {
    await expect(importCrew({ 'tasks.yaml': task('t') })).rejects.toThrow(/agents that do the tasks/);
  });

  it('leave tools to be filled in, since only code gives them', async () => {
    const imported = await crewOf(agent('a'), task('t', ', agent: a'));
    expect(imported.toFill).toContainEqual(expect.objectContaining({ component: 'a', field: 'tools' }));
    const listed = await crewOf(agent('a', ', tools: [SerperDevTool]'), task('t', ', agent: a'));
    expect(listed.toFill.map(({ field }) => field)).not.toContain('tools');
    expect(edges(listed)).toContain('web-pages feeds a');
  });

  it('follow anchors and merges, and leave out what is only a template', async () => {
    const imported = await crewOf(
      `_common: &c { role: r, goal: g, llm: gpt-4o }\na: { <<: *c, backstory: b }`,
      task('t', ', agent: a'),
    );
    expect(imported.ecosystem.components.filter(({ kind }) => kind === 'agent').map(({ id }) => id)).toEqual(['a']);
    expect(imported.ecosystem.components.find(({ kind }) => kind === 'model')?.id).toBe('gpt-4o');
    expect(imported.warnings).toEqual([]);
  });

  it.each([
    ['a list with names', 'agents:\n  - { name: a, role: r, goal: g, backstory: b }'],
    ['a list of single entries', 'agents:\n  - a: { role: r, goal: g, backstory: b }'],
    ['a map', 'agents:\n  a: { role: r, goal: g, backstory: b }'],
  ])('are read when wrapped as %s', async (_, agents) => {
    const imported = await importCrew({ 'agents.yml': agents });
    expect(imported.ecosystem.components.some(({ id, kind }) => id === 'a' && kind === 'agent')).toBe(true);
  });

  it('are found beside each other under names of the same pattern', async () => {
    const imported = await importCrew({
      'myagents.yml': ab,
      'mytasks.yaml': task('t', ', agent: b') + task('u', ', agent: a'),
    });
    expect(edges(imported)).toEqual(['b messages a']);
  });

  it('let an agent that may delegate give work to all others', async () => {
    expect(
      edges(
        await crewOf(`${ab}c: { role: c, goal: g, backstory: b, allow_delegation: true }`, task('t', ', agent: a')),
      ),
    ).toEqual(['c delegates a', 'c delegates b']);
  });

  it('let inputs come from the user, to every agent that they are filled in for', async () => {
    const tasks = 't: { description: do it, agent: a }\nu: { description: "about {topic}", agent: b }';
    const { ecosystem } = await crewOf(ab, tasks);
    const said = ecosystem.relations.filter(({ from }) => from === 'user');
    expect(said.map(({ to, provenance }) => [to, provenance.certainty])).toEqual([
      ['a', 'assumed'],
      ['b', 'inferred'],
    ]);
  });

  it('show no key, wherever somebody has put it', async () => {
    const key = 'abcdefghij0123456789AB';
    const url = `https://u:${key}@h/${key}?api_key=${key}`;
    for (const field of ['llm', 'tools', 'mcps', 'apps', 'knowledge_sources', 'a2a', 'memory']) {
      const { ecosystem, ...told } = await crewOf(
        agent('a', `, ${field}: "${url}"`),
        task('t', `, agent: a, output_file: "${url}"`),
      );
      expect(JSON.stringify(told) + writeEcosystem(ecosystem), field).not.toContain(key);
    }
  });

  it('report a key that stands in the file, by name and place only', async () => {
    const imported = await crewOf(agent('a', ', api_key: sk-live-0123456789abcdefXYZ'), task('t', ', agent: a'));
    expect(imported.findings).toMatchObject([{ title: 'Secret in the file', where: 'agents.yaml:1:47' }]);
    expect(JSON.stringify([imported.findings, writeEcosystem(imported.ecosystem)])).not.toContain('0123456789');
  });
});

describe('gates of tasks', () => {
  it('are on what follows the task: the next agent, and its file', async () => {
    const tasks =
      task('t', ', agent: a, human_input: true, output_file: x.md') +
      task('u', ', agent: b, guardrail: no lies, output_file: y.md');
    expect(gates(await crewOf(ab, tasks))).toEqual([
      'approval of t: messages a b',
      'approval of t: writes a x.md',
      'guardrail of u: writes b y.md',
    ]);
  });

  it('are not on a relation that another task uses without being looked at', async () => {
    const tasks =
      task('t', ', agent: a, human_input: true') +
      task('u', ', agent: b') +
      task('v', ', agent: a') +
      task('w', ', agent: b');
    const imported = await crewOf(ab, tasks);
    expect(gates(imported)).toEqual([]);
    expect(imported.ignored.map(({ what }) => what)).toEqual(['human_input of t']);
  });
});

describe('a crew in JSON', () => {
  const crew =
    '{ "agents": ["a", "b"], "process": "hierarchical", "memory": true, "tasks": [{ "description": "d", "expected_output": "e", "agent": "a" }] }';
  const files = {
    'crew.jsonc': crew,
    'agents/a.jsonc': '{ "role": "A", "goal": "g", "backstory": "b", "settings": { "llm": "gpt-4o" } }',
    'agents/b.json': '{ "role": "B", "goal": "g", "backstory": "b" }',
  };

  it('takes its agents from their own files, and is the same whichever file is read first', async () => {
    const texts = await Promise.all(Object.keys(files).map((first) => importCrew(files, first)));
    expect(texts.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(edges(texts[0]!)).toEqual([
      'a reads memory',
      'a writes memory',
      'b reads memory',
      'b writes memory',
      'manager delegates a',
      'manager delegates b',
      'manager reads memory',
      'manager writes memory',
    ]);
    expect(new Set(texts.map(({ ecosystem }) => writeEcosystem({ ...ecosystem, name: '' }))).size).toBe(1);
  });

  it('warns of an agent without a file', async () => {
    const { warnings } = await importCrew({ 'crew.jsonc': crew, 'agents/a.jsonc': files['agents/a.jsonc'] });
    expect(warnings).toMatchObject([{ found: 'none for "b"' }]);
  });
});

describe('the files of one crew', () => {
  it.each(
    fixturesOf(crewai)
      .filter(({ files }) => files.some(({ name }) => name.endsWith('crew.py')))
      .map((one) => [one.name, one] as const),
  )('of %s give the same whichever is read first', async (_, { files }) => {
    const texts = Object.fromEntries(files.map(({ name, text }) => [name, text]));
    const all = await Promise.all(files.map(({ name }) => importCrew(texts, name)));
    expect(new Set(all.map(({ ecosystem }) => writeEcosystem(ecosystem))).size).toBe(1);
  });
});

describe('a flow', () => {
  const flow = (methods: string): string => `schema: crewai.flow/v1\nname: F\nmethods:\n${methods}`;
  const step = (name: string, more: string): string =>
    `  ${name}: { ${more}, do: { call: agent, with: { role: r, goal: g, backstory: b, input: x } } }\n`;

  it('sends results to methods that listen, also through routers by their outcomes', async () => {
    const methods =
      step('one', 'start: true') +
      '  route: { listen: one, router: true, emit: [yes_, no_], do: { call: expression, expr: "1" } }\n' +
      step('two', 'listen: yes_') +
      step('three', 'listen: { or: [two, { and: [one, no_] }] }');
    expect(edges(await importCrew({ 'flow.yaml': flow(methods) }))).toEqual([
      'one messages three',
      'one messages two',
      'two messages three',
    ]);
  });

  it('waits for human feedback', async () => {
    const methods = step('one', 'start: true, human_feedback: { message: ok }') + step('two', 'listen: one');
    expect(gates(await importCrew({ 'flow.yaml': flow(methods) }))).toEqual(['feedback on one: messages one two']);
  });

  it('warns of a method that listens to nothing there is', async () => {
    const { warnings } = await importCrew({
      'flow.yaml': flow(step('one', 'start: true') + step('two', 'listen: onee')),
    });
    expect(warnings).toMatchObject([{ found: '"onee"' }]);
  });

  it('is refused without methods', async () => {
    await expect(importCrew({ 'flow.yaml': 'schema: crewai.flow/v1\nname: F' })).rejects.toThrow(InvalidInputError);
  });
});

describe('detection', () => {
  const score = (text: string): number => crewai.detect({ name: 'x', text }).score;

  it('knows broken files for its own, so that reading tells where the slip is', () => {
    expect(score('a:\n  role: r\n   backstory: [b\n')).toBeGreaterThan(0.5);
  });

  it.each(importers.filter(({ format }) => !format.startsWith('crewai')).map((one) => [one.format, one] as const))(
    'leaves the samples of %s to it',
    (_, importer) => {
      for (const { files } of fixturesOf(importer)) {
        for (const file of files) expect(score(file.text), file.name).toBeLessThan(0.5);
      }
    },
  );
});
