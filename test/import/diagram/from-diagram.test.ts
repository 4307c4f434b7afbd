import { describe, expect, it } from 'vitest';
import { isUncertain, meanOf } from '../../../src/graph/belief.ts';
import type { Diagram, Element, Flow, ListedThreat } from '../../../src/import/diagram/diagram.ts';
import { fromDiagram } from '../../../src/import/diagram/from-diagram.ts';
import { Drafts } from '../../../src/import/drafts.ts';
import type { Imported } from '../../../src/import/importer.ts';
import { readElementMap } from '../../../src/import/read-element-map.ts';
import type { ImportSettings } from '../../../src/import/settings.ts';

const spot = (line: number) => ({ at: { file: 'model.json', line, column: 1 }, pointer: `/${line}` });
const element = (key: string, shape: Element['shape'], more: Partial<Element> = {}): Element => ({
  ...{ key, name: key, shape, spot: spot(1) },
  ...more,
});
const flow = (from: string, to: string, more: Partial<Flow> = {}): Flow => ({
  ...{ key: `${from}-${to}`, name: '', from, to, spot: spot(2) },
  ...more,
});
const threat = (on: string, status: ListedThreat['status'], more: Partial<ListedThreat> = {}): ListedThreat => ({
  ...{ title: 'T', category: 'Tampering', on, status, spot: spot(3) },
  ...more,
});

function imported(diagram: Partial<Diagram>, settings: ImportSettings = {}, isPlain = false): Imported {
  const whole = { zones: [], elements: [], flows: [], threats: [], ...diagram };
  return fromDiagram(whole, {
    ...{ file: 'model.json', description: 'A model.', drafts: new Drafts(), settings },
    ...(isPlain ? { isPlain } : {}),
  });
}

const edges = ({ ecosystem }: Imported): string[] =>
  ecosystem.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
const component = ({ ecosystem }: Imported, id: string) => ecosystem.components.find((one) => one.id === id);

const shop: Partial<Diagram> = {
  zones: [
    { key: 'z1', name: 'Internet' },
    { key: 'z2', name: 'Cluster', trust: 0.8 },
  ],
  elements: [
    element('Customer', 'actor', { zone: 'z1' }),
    element('Admin', 'actor', { zone: 'z2' }),
    element('Web app', 'process', { zone: 'z2', value: 3 }),
    element('Orders', 'store', { zone: 'z2' }),
  ],
  flows: [
    flow('Customer', 'Web app'),
    flow('Web app', 'Customer'),
    flow('Admin', 'Web app'),
    flow('Web app', 'Orders', { isBidirectional: true }),
  ],
};

