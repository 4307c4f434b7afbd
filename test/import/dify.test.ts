import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { dify } from '../../src/import/dify.ts';
import type { Imported } from '../../src/import/importer.ts';
import { componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('dify');
const read = (value: unknown, name = 'a.dify.json'): Imported => dify.read(jsonFile(value, name));

type Data = Readonly<Record<string, unknown>>;
const node = (id: string, data: Data, more: Data = {}) => ({ id, type: 'custom', data, ...more });
const start = node('s', { type: 'start', title: 'Start', variables: [] });
const llm = (id: string, title: string, text = '', more: Data = {}) =>
  node(id, { type: 'llm', title, model: { name: 'm' }, prompt_template: [{ role: 'user', text }], ...more });
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });
const app = (nodes: readonly unknown[], links: readonly unknown[], workflow: Data = {}, root: Data = {}): Imported =>
  read({
    kind: 'app',
    app: { name: 'A', mode: 'workflow' },
    workflow: { graph: { nodes, edges: links }, ...workflow },
    ...root,
  });
const ways = (imported: Imported) => edges(imported).filter((line) => !line.includes(' infers '));

describe('where content goes in a Dify app', () => {
  it('follows templates where no edge leads', () => {
    const imported = app(
      [
        start,
        llm('a', 'A', '{{#sys.query#}}'),
        llm('b', 'B', '{{#a.text#}}'),
        llm('c', 'C', '{{#a.text#}} {{#b.text#}}'),
      ],
      [edge('s', 'a'), edge('a', 'b'), edge('b', 'c')],
    );
    expect(ways(imported)).toEqual(['A messages B', 'A messages C', 'B messages C', 'user messages A']);
  });

  it('does not take a branch on the output of code for content', () => {
    const code = node('k', { type: 'code', title: 'Count', code: 'def main(): return {"n": 1}', variables: [] });
    const branch = node('i', {
      type: 'if-else',
      title: 'Many',
      cases: [{ conditions: [{ variable_selector: ['k', 'n'] }] }],
    });
    const links = [edge('s', 'k'), edge('k', 'i'), edge('i', 'a')];
    expect(ways(app([start, code, branch, llm('a', 'A', '{{#sys.query#}}')], links))).toEqual(['user messages A']);
  });

  it('goes into iterations as items and out as results, and not around inside', () => {
    const iteration = node('i', {
      type: 'iteration',
      title: 'Each',
      iterator_selector: ['a', 'list'],
      output_selector: ['y', 'text'],
    });
    const inside = { parentId: 'i' };
    const nodes = [
      start,
      llm('a', 'A', '{{#s.q#}}'),
      iteration,
      { ...llm('x', 'X', '{{#i.item#}}'), ...inside },
      { ...llm('y', 'Y', '{{#x.text#}}'), ...inside },
      llm('z', 'Z', '{{#i.output#}}'),
    ];
    const links = [edge('s', 'a'), edge('a', 'i'), edge('x', 'y'), edge('i', 'z')];
    expect(ways(app(nodes, links))).toEqual(['A messages X', 'X messages Y', 'Y messages Z', 'user messages A']);
  });

  it('stays in the variables of a loop from round to round', () => {
    const nodes = [
      start,
      node('l', {
        type: 'loop',
        title: 'Loop',
        loop_variables: [{ label: 'draft', value_type: 'variable', value: ['s', 'q'] }],
      }),
      { ...llm('w', 'Writer', '{{#l.draft#}}'), parentId: 'l' },
      { ...llm('r', 'Reviewer', '{{#w.text#}}'), parentId: 'l' },
      node(
        'set',
        {
          type: 'assigner',
          title: 'Set',
          items: [{ input_type: 'variable', value: ['r', 'text'], variable_selector: ['l', 'draft'] }],
        },
        { parentId: 'l' },
      ),
    ];
    const links = [edge('s', 'l'), edge('w', 'r'), edge('r', 'set')];
    expect(ways(app(nodes, links))).toEqual([
      'Reviewer messages Writer',
      'Writer messages Reviewer',
      'user messages Writer',
    ]);
  });

  it('is kept in conversation variables by assigners of both versions', () => {
    const older = {
      type: 'assigner',
      title: 'S1',
      assigned_variable_selector: ['conversation', 'x'],
      input_variable_selector: ['a', 'text'],
      write_mode: 'append',
    };
    const newer = {
      type: 'assigner',
      title: 'S2',
      items: [{ input_type: 'variable', value: ['a', 'text'], variable_selector: ['conversation', 'y'] }],
    };
    const nodes = [
      start,
      llm('a', 'A', '{{#sys.query#}}'),
      node('1', older),
      node('2', newer),
      llm('b', 'B', '{{#conversation.x#}}'),
    ];
    const imported = app(nodes, [edge('s', 'a'), edge('a', '1'), edge('1', '2'), edge('2', 'b')], {
      conversation_variables: [{ name: 'x' }, { name: 'y' }, { name: 'unused' }],
    });
    expect(ways(imported)).toContain('A writes conversation.x');
    expect(ways(imported)).toContain('A writes conversation.y');
    expect(ways(imported)).toContain('B reads conversation.x');
    expect(ways(imported)).not.toContain('B reads conversation.y');
    expect(imported.ignored.map(({ what }) => what)).toEqual(['conversation variable unused']);
  });

  it('comes from files that users upload, by form, by sys.files and by vision', () => {
    const form = node('s', {
      type: 'start',
      title: 'Start',
      variables: [
        { variable: 'doc', type: 'file' },
        { variable: 'q', type: 'paragraph' },
      ],
    });
    const vision = { vision: { enabled: true, configs: { detail: 'high' } } };
    const nodes = [
      form,
      llm('a', 'A', '{{#s.doc#}}'),
      llm('b', 'B', '{{#sys.files#}}'),
      llm('c', 'C', '', vision),
      llm('d', 'D', '{{#s.q#}}'),
    ];
    const links = ['a', 'b', 'c', 'd'].map((to) => edge('s', to));
    const fed = ways(app(nodes, links)).filter((line) => line.startsWith('uploaded-files'));
    expect(fed).toEqual(['uploaded-files feeds A', 'uploaded-files feeds B', 'uploaded-files feeds C']);
  });
});

