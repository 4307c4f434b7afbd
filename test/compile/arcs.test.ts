import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compilation, meanProbability } from '../../src/compile/arcs.ts';
import { NONE } from '../../src/compile/compiled.ts';
import { known, meanOf } from '../../src/graph/belief.ts';
import type { ComponentKind, RelationKind } from '../../src/graph/kinds.ts';
import { relationKindNames } from '../../src/graph/kinds.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';
import { compile, component, ecosystem, override, relation } from './compile-one.ts';

/** What two components of these kinds, a and b, do to one another: `along class` and `against class`. */
function influence(from: ComponentKind, kind: RelationKind, to: ComponentKind, more: object = {}, written = false) {
  const others = written ? [relation('w', 'writes', from === 'memory' ? 'a' : 'b')] : [];
  const { arcs } = compile(
    ecosystem(
      [component('a', from), component('b', to), component('w', 'agent')],
      [relation('a', kind, 'b', more), ...others],
    ),
  );
  return arcs
    .filter(({ relation: { from: end } }) => end === 'a')
    .map(({ direction, threat }) => `${direction} ${threat}`)
    .sort();
}

describe('what a relation carries', () => {
  const effectiveness = known(0.5);
  // biome-ignore format: a table
  const table: readonly (readonly [ComponentKind, RelationKind, ComponentKind, readonly string[], object?, boolean?])[] = [
    ['agent', 'delegates', 'agent', ['against communication-poisoning', 'along communication-poisoning', 'along denial-of-service', 'along spoofing']],
    ['agent', 'delegates', 'agent', ['against communication-poisoning', 'along communication-poisoning', 'along denial-of-service'], { signed: true }],
    ['agent', 'messages', 'agent', ['along communication-poisoning', 'along spoofing']],
    ['agent', 'messages', 'agent', ['along communication-poisoning'], { signed: true }],
    ['agent', 'messages', 'human', ['along communication-poisoning', 'along spoofing']],
    ['human', 'messages', 'agent', ['along intent-manipulation', 'along spoofing']],
    ['human', 'feeds', 'agent', ['along intent-manipulation']],
    ['external', 'feeds', 'orchestrator', ['along intent-manipulation']],
    ['tool', 'feeds', 'data-store', ['along memory-poisoning']],
    ['memory', 'feeds', 'agent', ['along intent-manipulation']],
    ['memory', 'feeds', 'agent', ['along memory-poisoning'], {}, true],
    ['agent', 'spawns', 'agent', ['against cross-agent-interference', 'along cross-agent-interference']],
    ['agent', 'reads', 'memory', ['against memory-poisoning', 'along information-disclosure']],
    ['agent', 'reads', 'secret-store', ['against memory-poisoning', 'along information-disclosure']],
    ['agent', 'writes', 'memory', ['along memory-poisoning', 'along tampering']],
    ['agent', 'writes', 'log-store', ['along memory-poisoning', 'along repudiation', 'along tampering']],
    ['agent', 'invokes', 'tool', ['against tool-misuse', 'along denial-of-service', 'along tool-misuse']],
    ['agent', 'infers', 'model', ['against intent-manipulation', 'along cross-agent-interference']],
    ['data-store', 'trains', 'model', ['along memory-poisoning']],
    ['tool', 'accesses', 'data-store', ['against tool-misuse', 'along denial-of-service', 'along elevation-of-privilege', 'along information-disclosure', 'along tampering', 'along tool-misuse']],
    ['tool', 'accesses', 'host', ['against tool-misuse', 'along denial-of-service', 'along elevation-of-privilege', 'along tampering', 'along tool-misuse']],
    ['tool', 'runs-on', 'host', ['against cross-agent-interference', 'along cross-agent-interference', 'along elevation-of-privilege']],
    ['monitor', 'monitors', 'agent', ['against communication-poisoning']],
    ['control', 'guards', 'agent', ['against cross-agent-interference'], { effectiveness }],
    ['human', 'supervises', 'agent', ['against intent-manipulation', 'along intent-manipulation']],
    ['tool', 'registers', 'registry', ['against tool-misuse', 'along tool-misuse']],
    ['agent', 'authenticates', 'credential', ['along cross-agent-interference'], { role: 'holds' }],
    ['tool', 'authenticates', 'credential', ['against cross-agent-interference'], { role: 'accepts' }],
  ];

  it.each(table.map((row) => [row] as const))('%j', ([from, kind, to, expected, more = {}, written = false]) => {
    expect(influence(from, kind, to, more, written)).toEqual(expected);
  });

  it('is known here for every kind of relation', () => {
    expect(new Set(table.map(([, kind]) => kind))).toEqual(new Set(relationKindNames));
  });

  it('runs against a relation from its far end to its near one', () => {
    const { arcs, expanded } = compile(
      ecosystem([component('a', 'agent'), component('b', 'agent')], [relation('a', 'delegates', 'b')]),
    );
    const ends = arcs.map(({ source, target, direction }) => [
      direction,
      expanded.nodes[source]?.id,
      expanded.nodes[target]?.id,
    ]);
    expect(ends).toContainEqual(['along', 'a', 'b']);
    expect(ends).toContainEqual(['against', 'b', 'a']);
  });

  it('is nothing in the classes that the scenario leaves out', () => {
    const two = ecosystem([component('a', 'agent'), component('b', 'agent')], [relation('a', 'delegates', 'b')]);
    expect(compile(two, { threats: ['spoofing'] }).arcs.map(({ id }) => id)).toEqual([
      'a>delegates>b#1>along>spoofing',
    ]);
    expect(compile(two, { threats: ['memory-poisoning'] }).arcs).toEqual([]);
  });
});