describe('a data flow diagram', () => {
  it('becomes relations in the direction of trust', () => {
    expect(edges(imported(shop))).toEqual([
      'Admin messages Web app',
      'Customer messages Web app',
      'Web app messages Customer',
      'Web app reads Orders',
      'Web app writes Orders',
    ]);
  });

  it('has zones, values, and what an attacker can touch: actors in a zone that nobody trusts', () => {
    const { ecosystem } = imported(shop);
    expect(
      ecosystem.components.map(({ id, kind, layer, zone, exposed, valueThousandths }) => [
        ...[id, kind, layer, zone, exposed, valueThousandths],
      ]),
    ).toEqual([
      ['Admin', 'human', 7, 'Cluster', false, 1000],
      ['Customer', 'human', 7, 'Internet', true, 1000],
      ['Orders', 'data-store', 2, 'Cluster', false, 1000],
      ['Web app', 'framework', 4, 'Cluster', false, 3000],
    ]);
    expect(ecosystem.relations.filter(({ crosses }) => crosses).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'Customer Web app',
      'Web app Customer',
    ]);
  });

  it('without actors is open where nobody trusts the zone', () => {
    const zones = [
      { key: 'z1', name: 'Internet' },
      { key: 'z2', name: 'Inside' },
    ];
    const elements = [element('UI', 'process', { zone: 'z1' }), element('API', 'process', { zone: 'z2' })];
    const { ecosystem } = imported({ zones, elements });
    expect(ecosystem.components.map(({ id, exposed }) => [id, exposed])).toEqual([
      ['API', false],
      ['UI', true],
    ]);
  });

  it('says of each element by which rule it is what it is', () => {
    const { provenance } = component(imported(shop), 'Customer') ?? {};
    expect(provenance).toEqual({
      ...{ certainty: 'inferred', at: { file: 'model.json', line: 1, column: 1 }, pointer: '/1' },
      rule: 'an actor whose name is that of a person is a human',
    });
  });

  it('corrects kinds by whom they talk to', () => {
    const elements = [
      element('User', 'actor'),
      element('App', 'process'),
      element('GPT-4', 'process'),
      element('Assistant model', 'process', { types: ['LLM'], name: 'Local LLM' }),
      element('Mail provider', 'actor'),
    ];
    const flows = [
      flow('App', 'GPT-4'),
      flow('GPT-4', 'App'),
      flow('User', 'Assistant model'),
      flow('App', 'Mail provider'),
      flow('Mail provider', 'App'),
    ];
    const result = imported({ elements, flows });
    expect(component(result, 'GPT-4')?.kind).toBe('model');
    expect(component(result, 'Local LLM')?.kind).toBe('agent');
    expect(component(result, 'Mail provider')?.kind).toBe('tool');
    expect(edges(result)).toEqual(['App infers GPT-4', 'App invokes Mail provider', 'User messages Local LLM']);
  });

  it('leaves outside what stands behind a tool', () => {
    const elements = [element('Agent', 'process'), element('MCP server', 'process'), element('Zendesk', 'actor')];
    const flows = [flow('Agent', 'MCP server'), flow('MCP server', 'Zendesk', { isBidirectional: true })];
    expect(edges(imported({ elements, flows }))).toEqual(['Agent invokes MCP server', 'MCP server accesses Zendesk']);
  });

  it('reads from a store by a flow that is called so, and from nothing else', () => {
    const elements = [element('App', 'process'), element('Orders', 'store'), element('Web', 'process')];
    const flows = [flow('App', 'Orders', { name: 'DB lookup' }), flow('App', 'Web', { name: 'get page' })];
    expect(edges(imported({ elements, flows }))).toEqual(['App messages Web', 'App reads Orders', 'App writes Orders']);
  });

  it('notes flows along which nothing spreads', () => {
    const result = imported({
      elements: [element('Reader', 'actor', { name: 'User' }), element('Archive', 'store'), element('P', 'process')],
      flows: [flow('Archive', 'Reader'), flow('P', 'P')],
    });
    expect(result.ignored.map(({ why }) => why)).toEqual([
      'nothing that spreads runs from a data-store to a human by itself',
      'it leads back to where it begins',
    ]);
  });

  it('wants the classic classes too', () => {
    expect(imported(shop).suite).toEqual({ threats: 'all' });
  });
});