describe('what a Dify app can reach', () => {
  it('holds back what waits for a human, however it is handed on', () => {
    const imported = dify.read(sample('own-orders.yml'));
    const approval = imported.ecosystem.components.find(({ kind }) => kind === 'control');
    expect(approval?.guards.map(({ on }) => ('to' in on ? `${on.from} ${on.kind} ${on.to}` : ''))).toEqual([
      'Run the formula feeds Report',
      'Order agent invokes Book',
      'Order agent invokes Call back',
      'Order agent messages Report',
    ]);
  });

  it('says where model output is executed', () => {
    const imported = dify.read(sample('own-orders.yml'));
    expect(imported.findings.map(({ title }) => title)).toContain('Model output is executed');
    expect(componentOf(imported, 'Run the formula')?.tags).toEqual(['execute']);
    const harmless = node('k', { type: 'code', title: 'K', code: 'm = re.compile("a"); /x/.exec(s)', variables: [] });
    expect(componentOf(app([start, harmless], [edge('s', 'k')]), 'K')?.tags).toEqual([]);
  });

  it('reads MCP servers as an address, as JSON in a text, and widens where the flow decides', () => {
    const agent = (parameters: Data) =>
      app([start, node('a', { type: 'agent', title: 'A', agent_parameters: parameters })], [edge('s', 'a')]);
    const text = '{"one": {"url": "https://one.example.com/sse"}, "two": {"url": "https://two.example.com/sse"}}';
    expect(edges(agent({ mcp_servers_config: { type: 'constant', value: text } }))).toEqual(
      expect.arrayContaining(['A invokes one', 'A invokes two']),
    );
    expect(edges(agent({ mcp_server: { type: 'constant', value: 'https://a.example.com/sse' } }))).toContain(
      'A invokes a.example.com',
    );
    const dynamic = agent({ mcp_server: { type: 'constant', value: '{{#sys.query#}}' } });
    expect(componentOf(dynamic, 'MCP servers of A')?.tags).toContain('dynamic');
    expect(agent({ mcp_servers_config: { value: 'not JSON' } }).warnings[0]?.expected).toBe(
      'MCP servers as JSON, or an address',
    );
  });

  it('tells fixed, set and dynamic addresses apart', () => {
    const request = (url: string, variables: readonly unknown[] = []) =>
      app([start, node('h', { type: 'http-request', title: 'H', method: 'get', url })], [edge('s', 'h')], {
        environment_variables: variables,
      });
    expect(edges(request('https://api.example.com/{{#s.q#}}'))).toEqual(['H accesses api.example.com']);
    expect(edges(request('{{#env.BASE#}}/x'))).toEqual(['H accesses BASE']);
    expect(edges(request('{{#env.BASE#}}/x', [{ name: 'BASE', value: 'https://b.example.com' }]))).toEqual([
      'H accesses b.example.com',
    ]);
    expect(edges(request('https://{{#s.host#}}/x'))).toEqual(['H accesses web-pages']);
    expect(request('{{#s.url#}}').findings.map(({ title }) => title)).toEqual(['Dynamic address']);
    expect(componentOf(request('*****'), 'H')?.tags).toEqual(['unknown-capabilities']);
  });

  it('knows newer versions of a type of node', () => {
    const imported = app([start, node('a', { type: 'agent-v2', title: 'A', agent_parameters: {} })], [edge('s', 'a')]);
    expect(componentOf(imported, 'A')?.kind).toBe('agent');
    expect(imported.warnings).toEqual([]);
  });

  it('knows a knowledge base in every app by its id', () => {
    const search = (ids: readonly string[]) =>
      app(
        [
          start,
          node('k', {
            type: 'knowledge-retrieval',
            title: 'Search',
            dataset_ids: ids,
            query_variable_selector: ['s', 'q'],
          }),
          llm('a', 'A', '', { context: { enabled: true, variable_selector: ['k', 'result'] } }),
        ],
        [edge('s', 'k'), edge('k', 'a')],
      );
    const imported = search(['abc', 'Zm9vYmFyYmF6/encrypted+dataset+id/that+is+long==']);
    expect(ways(imported)).toEqual(['A reads dataset-abc', 'A reads knowledge of Search', 'user messages A']);
    expect(imported.identities.get('dataset-abc')).toEqual([{ by: 'id', key: 'dify dataset abc' }]);
  });

  it('guards what the user sends with moderation', () => {
    const imported = dify.read(sample('own-agent-chat.yml'));
    expect(componentOf(imported, 'moderation')?.guards.map(({ on }) => on)).toMatchObject([
      { from: 'user', to: 'Help desk' },
    ]);
  });
});

