import { describe, expect, it } from 'vitest';
import { autogen } from '../../src/import/autogen.ts';
import { factsOfSource } from '../../src/import/source-facts.ts';
import { certaintyOf, componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('autogen');
const part = (provider: string, component_type: string, config: object, label = '') => ({
  provider,
  component_type,
  label,
  config,
});
const agent = (name: string, config: object = {}, className = 'AssistantAgent') =>
  part(`autogen_agentchat.agents.${className}`, 'agent', { name, ...config });
const team = (className: string, participants: readonly object[], config: object = {}, label = '') =>
  part(`autogen_agentchat.teams.${className}`, 'team', { participants, ...config }, label);
const read = (value: unknown) => autogen.read(jsonFile(value));
const tool = (name: string, source_code: string) =>
  part('autogen_core.tools.FunctionTool', 'tool', { name, source_code, global_imports: [] });

describe('teams of AutoGen', () => {
  it('talk all with all in a round robin', () => {
    const imported = read(team('RoundRobinGroupChat', [agent('a'), agent('b'), agent('c')]));
    const messages = edges(imported).filter((edge) => /^[abc] messages/.test(edge));
    expect(messages).toEqual(
      ['a', 'b', 'c'].flatMap((from) =>
        ['a', 'b', 'c'].filter((to) => to !== from).map((to) => `${from} messages ${to}`),
      ),
    );
    expect(certaintyOf(imported, 'a messages b')).toBe('inferred');
  });

  it('are led by a selector that hears everybody, or by an orchestrator alone', () => {
    const selected = edges(read(team('SelectorGroupChat', [agent('a'), agent('b')])));
    expect(selected).toEqual(expect.arrayContaining(['selector delegates a', 'selector delegates b', 'a messages b']));
    const led = edges(read(team('MagenticOneGroupChat', [agent('a'), agent('b')], {}, 'Lab')));
    expect(led).toEqual(expect.arrayContaining(['Lab orchestrator delegates a', 'Lab orchestrator delegates b']));
    expect(led).not.toContain('a messages b');
  });

  it('follow hand-offs in a swarm, and end at the user where they leave it', () => {
    const swarm = team('Swarm', [agent('a', { handoffs: ['b', { target: 'user' }] }), agent('b')]);
    const found = edges(read(swarm));
    expect(found).toEqual(expect.arrayContaining(['a delegates b', 'a messages user', 'user messages a']));
    expect(found).not.toContain('b delegates a');
  });

  it('follow the edges of a graph, and warn of names that nobody has', () => {
    const imported = autogen.read(sample('own-graph-flow.json'));
    const messages = edges(imported).filter(
      (edge) => / messages /.test(edge) && /^(?:writer|checker|board)/.test(edge),
    );
    expect(messages).toEqual(['checker messages writer', 'writer messages board', 'writer messages checker']);
    const graph = { nodes: { a: { name: 'a', edges: [{ target: 'nobody' }] } } };
    expect(read(team('GraphFlow', [agent('a')], { graph })).warnings).toHaveLength(1);
  });

  it('are called as tools and stand inside of agents: recursion delegates', () => {
    expect(edges(autogen.read(sample('own-graph-flow.json')))).toEqual(
      expect.arrayContaining([
        'writer delegates statistician',
        'board delegates optimist',
        'board delegates pessimist',
      ]),
    );
  });

  it('wait for a human only where it speaks in between', () => {
    const human = agent('boss', {}, 'UserProxyAgent');
    const imported = read(team('RoundRobinGroupChat', [agent('a'), human, agent('b')]));
    const guards = componentOf(imported, 'boss approval')?.guards.map(({ on }) => on);
    expect(guards).toEqual([{ kind: 'messages', from: 'a', to: 'b', direction: 'along' }]);
    expect(componentOf(imported, 'boss')?.kind).toBe('human');
    expect(componentOf(imported, 'user')).toBeUndefined();
  });

  it.each(['SelectorGroupChat', 'Swarm', 'MagenticOneGroupChat'])(
    'do not wait for a human who can speak in a %s',
    (name) => {
      const imported = read(
        team(name, [agent('a', { handoffs: ['b'] }), agent('boss', {}, 'UserProxyAgent'), agent('b')]),
      );
      expect(componentOf(imported, 'boss approval')).toBeUndefined();
      expect(imported.ignored).toContainEqual(
        expect.objectContaining({ what: 'approval by boss', why: expect.stringContaining('nothing waits for it') }),
      );
    },
  );

  it('wait for a human whom they hand over to, and where a graph leads on from one', () => {
    const [boss, from] = [agent('boss', {}, 'UserProxyAgent'), { kind: 'messages', from: 'boss', direction: 'along' }];
    const swarm = read(team('Swarm', [agent('a', { handoffs: [{ target: 'boss' }] }), boss, agent('b')]));
    expect(componentOf(swarm, 'boss approval')?.guards.map(({ on }) => on)).toEqual([from]);
    const graphOf = (edges: object[]) => ({
      graph: { nodes: { a: { name: 'a', edges: [{ target: 'boss' }] }, boss: { name: 'boss', edges } } },
    });
    const graph = read(team('GraphFlow', [agent('a'), boss, agent('b')], graphOf([{ target: 'b' }])));
    expect(componentOf(graph, 'boss approval')?.guards.map(({ on }) => on)).toEqual([from]);
    const end = read(team('GraphFlow', [agent('a'), boss], graphOf([])));
    expect(componentOf(end, 'boss approval')).toBeUndefined();
  });
});

describe('parts of agents of AutoGen', () => {
  it('share a credential where its text is the same, and never show it', () => {
    const imported = autogen.read(sample('own-kagent.json'));
    const holders = edges(imported).filter((edge) => edge.includes('api_key (holds)'));
    expect(holders).toHaveLength(2);
    expect(new Set(holders.map((edge) => edge.split(' authenticates ')[1])).size).toBe(1);
    expect(JSON.stringify(imported)).not.toContain('sk-own1234567890');
    expect(imported.findings.filter(({ title }) => title === 'Secret in the file')).toHaveLength(2);
  });

  it('run code on the machine or in a container', () => {
    const found = edges(autogen.read(sample('own-gallery.json')));
    expect(found).toContain('PythonCodeExecutionTool accesses host');
    expect(found).toContain('terminal executor accesses terminal executor-container');
    expect(found).not.toContain('terminal executor accesses host');
  });

  it('are what their source does, whatever they are called', () => {
    const harmless = read(agent('a', { tools: [tool('get_weather', 'def get_weather(): return "sunny"')] }));
    expect(componentOf(harmless, 'get_weather')?.tags).toEqual([]);
    const web = read(agent('a', { tools: [tool('helper', 'import requests\ndef helper(url):\n  requests.get(url)')] }));
    expect(componentOf(web, 'helper')?.tags).toEqual(['dynamic', 'egress', 'ingest-untrusted']);
    expect(edges(web)).toContain('web-pages feeds a');
  });

  it('keep one memory where they name the same store', () => {
    const found = edges(autogen.read(sample('own-graph-flow.json')));
    expect(found).toEqual(expect.arrayContaining(['writer reads style_guide', 'checker reads style_guide']));
    expect(found).not.toContain('writer writes style_guide');
  });

  it('join the tools of one MCP server to one server', () => {
    const imported = autogen.read(sample('own-kagent.json'));
    expect(componentOf(imported, 'tools.example.org')?.tags).toEqual(
      expect.arrayContaining(['tool:read_wiki_page', 'tool:send_message']),
    );
  });
});

describe('galleries of AutoGen Studio', () => {
  it('leave what no team runs on the shelf, with a note', () => {
    const { ecosystem, ignored } = autogen.read(sample('own-gallery.json'));
    expect(ecosystem.components.map(({ id }) => id)).not.toContain('spare_agent');
    expect(ignored.map(({ what }) => what)).toContain('agent spare_agent');
  });

  it('without teams are their agents', () => {
    const gallery = { components: { agents: [agent('alone')], tools: [tool('add', 'def add(): pass')] } };
    expect(edges(read(gallery))).toContain('user messages alone');
  });

  it('keep agents of one name in several teams apart', () => {
    const teams = [team('RoundRobinGroupChat', [agent('same')]), team('RoundRobinGroupChat', [agent('same')])];
    const { ecosystem, identities } = read({ config: { components: { teams } } });
    expect(ecosystem.components.filter(({ kind }) => kind === 'agent').map(({ id }) => id)).toEqual(['same', 'same#2']);
    expect(identities.get('same#2') ?? []).toEqual([]);
  });

  it('are refused in the form of version 0.2', () => {
    const config = { name: 'user_proxy', human_input_mode: 'NEVER', llm_config: false };
    expect(() => read({ name: 'x', agents: [{ agent: { type: 'userproxy', config } }] })).toThrow(/AutoGen 0\.2/);
  });

  it('are refused with parts only', () => {
    expect(() => read([tool('add', '')])).toThrow(/a team or an agent/);
  });
});

describe('the source of a function', () => {
  it('gives its calls, its secrets by name, and modules of which nothing is known', () => {
    const mail = factsOfSource("import smtplib\nos.environ['SMTP_PASSWORD']\nos.getenv('HOME_PAGE')", []);
    expect(mail.facts?.can).toEqual(['egress', 'write']);
    expect(mail.variables).toEqual(['SMTP_PASSWORD']);
    expect(factsOfSource('import acme_intranet\nacme_intranet.go()', []).facts).toBeUndefined();
    expect(factsOfSource('api_key = "sk-1234567890abcdefghij"', []).literals).toEqual(['api_key']);
  });
});