describe('listed threats', () => {
  const trustOf = (result: Imported, kind: string) =>
    result.ecosystem.relations.find((relation) => relation.kind === kind)?.trust;

  it('that are open raise the arcs that they name over those of which nothing is listed', () => {
    const result = imported({ ...shop, threats: [threat('Orders', 'open', { severity: 'high' })] });
    expect(trustOf(result, 'writes')?.along).toEqual({ form: 'number', value: 1 });
    expect(trustOf(result, 'reads')?.along).toEqual({ form: 'number', value: 1 });
    expect(trustOf(result, 'reads')?.against).toEqual({ form: 'range', low: 0.3, high: 1 });
    expect(trustOf(result, 'messages')?.along).toEqual({ form: 'range', low: 0.3, high: 1 });
  });

  it('count by their severity, accepted ones as open ones, those that nobody judged as low ones', () => {
    const along = (more: Partial<ListedThreat>, status: ListedThreat['status'] = 'open') =>
      trustOf(imported({ ...shop, threats: [threat('Web app-Orders', status, more)] }), 'writes')?.along;
    const means = [
      along({ severity: 'critical' }, 'unjudged'),
      along({ severity: 'low' }),
      along({ severity: 'medium' }),
      along({ severity: 'critical' }),
      along({}, 'accepted'),
    ];
    expect(means.map((belief) => belief && [meanOf(belief), isUncertain(belief)])).toEqual([
      [0.75, true],
      [0.75, true],
      [0.85, true],
      [1, false],
      [1, false],
    ]);
  });

  it('that are mitigated become a control for their class on the arcs that they name, and lower nothing else', () => {
    const result = imported({ ...shop, threats: [threat('Web app-Orders', 'mitigated')] });
    const control = component(result, 'mitigations of tampering');
    expect(control?.guards).toEqual([
      {
        on: { kind: 'writes', from: 'Web app', to: 'Orders', direction: 'along', threats: ['tampering'] },
        effectiveness: { form: 'range', low: 0.5, high: 0.95 },
      },
    ]);
    expect(trustOf(result, 'writes')).toEqual(trustOf(imported(shop), 'writes'));
    expect(result.toFill).toContainEqual(expect.objectContaining({ component: 'mitigations of tampering' }));
  });

  it('never lower anything while they are open, nor raise anything once they are closed', () => {
    const trusts = ({ ecosystem }: Imported): number[] =>
      ecosystem.relations.flatMap(({ trust }) => [meanOf(trust.along), meanOf(trust.against)]);
    const isAtMost = (a: Imported, b: Imported): boolean => {
      const more = trusts(b);
      return trusts(a).every((trust, at) => trust <= (more[at] ?? 0));
    };
    const on = ['Orders', 'Web app', 'Web app-Orders', 'Customer-Web app'];
    for (const severity of ['low', 'medium', 'high', 'critical'] as const) {
      const listed = on.map((one) => threat(one, 'open', { severity }));
      for (let count = 0; count < listed.length; count++) {
        const before = imported({ ...shop, threats: listed.slice(0, count) });
        const after = imported({ ...shop, threats: listed.slice(0, count + 1) });
        const last = listed.slice(count, count + 1).map((one) => ({ ...one, status: 'mitigated' as const }));
        const closed = imported({ ...shop, threats: [...listed.slice(0, count), ...last] });
        expect(isAtMost(before, after)).toBe(true);
        expect(trusts(closed)).toEqual(trusts(before));
      }
    }
  });

  it('say of how many relations nothing open is listed', () => {
    expect(imported({ ...shop, threats: [threat('Web app-Orders', 'open')] }).assumptions).toEqual([
      "No open threat is listed for 3 of 5 relations, one way or both: 0.3 to 1 of the channel's probability gets through.",
    ]);
  });

  it('are findings with their place; those that do not apply are left out', () => {
    const threats = [
      threat('Orders', 'open', { title: 'Injection', severity: 'high' }),
      threat('Orders', 'mitigated', { title: 'Theft' }),
      threat('Orders', 'not-applicable', { title: 'Fire' }),
      threat('Orders', 'open', { title: 'Bad luck', category: 'Other' }),
    ];
    const { findings, ignored } = imported({ ...shop, threats });
    expect(findings).toEqual([
      { title: 'Open threat', detail: 'Injection, on Orders (high, Tampering)', where: 'model.json:3:1' },
      { title: 'Mitigated threat', detail: 'Theft, on Orders (Tampering)', where: 'model.json:3:1' },
      {
        title: 'Open threat',
        detail: 'Bad luck, on Orders (Other; of no class that is simulated)',
        where: 'model.json:3:1',
      },
    ]);
    expect(ignored).toMatchObject([{ what: 'threat "Fire"', why: 'the file says that it does not apply' }]);
  });
});