describe('secrets of a Dify app', () => {
  const secret = 'kT81xQz0Lm27VbNs94Rw';

  it('are what the environment calls secret, whatever their name', () => {
    const request = node('h', {
      type: 'http-request',
      title: 'H',
      method: 'get',
      url: '',
      headers: 'X: {{#env.ORDERS#}}',
    });
    const asked = (type: string) =>
      edges(
        app([start, request], [edge('s', 'h')], {
          environment_variables: [{ name: 'ORDERS', value_type: type, value: '' }],
        }),
      );
    expect(asked('secret')).toContain('H authenticates ORDERS (holds)');
    expect(asked('string')).not.toContain('H authenticates ORDERS (holds)');
  });

  it('are held by what refers to them, and reported by name', () => {
    const imported = app(
      [
        start,
        node('h', {
          type: 'http-request',
          title: 'H',
          method: 'get',
          url: `https://a.example.com/?token=${secret}1`,
          headers: `X-Api-Key: ${secret}2`,
          authorization: { type: 'api-key', config: { api_key: '{{#env.KEY#}}' } },
        }),
        node('k', { type: 'code', title: 'K', code: `api_key = "${secret}3"`, variables: [] }),
        node('t', {
          type: 'tool',
          title: 'T',
          tool_name: 'x',
          tool_configurations: { api_key: { type: 'constant', value: `${secret}3` } },
        }),
      ],
      [edge('s', 'h'), edge('h', 'k'), edge('k', 't')],
      {
        environment_variables: [
          { name: 'KEY', value_type: 'secret', value: secret },
          { name: 'SPARE', value_type: 'secret', value: secret },
        ],
      },
    );
    expect(edges(imported)).toEqual(
      expect.arrayContaining([
        'H authenticates KEY (holds)',
        'a.example.com authenticates KEY (accepts)',
        'K authenticates K api_key (holds)',
        // The same text is the same credential.
        'T authenticates K api_key (holds)',
      ]),
    );
    const named = imported.findings.map(({ title, detail }) => `${title}: ${detail.split(' stands')[0]}`);
    expect(named.toSorted()).toEqual(
      [
        'Secret in the file: T api_key of T',
        'Secret in the file: H X-Api-Key of H',
        'Secret in the file: H token of H',
        'Secret in the file: K api_key of K',
        'Secret in the file: KEY of the environment of the app',
        'Secret in the file: SPARE',
      ].toSorted(),
    );
    expect(JSON.stringify([imported, [...imported.identities]])).not.toContain(secret);
  });
});

describe('what is no app', () => {
  it('is refused, or reported node by node', () => {
    expect(() => read({ kind: 'app', app: {} })).toThrow(InvalidInputError);
    expect(() => read({ workflow: { graph: [] } })).toThrow('workflow.graph.nodes as a list');
    const imported = app([start, 5, { id: 'x' }, node('y', { type: 'teleport', title: 'Y' })], []);
    expect(imported.warnings.map(({ found }) => found)).toEqual(['a number', 'an object', '"teleport"']);
  });

  it('is not taken for one', () => {
    const graph = { name: 'g', nodes: [{ id: '1', data: { type: 'x' } }], edges: [] };
    expect(dify.detect({ name: 'a', text: JSON.stringify(graph) }).score).toBe(0);
    expect(dify.detect({ name: 'a', text: JSON.stringify({ workflow: { graph } }) }).score).toBeLessThan(0.5);
    expect(dify.detect({ name: 'a', text: 'kind: app\napp:\n\tname: x\nworkflow: {' }).score).toBeGreaterThan(0.5);
  });
});