/** Probability of the only arc of a class that leaves a component. */
function probabilityOf(compilation: Compilation, from: string, threat: string): number | undefined {
  const { expanded, scenario } = compilation;
  const found = compilation.arcs.filter((arc) => expanded.nodes[arc.source]?.id === from && arc.threat === threat);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0] && meanProbability(found[0], expanded, scenario.settings.attempts);
}

describe('the probability of an arc', () => {
  const reading = (kind: ComponentKind, extra: ReturnType<typeof relation>[] = []) =>
    compile(
      ecosystem(
        [component('r', 'agent', { model: 'llm' }), component('s', kind), component('llm', 'model', { tier: 'mid' })],
        [relation('r', 'reads', 's'), ...extra],
      ),
    );

  it('from a store that nobody writes is that of content: by tier, and per attempt', () => {
    expect(probabilityOf(reading('memory'), 's', 'memory-poisoning')).toBeCloseTo(1 - 0.7 ** 10, 12);
  });

  it('from a store that someone writes is that of a relay: per case, whatever the tier', () => {
    const written = reading('memory', [relation('llm', 'writes', 's')]);
    expect(probabilityOf(written, 's', 'memory-poisoning')).toBeCloseTo(0.2, 12);
  });

  it('from a registry is that of content even if someone writes it', () => {
    const written = reading('registry', [relation('llm', 'writes', 's')]);
    expect(probabilityOf(written, 's', 'memory-poisoning')).toBeCloseTo(1 - 0.7 ** 10, 12);
  });

  it('goes by the attempts of the scenario where the row is per attempt, and only there', () => {
    const settings = { ...reading('memory').scenario.settings, attempts: 2 };
    const of = ecosystem(
      [
        component('h', 'human'),
        component('a', 'agent'),
        component('b', 'agent'),
        component('m', 'model', { tier: 'frontier' }),
      ],
      [relation('h', 'feeds', 'a'), relation('a', 'delegates', 'b')],
    );
    const compilation = compile(of, { settings, threats: ['intent-manipulation', 'communication-poisoning'] });
    expect(probabilityOf(compilation, 'h', 'intent-manipulation')).toBeCloseTo(1 - 0.97 ** 2, 12);
    expect(probabilityOf(compilation, 'a', 'communication-poisoning')).toBeCloseTo(0.9, 12);
  });

  const pair = (more: object, target: object = {}, channels: ReturnType<typeof override>[] = []) =>
    compile(
      ecosystem([component('a', 'agent'), component('b', 'agent', target)], [relation('a', 'delegates', 'b', more)]),
      { channels, threats: ['communication-poisoning'] },
    );
  const ids = ({ arcs }: Compilation): string[] => arcs.map(({ direction }) => direction).sort();

  it('is channel x trust of its direction x (1 - hardening of its target)', () => {
    const compilation = pair({ trust: { along: known(0.5), against: known(0.4) } }, { hardening: known(0.2) });
    expect(probabilityOf(compilation, 'a', 'communication-poisoning')).toBeCloseTo(0.9 * 0.5 * 0.8, 12);
    expect(probabilityOf(compilation, 'b', 'communication-poisoning')).toBeCloseTo(0.3 * 0.4, 12);
  });

  it('of 0 compiles no arc: no trust, no channel, or full hardening', () => {
    expect(ids(pair({}))).toEqual(['against', 'along']);
    expect(ids(pair({ trust: { against: known(0) } }))).toEqual(['along']);
    expect(ids(pair({}, { hardening: known(1) }))).toEqual(['against']);
    expect(ids(pair({}, {}, [override('communication-poisoning', 'delegates', 'along', 0)]))).toEqual(['against']);
  });

  it('is the users own where they say so, the last word counting, and its evidence says whose it is', () => {
    const channels = [
      override('communication-poisoning', 'delegates', 'along', 0.1),
      override('communication-poisoning', 'delegates', 'along', 0.2),
      override('communication-poisoning', 'delegates', 'along', 0.6, { source: 'content' }),
      override('communication-poisoning', 'delegates', 'along', 0.7, { tier: 'frontier' }),
    ];
    const compilation = pair({}, {}, channels);
    expect(probabilityOf(compilation, 'a', 'communication-poisoning')).toBe(0.2);
    expect(compilation.arcs.find(({ direction }) => direction === 'along')?.channel.evidence).toBe('yours: test:7');
    expect(probabilityOf(compilation, 'b', 'communication-poisoning')).toBeCloseTo(0.3, 12);
  });

  it('of a users own row makes no class travel where the table has none', () => {
    expect(pair({}, {}, [override('communication-poisoning', 'invokes', 'along', 1)]).arcs).toHaveLength(2);
    const invoking = ecosystem([component('a', 'agent'), component('t', 'tool')], [relation('a', 'invokes', 't')]);
    const channels = [override('communication-poisoning', 'invokes', 'along', 1)];
    expect(compile(invoking, { channels, threats: ['communication-poisoning'] }).arcs).toEqual([]);
  });

  it('that rests on one unknown draws it once: rows of untrusted content share a parameter', () => {
    const { compiled, arcs } = compile(
      ecosystem(
        [component('h', 'human'), component('x', 'external'), component('a', 'agent'), component('b', 'agent')],
        [relation('h', 'messages', 'a'), relation('x', 'feeds', 'b'), relation('a', 'delegates', 'b')],
      ),
      { threats: ['intent-manipulation', 'communication-poisoning'] },
    );
    const positions = (threat: string): number[] =>
      arcs.flatMap((arc, position) => (arc.threat === threat ? [compiled.arcs.channel[position] as number] : []));
    expect(new Set(positions('intent-manipulation')).size).toBe(1);
    expect(new Set(positions('communication-poisoning')).size).toBe(2);
  });
});