describe('a plain graph', () => {
  const plain: Partial<Diagram> = {
    elements: [element('n0', 'any', { name: 'Valjean' }), element('n1', 'any', { name: 'Javert' })],
    flows: [
      flow('n0', 'n1', { key: 'e0' }),
      flow('n0', 'n1', { key: 'e1', probability: 0.4 }),
      flow('n1', 'n0', { key: 'e2', isBidirectional: true }),
      flow('n1', 'n1', { key: 'e3' }),
    ],
  };

  it('that says nothing of its nodes is agents that pass messages on with the probabilities of its edges', () => {
    const result = imported(plain, {}, true);
    expect(result.ecosystem.components.map(({ kind }) => kind)).toEqual(['agent', 'agent']);
    expect(
      result.ecosystem.relations.map(({ from, to, kind, trust }) => [from, to, kind, meanOf(trust.along)]),
    ).toEqual([
      ['Javert', 'Valjean', 'messages', 0.1],
      ['Valjean', 'Javert', 'messages', 0.1],
      ['Valjean', 'Javert', 'messages', 0.1],
      ['Valjean', 'Javert', 'messages', 0.4],
    ]);
    expect(result.suite).toEqual({
      threats: ['communication-poisoning'],
      channels: [{ threat: 'communication-poisoning', kind: 'messages', direction: 'along', probability: 1 }],
    });
    expect(result.ignored).toHaveLength(1);
  });

  it('is still one if a name in it happens to have a meaning, and none if every tenth has', () => {
    const kinds = (count: number) => {
      const elements = Array.from({ length: count }, (_, at) => element(`n${at}`, 'any', { name: `Name ${at}` }));
      const { ecosystem } = imported(
        { elements: [...elements, element('w', 'any', { name: 'Web server' })] },
        {},
        true,
      );
      return new Set(ecosystem.components.map(({ kind }) => kind));
    };
    expect(kinds(10)).toEqual(new Set(['agent']));
    expect(kinds(9)).toEqual(new Set(['framework']));
  });

  it('takes kinds and layers from the attributes that somebody names', () => {
    const elements = [
      element('a', 'any', {
        attributes: new Map([
          ['sort', 'database'],
          ['tier', '3'],
        ]),
      }),
      element('b', 'any', {
        attributes: new Map([
          ['sort', 'agent'],
          ['tier', 'Agent Ecosystem'],
        ]),
      }),
    ];
    const result = imported(
      { elements, flows: [flow('a', 'b')] },
      { kindAttribute: 'sort', layerAttribute: 'tier' },
      true,
    );
    expect(result.ecosystem.components.map(({ id, kind, layer }) => [id, kind, layer])).toEqual([
      ['a', 'data-store', 3],
      ['b', 'agent', 7],
    ]);
    expect(edges(result)).toEqual(['b reads a']);
  });

  it('refuses attributes that no node has, and says what there is', () => {
    const elements = [element('a', 'any', { attributes: new Map([['club', 'x']]) })];
    expect(() => imported({ elements }, { kindAttribute: 'culb' }, true)).toThrow('Did you mean "club"?');
    expect(() => imported({ elements }, { layerAttribute: 'nosuch' }, true)).toThrow('There are: club.');
  });

  it('is still a network where the attribute says nothing that is known', () => {
    const elements = [element('a', 'any', { attributes: new Map([['club', 'x']]) })];
    const { ecosystem, warnings } = imported({ elements }, { kindAttribute: 'club', layerAttribute: 'club' }, true);
    expect(ecosystem.components[0]).toMatchObject({ kind: 'agent', layer: 7 });
    expect(warnings).toMatchObject([{ found: '"x"' }]);
  });

  it('draws layers by a seed, and says so', () => {
    const elements = Array.from({ length: 700 }, (_, at) => element(`n${at}`, 'any'));
    const drawn = (seed: number) => imported({ elements }, { randomLayers: { seed } }, true).ecosystem.components;
    const counts = [1, 2, 3, 4, 5, 6, 7].map((layer) => drawn(1).filter((one) => one.layer === layer).length);
    // 100 each; five standard deviations.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(46);
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(2).map(({ layer }) => layer)).not.toEqual(drawn(1).map(({ layer }) => layer));
    expect(drawn(7)[0]?.provenance).toMatchObject({ certainty: 'assumed', rule: expect.stringContaining('seed 7') });
  });
});

