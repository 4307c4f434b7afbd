import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../src/base/csv-records.ts';
import { csv } from '../../src/export/csv.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import { buildEcosystem, type ComponentDraft } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { hostileTexts } from './any-ecosystem.ts';

const provenance = { certainty: 'inferred', at: { file: 'a.yaml' }, rule: 'because,\nit is' } as const;

function ecosystemOf(components: readonly Omit<ComponentDraft, 'provenance'>[]): Ecosystem {
  const { ecosystem } = buildEcosystem({
    name: 'any',
    components: components.map((component) => ({ ...component, provenance })),
    relations: components
      .slice(1)
      .map(({ id }) => ({ from: components[0]?.id ?? '', to: id, kind: 'messages', provenance })),
  });
  if (ecosystem === undefined) throw new Error('no ecosystem');
  return ecosystem;
}

const agents = ecosystemOf([
  { id: 'a', kind: 'agent', name: '=HYPERLINK("http://evil.example")', zone: 'x;y' },
  { id: '@b', kind: 'agent', name: "'-1" },
]);

const tablesOf = (ecosystem: Ecosystem, outcome?: Outcome) =>
  csv
    .write(ecosystem, outcome)
    .map(({ text }) => csvRecords(text, '').map((record) => record.map((field) => field.text)));

describe('the pair of tables', () => {
  it('has the columns by which Gephi knows nodes and edges', () => {
    const [nodes = [], edges = []] = tablesOf(agents);
    expect(csv.write(agents).map(({ suffix }) => suffix)).toEqual(['.nodes', '.edges']);
    expect(nodes[0]?.slice(0, 4)).toEqual(['Id', 'Label', 'kind', 'layer']);
    expect(edges[0]?.slice(0, 6)).toEqual(['Source', 'Target', 'Type', 'Id', 'Label', 'kind']);
    expect(edges[1]?.slice(0, 6)).toEqual(['a', "'@b", 'Directed', 'a>messages>@b#1', 'messages', 'messages']);
  });

  it('has lines as long as their header, which end as RFC 4180 says', () => {
    for (const table of tablesOf(agents)) expect(new Set(table.map((row) => row.length)).size).toBe(1);
    const [nodes] = csv.write(agents);
    expect(
      nodes?.text
        .split('"')
        .filter((_, n) => n % 2 === 0)
        .join(''),
    ).not.toMatch(/(?<!\r)\n/u);
  });

  it('has no field that a spreadsheet runs as a formula, whatever things are called', () => {
    const hostile = hostileTexts
      .filter((id) => !/\p{Cc}/u.test(id))
      .flatMap((text, n) => [
        { id: `${n}`, name: text },
        { id: `=${n}`, name: `-${text}`.slice(0, 200) },
        { id: `@${n}`, name: '+1' },
      ])
      .map((one) => ({ ...one, kind: 'agent' as const, zone: one.name, tags: [one.name] }));
    const [nodes = [], edges = []] = tablesOf(ecosystemOf(hostile));
    expect(nodes).toHaveLength(1 + hostile.length);
    for (const field of [...nodes, ...edges].flat()) expect(field).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
  });

  it('tells an empty text from none', () => {
    const [first] = agents.components;
    if (first === undefined) throw new Error('no component');
    const emptied = { ...first, provenance: { ...first.provenance, rule: '' } };
    const [nodes] = csv.write({ ...agents, components: [emptied], relations: [] });
    expect(nodes?.text).toContain(',""');
    expect(csv.write({ ...agents, components: [first], relations: [] })[0]?.text).not.toContain(',""');
  });

  it('holds the results of a run as numbers', () => {
    const outcome: Outcome = {
      scenario: 's',
      worlds: 10,
      entries: new Set(['a']),
      reach: new Map([['a', { p: 1e-7, ci95: [0, 0.5] }]]),
      blastRadius: new Map([['a', 0.25]]),
      credit: new Map(agents.relations.map(({ id }) => [id, 1])),
    };
    const [nodes = [], edges = []] = tablesOf(agents, outcome);
    const cell = (table: string[][], row: number, name: string) => table[row]?.[table[0]?.indexOf(name) ?? -1];
    expect(['reach', 'reachHigh', 'blastRadius', 'isEntry'].map((name) => cell(nodes, 2, name))).toEqual([
      '1e-7',
      '0.5',
      '0.25',
      'true',
    ]);
    expect(cell(edges, 1, 'credit')).toBe('1');
  });

  it('has its headers if there is nothing else', () => {
    expect(tablesOf({ name: 'none', components: [], relations: [] }).map((table) => table.length)).toEqual([1, 1]);
  });
});