describe('controls', () => {
  const half = known(0.5);
  const system = (
    guards: object[],
    more: Parameters<typeof compile>[1] = {},
    relations = [] as ReturnType<typeof relation>[],
  ) =>
    compile(
      ecosystem(
        [
          component('a', 'agent'),
          component('b', 'agent'),
          component('t', 'tool'),
          component('k', 'control', { guards: guards as never }),
        ],
        [relation('a', 'delegates', 'b'), relation('b', 'invokes', 't'), ...relations],
      ),
      { threats: ['communication-poisoning', 'tool-misuse', 'cross-agent-interference'], ...more },
    );
  /** Arcs with a control on them, and with what effectiveness. */
  const guarded = ({ compiled: { guards, parameters }, arcs }: Compilation) =>
    arcs
      .flatMap(({ id }, arc) =>
        Array.from({ length: (guards.offsets[arc + 1] as number) - (guards.offsets[arc] as number) }, (_, i) => {
          const position = guards.effectiveness[(guards.offsets[arc] as number) + i] as number;
          return `${id} ${meanOf(parameters.beliefs[position] as never)}`;
        }),
      )
      .sort();
  const evading = ({ arcs }: Compilation): string[] =>
    arcs
      .filter(({ relation: { kind } }) => kind === 'guards')
      .map(({ id }) => id)
      .sort();

  it('are on the arcs that all fields of a selector fit, and can be evaded by the sources of those', () => {
    const invoking = system([{ on: { kind: 'invokes', direction: 'against' }, effectiveness: half }]);
    expect(guarded(invoking)).toEqual(['b>invokes>t#1>against>tool-misuse 0.5']);
    expect(evading(invoking)).toEqual(['k>guards>t>against>cross-agent-interference']);
    const all = system([{ on: {}, effectiveness: half }]);
    // Three sources: a, b and t evade; what runs into the control is itself guarded.
    expect(evading(all)).toHaveLength(3);
    expect(guarded(all)).toHaveLength(4 + 3);
  });

  it('are on every arc into a component, and can be evaded from it', () => {
    const onB = ['a>delegates>b#1>along>communication-poisoning 0.5', 'b>invokes>t#1>against>tool-misuse 0.5'];
    const selected = system([{ on: { component: 'b' }, effectiveness: half }]);
    expect(guarded(selected)).toEqual(onB);
    expect(evading(selected)).toEqual(['k>guards>b>against>cross-agent-interference']);
    const related = system([], {}, [relation('k', 'guards', 'b', { effectiveness: half })]);
    expect(guarded(related)).toEqual(onB);
    expect(evading(related)).toEqual(['k>guards>b#1>against>cross-agent-interference']);
  });

  it('are evaded over their relation, with its trust and rate', () => {
    const more = { effectiveness: half, trust: { against: known(0) } };
    expect(evading(system([], {}, [relation('k', 'guards', 'b', more)]))).toEqual([]);
  });

  it('stop by class where their effectiveness is by class', () => {
    const byClass = { byClass: { 'tool-misuse': known(0.9) } };
    const one = system([{ on: { component: 'b' }, effectiveness: byClass }]);
    expect(guarded(one)).toEqual(['b>invokes>t#1>against>tool-misuse 0.9']);
    const selected = system([{ on: { from: 'b' }, effectiveness: byClass }]);
    expect(guarded(selected)).toEqual(['b>invokes>t#1>against>tool-misuse 0.9', 'b>invokes>t#1>along>tool-misuse 0.9']);
  });

  it('that are off stop nothing, and stand where they stood', () => {
    const guards = [{ on: { component: 'b' }, effectiveness: half }];
    const [on, off] = [system(guards), system(guards, { controlOff: 'k' as never })];
    expect(guarded(off)).toEqual([]);
    expect(off.arcs.map(({ id, key }) => [id, key])).toEqual(on.arcs.map(({ id, key }) => [id, key]));
  });

  it('guard replica by replica where their relation is pairwise', () => {
    const of = (link: 'all' | 'pairwise') =>
      compile(
        ecosystem(
          [component('x', 'agent'), component('a', 'agent', { count: 2 }), component('k', 'control', { count: 2 })],
          [relation('x', 'delegates', 'a'), relation('k', 'guards', 'a', { link, effectiveness: half })],
        ),
        { threats: ['spoofing', 'cross-agent-interference'] },
      );
    const controls = ({ compiled: { guards, arcs }, expanded: { nodes } }: Compilation) =>
      Array.from(guards.control, (control, g) => {
        const arc = guards.offsets.findLastIndex((offset) => offset <= g);
        return `${nodes[control]?.id} before ${nodes[arcs.target[arc] as number]?.id}`;
      }).sort();
    const ends = ({ arcs, expanded: { nodes } }: Compilation) =>
      arcs
        .filter(({ threat }) => threat !== 'spoofing')
        .map(({ source, target }) => `${nodes[source]?.id} into ${nodes[target]?.id}`);
    expect(controls(of('pairwise'))).toEqual(['k#1 before a#1', 'k#2 before a#2']);
    expect(ends(of('pairwise'))).toEqual(['a#1 into k#1', 'a#2 into k#2']);
    expect(controls(of('all'))).toHaveLength(4);
    expect(ends(of('all'))).toHaveLength(4);
  });

  it('with two relations to one component are evaded over each, and are two unknowns', () => {
    const range = (low: number) => ({ effectiveness: { form: 'range', low, high: low + 0.1 } as const });
    const twice = system([], {}, [relation('k', 'guards', 'b', range(0.2)), relation('k', 'guards', 'b', range(0.7))]);
    expect(evading(twice)).toEqual([
      'k>guards>b#1>against>cross-agent-interference',
      'k>guards>b#2>against>cross-agent-interference',
    ]);
    expect(guarded(twice).map((text) => Number(text.split(' ')[1]).toFixed(2))).toEqual([
      '0.25',
      '0.75',
      '0.25',
      '0.75',
    ]);
  });

  it('name a relation: by its id, however it was given', () => {
    expect(guarded(system([{ on: { relation: 'b>invokes>t#1' }, effectiveness: half }]))).toEqual([
      'b>invokes>t#1>against>tool-misuse 0.5',
      'b>invokes>t#1>along>tool-misuse 0.5',
    ]);
  });
});