describe('what the file says in our words', () => {
  const own = (id: string, more: Partial<Element> = {}) =>
    element(id, 'process', {
      id,
      attributes: new Map([
        ['id', id],
        ['kind', 'tool'],
      ]),
      ...more,
    });

  it('keeps its id before what is drawn beside it', () => {
    const result = imported({ elements: [element('k1', 'process', { name: 'x ' }), own('x')] });
    expect(result.ecosystem.components.map(({ id, kind }) => [id, kind])).toEqual([
      ['x', 'tool'],
      ['x#2', 'framework'],
    ]);
  });

  it('is another component where somebody copied it', () => {
    const { ecosystem, warnings } = imported({ elements: [own('x'), own('x', { key: 'copy' })] });
    expect(ecosystem.components.map(({ id }) => id)).toEqual(['x', 'x#2']);
    expect(warnings).toMatchObject([{ found: 'a copy of it' }]);
  });
});

describe('a control that somebody calls one', () => {
  const elements = [element('User', 'actor'), element('WAF', 'process'), element('App', 'process')];
  const map = () => readElementMap({ name: 'map.yaml', text: 'WAF: { kind: policy-engine }' });

  it('holds back what is sent through it, and ends nothing', () => {
    const flows = [flow('User', 'WAF', { isBidirectional: true }), flow('WAF', 'App', { isBidirectional: true })];
    const result = imported({ elements, flows }, { map: map() });
    expect(edges(result)).toEqual(['App messages User', 'User messages App']);
    expect(component(result, 'WAF')?.guards.map(({ on }) => on)).toEqual([
      { kind: 'messages', from: 'App', to: 'User' },
      { kind: 'messages', from: 'User', to: 'App' },
    ]);
    expect(result.toFill).toContainEqual(expect.objectContaining({ component: 'WAF', field: 'effectiveness' }));
  });

  it('holds back nothing that has another way', () => {
    const flows = [flow('User', 'WAF'), flow('WAF', 'App'), flow('User', 'App', { key: 'direct' })];
    const result = imported({ elements, flows }, { map: map() });
    expect([edges(result), component(result, 'WAF')?.guards]).toEqual([['User messages App'], []]);
  });
});

describe('what somebody decided', () => {
  const text = [
    '"web*": { kind: agent, layer: 3, value: 2.5 }',
    'Orders: { zone: vault, exposed: true }',
    'nobody: { kind: tool }',
  ];
  const map = () => readElementMap({ name: 'map.yaml', text: text.join('\n') });

  it('holds instead of the rules, and for the relations too', () => {
    const result = imported(shop, { map: map() });
    expect(component(result, 'Web app')).toMatchObject({
      ...{ kind: 'agent', layer: 3, valueThousandths: 2500, zone: 'Cluster' },
      provenance: { certainty: 'declared', at: { file: 'map.yaml', line: 1 } },
    });
    expect(component(result, 'Orders')).toMatchObject({ kind: 'data-store', zone: 'vault', exposed: true });
    expect(result.toFill.filter(({ component: id }) => id === 'Web app')).toEqual([]);
  });

  it('cannot be what the component cannot be', () => {
    const wrong = readElementMap({ name: 'map.yaml', text: 'Orders: { tier: mid }' });
    expect(() => imported(shop, { map: wrong })).toThrow('map.yaml:1:1: expected a tier on a model');
  });

  it('is asked back for where nothing is called so', () => {
    const decisions = map();
    imported(shop, { map: decisions });
    expect(decisions.unused()).toMatchObject([
      { at: { file: 'map.yaml', line: 3 }, found: expect.stringContaining('nobody') },
    ]);
  });
});
