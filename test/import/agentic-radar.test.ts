import { describe, expect, it } from 'vitest';
import { readParams } from '../../src/import/agentic-radar/server-params.ts';
import { agenticRadar } from '../../src/import/agentic-radar.ts';
import { htmlText } from '../../src/import/html-text.ts';
import { find, listOf, textOf } from '../../src/import/located.ts';
import { certaintyOf, componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('agentic-radar');
const node = (node_type: string, name: string, more: object = {}) => ({ node_type, name, ...more });
const read = (nodes: readonly object[], links: readonly (readonly string[])[], more: object = {}) =>
  agenticRadar.read(
    jsonFile({ name: 'x', nodes, edges: links.map(([start, end, condition]) => ({ start, end, condition })), ...more }),
  );

describe('a graph of Agentic Radar', () => {
  it('has names without HTML', () => {
    expect(htmlText('R&amp;D&#x27;s &lt;b&gt; &#39;&bogus; &#x110000;')).toBe("R&D's <b> '&bogus; &#x110000;");
    expect(componentOf(agenticRadar.read(sample('own-langgraph.json')), 'Q&A agent')?.kind).toBe('agent');
  });

  it('joins an agent and its tool once, whichever way the edge runs', () => {
    const nodes = [node('agent', 'a'), node('tool', 'SerperDevTool')];
    for (const links of [
      [['a', 'SerperDevTool']],
      [['SerperDevTool', 'a']],
      [
        ['a', 'SerperDevTool'],
        ['SerperDevTool', 'a'],
      ],
    ])
      expect(edges(read(nodes, links)).filter((edge) => / (?:invokes|feeds) /.test(edge))).toEqual([
        'a invokes SerperDevTool',
        'web-pages feeds a',
      ]);
  });

  it('delegates at hand-offs and passes on in sequences', () => {
    const agents = [node('agent', 'a'), node('agent', 'b')];
    expect(edges(read(agents, [['a', 'b', 'handoff']]))).toContain('a delegates b');
    expect(edges(read(agents, [['a', 'b']]))).toContain('a messages b');
    const openai = [...agents, node('basic', 'start'), node('basic', 'end')];
    expect(
      edges(
        read(openai, [
          ['a', 'b'],
          ['start', 'a'],
          ['b', 'end'],
        ]),
      ),
    ).toContain('a delegates b');
  });

  it('makes selectors of AutoGen orchestrators', () => {
    const nodes = [node('agent', 'a'), node('agent', 'Selector'), node('basic', 'START')];
    const links = [
      ['START', 'Selector'],
      ['Selector', 'a'],
      ['a', 'Selector'],
    ];
    const imported = read(nodes, links, { agents: [{ name: 'a', llm: 'gpt-4o' }] });
    expect(componentOf(imported, 'Selector')?.kind).toBe('orchestrator');
    expect(edges(imported)).toEqual(expect.arrayContaining(['Selector delegates a', 'user messages Selector']));
  });

  it('makes guardrails controls on what their agent is given', () => {
    const imported = agenticRadar.read(sample('own-guardrail.json'));
    expect(componentOf(imported, 'relevance')).toMatchObject({ kind: 'control' });
    expect(componentOf(imported, 'relevance')?.guards).toHaveLength(2);
    expect(imported.findings.map(({ detail }) => detail)).toEqual([
      'look_up: Path Traversal',
      'clerk: Prompt Injection (mitigation: None)',
    ]);
  });

  it('gives loose tools to the only agent, assumed, and to none of several', () => {
    const tools = [{ node_type: 'tool', name: 'SerperDevTool', category: 'web_search' }];
    const one = read([node('agent', 'a')], [], { tools });
    expect(certaintyOf(one, 'a invokes SerperDevTool')).toBe('assumed');
    const two = read([node('agent', 'a'), node('agent', 'b')], [], { tools });
    expect(edges(two).filter((edge) => edge.includes('invokes'))).toEqual([]);
    expect(two.warnings.map(({ found }) => found).join()).toContain('SerperDevTool');
  });

  it('takes categories for capabilities where the name says nothing', () => {
    const imported = read([node('agent', 'a'), node('tool', 'Zyx', { category: 'code_interpreter' })], [['a', 'Zyx']]);
    expect(componentOf(imported, 'Zyx')?.tags).toEqual(['egress', 'execute', 'write']);
    expect(edges(imported)).toContain('Zyx accesses host');
    const odd = read([node('agent', 'a'), node('tool', 'Zyx', { category: 'constructor' })], [['a', 'Zyx']]);
    expect(componentOf(odd, 'Zyx')?.tags).toEqual(['unknown-capabilities']);
  });

  it('says of agents that nobody gives work to that there are some', () => {
    const { warnings } = agenticRadar.read(sample('n8n__multi_agent_databse_system.json'));
    expect(warnings.map(({ found }) => found).join()).toContain('none for 🤖Secondary Postgres Agent');
  });
});

describe('the parameters of a server', () => {
  const spot = { at: { file: 'x' }, pointer: '' };
  const words = (text: string) => {
    const params = readParams(text, spot);
    return [textOf(find(params, 'command')), ...listOf(find(params, 'args')).map(textOf)];
  };

  it('are read from JSON, from Python, and from Python in Python', () => {
    expect(words('{"command": "npx", "args": "-y pkg /tmp", "type": "STDIO"}')).toEqual(['npx', '-y', 'pkg', '/tmp']);
    expect(words(`{'command': 'npx', 'args': ['-y', 'pkg'], 'env': None}`)).toEqual(['npx', '-y', 'pkg']);
    expect(words(`{'command': "'python'", 'args': "['/srv/x.py']"}`)).toEqual(['python', '/srv/x.py']);
    expect(readParams('Call(Name(id=x))', spot)).toBeUndefined();
  });
});