describe('common causes', () => {
  it('join arcs of one class into components on one model; a model has none', () => {
    const { compiled, arcs, expanded } = compile(
      ecosystem(
        [
          component('a', 'agent', { model: 'm' }),
          component('b', 'agent', { model: 'm' }),
          component('c', 'agent', { model: 'n' }),
          component('d', 'agent'),
          component('m', 'model'),
          component('n', 'model'),
        ],
        ['b', 'c', 'd'].map((to) => relation('a', 'delegates', to)),
      ),
      { threats: ['communication-poisoning', 'spoofing', 'cross-agent-interference'] },
    );
    const causeOf = (to: string, threat: string): number[] =>
      arcs.flatMap((arc, position) =>
        expanded.nodes[arc.target]?.id === to && arc.threat === threat
          ? [compiled.arcs.shared[position] as number]
          : [],
      );
    const [a, b, c] = ['a', 'b', 'c'].map((to) => causeOf(to, 'communication-poisoning'));
    // Three delegates: a is the target of three arcs against them.
    expect(new Set(a)).toEqual(new Set(b));
    expect(a).toHaveLength(3);
    expect(c).not.toEqual(b);
    expect(causeOf('b', 'spoofing')).not.toEqual(b);
    expect(causeOf('d', 'communication-poisoning')).toEqual([NONE]);
    expect(causeOf('m', 'cross-agent-interference')).toEqual([NONE, NONE]);
  });
});

describe('the order of the file', () => {
  it('decides nothing: components and relations in any order compile to the same arrays', () => {
    fc.assert(
      fc.property(
        anyCase().chain((random) =>
          fc.tuple(
            fc.constant(random),
            fc.shuffledSubarray([...random.components], { minLength: random.components.length }),
            fc.shuffledSubarray([...random.relations], { minLength: random.relations.length }),
          ),
        ),
        ([random, components, relations]) => {
          const { scenario } = random;
          const named = { ...random, scenario: { ...scenario, entry: scenario.entry } };
          const [before, after] = [named, { ...named, components, relations }].map((drawn) =>
            compileCase(drawn, 'agentic'),
          );
          expect(after?.compiled).toEqual(before?.compiled);
          expect(after?.arcs.map(({ id }) => id)).toEqual(before?.arcs.map(({ id }) => id));
        },
      ),
      { seed: 31, numRuns: 150 },
    );
  });

  it('of arcs is by source in code units, then by identity; offsets fit', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const { compiled, expanded } = compileCase(random, 'agentic');
        const { source, keyLow, keyHigh, offsets, count } = compiled.arcs;
        for (let arc = 1; arc < count; arc++) {
          const [u, v] = [source[arc - 1] as number, source[arc] as number];
          const key = (of: number): bigint => (BigInt(keyHigh[of] as number) << 32n) | BigInt(keyLow[of] as number);
          expect(u < v || (u === v && key(arc - 1) < key(arc))).toBe(true);
        }
        for (const [v, { id }] of expanded.nodes.entries()) {
          if (v > 0) expect((expanded.nodes[v - 1]?.id as string) < id).toBe(true);
          for (let arc = offsets[v] as number; arc < (offsets[v + 1] as number); arc++) expect(source[arc]).toBe(v);
        }
        expect(offsets[compiled.components.count]).toBe(count);
      }),
      { seed: 32, numRuns: 100 },
    );
  });
});

describe('assumptions', () => {
  it('name the components whose tier was taken from the others, where it matters', () => {
    const { assumptions } = compile(
      ecosystem(
        [
          component('h', 'human'),
          component('a', 'agent'),
          component('b', 'agent', { model: 'm' }),
          component('m', 'model', { tier: 'frontier' }),
        ],
        [relation('h', 'feeds', 'a'), relation('h', 'feeds', 'b')],
      ),
    );
    expect(assumptions).toHaveLength(1);
    expect(assumptions[0]).toMatch(/for a: taken as frontier/);
  });
});
