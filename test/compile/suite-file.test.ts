import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { supportDesk, withoutPlaces } from './support-desk.ts';

const parse = (text: string, name = 'desk.yaml') => parseSuiteFile(text, name);

function problemsOf(text: string): readonly Problem[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

/** `line:column(length) found -> fix` of each problem. */
const told = (text: string): string[] =>
  problemsOf(text).map(({ at, found, fix }) => `${at.line}:${at.column}(${at.length}) ${found} -> ${fix}`);

/** A file with these components, relations and further lines; components stand on line 3, relations on line 5. */
const file = (components: string, relations = '', rest = '') =>
  `version: 1\ncomponents:\n  ${components}\nrelations:\n  ${relations === '' ? '[]' : relations}\n${rest}`;
const pair = '{ a: { kind: agent }, b: { kind: agent } }';

describe('the support desk of the design', () => {
  const { file, warnings } = parse(supportDesk);
  const { ecosystem, suite } = file;

  it('is read without a warning', () => expect(warnings).toEqual([]));

  it('has its components sorted by id, the control among them', () => {
    expect(ecosystem.components.map(({ id, kind, layer }) => `${id} ${kind} ${layer}`)).toEqual([
      'browser tool 7',
      'customer human 7',
      'llm model 1',
      'notes memory 2',
      'output-filter control 6',
      'planner agent 7',
      'searcher agent 7',
      'watcher monitor 5',
    ]);
  });

  it('keeps the value in thousandths, the place, and what the control is on', () => {
    const component = new Map(ecosystem.components.map((one) => [String(one.id), one]));
    expect(component.get('planner')).toMatchObject({
      valueThousandths: 5000,
      provenance: { certainty: 'declared', at: { file: 'desk.yaml', line: 6, column: 3, length: 7 } },
    });
    expect(component.get('output-filter')?.guards).toEqual([
      { on: { kind: 'invokes', direction: 'against' }, effectiveness: { form: 'trials', successes: 45, trials: 50 } },
    ]);
  });

  it('has an infers relation for each "model"', () => {
    expect(ecosystem.relations.filter(({ kind }) => kind === 'infers').map(({ id }) => id)).toEqual([
      'planner>infers>llm#1',
      'searcher>infers>llm#1',
    ]);
  });

  it('keeps trust by direction', () => {
    expect(ecosystem.relations.find(({ kind }) => kind === 'delegates')?.trust).toEqual({
      along: { form: 'number', value: 0.9 },
      against: { form: 'number', value: 0.3 },
    });
  });

  it('has the suite as written and the defaults of what it does not say', () => {
    expect(suite).toMatchObject({
      threats: { together: ['memory-poisoning', 'intent-manipulation', 'tool-misuse'] },
      entries: { form: 'exposed' },
      models: ['agentic'],
      controlsOff: [],
      parameters: [],
      worlds: 10_000,
      seed: 1,
      precision: null,
      channels: [],
      settings: { horizonRounds: 50, attempts: 10, retries: 'correlated' },
    });
  });

  it('keeps each threshold with its place', () => {
    expect(file.thresholds).toEqual([
      { rule: 'layer 2 fraction < 0.30', level: 'error', at: { file: 'desk.yaml', line: 28, column: 5, length: 23 } },
      { rule: 'total p95 < 5', level: 'error', at: { file: 'desk.yaml', line: 29, column: 5, length: 13 } },
    ]);
  });

  it('says what was assumed', () => {
    expect(file.assumptions).toEqual(['No rate is given for 8 relations: 0.3 per round is assumed.']);
  });
});

describe('a file without a suite', () => {
  const { file: parsed } = parse('version: 1\ncomponents: { a: { kind: agent }, b: { kind: model } }\n', 'x/pair.yml');

  it('has the default suite: exposed components, five agentic classes, 10,000 worlds, seed 1', () => {
    expect(parsed.suite).toMatchObject({ entries: { form: 'exposed' }, models: ['agentic'], worlds: 10_000, seed: 1 });
    expect('together' in parsed.suite.threats && parsed.suite.threats.together.length).toBe(5);
  });

  it('says so, and what else it assumed', () => {
    expect(parsed.ecosystem.name).toBe('pair');
    expect(parsed.assumptions).toEqual([
      'The file has no name and is called "pair".',
      'The file has no suite: no component is exposed, so each component is an entry point of its own, with the five agentic threat classes together.',
      'No tier is given for the model b: mid is assumed.',
      'No model is given for the agent a: a model of tier mid is assumed.',
    ]);
  });
});

describe('the forms of a suite', () => {
  const suiteOf = (suite: string) => parse(file(pair, '', `controls: { c: {}, d: {} }\nsuite: ${suite}`)).file.suite;

  it.each([
    ['{ entries: each }', { form: 'every' }],
    ['{ entries: exposed }', { form: 'exposed' }],
    ['{ entries: random }', { form: 'random' }],
    ['{ entries: { random: 2 } }', { form: 'sample', count: 2 }],
    ['{ entries: [b, a] }', { form: 'together', ids: ['b', 'a'] }],
    ['{ entries: { each: [b] } }', { form: 'each', ids: ['b'] }],
    ['{ entries: { each: { exposed: true } } }', { form: 'exposed' }],
  ])('%s', (suite, entries) => expect(suiteOf(suite).entries).toEqual(entries));

  it.each([
    ['{ threats: stride }', 'together', 6],
    ['{ threats: all }', 'together', 11],
    ['{ threats: { each: agentic } }', 'each', 5],
    ['{ threats: { each: [spoofing] } }', 'each', 1],
  ])('%s', (suite, form, count) => {
    const { threats } = suiteOf(suite);
    expect(Object.entries(threats).map(([key, list]) => [key, list.length])).toEqual([[form, count]]);
  });

  it('takes every setting', () => {
    const text =
      '{ model: [agentic, worst-case], controls: { off: each }, horizon: 9, attempts: 3, monoculture: [0.2, 0.4], ' +
      'retries: independent, recovery: { successes: 1, trials: 9 }, incubation: [0.2, 0.4], response: { after: 1, purge: 0.5, repair: { successes: 1, trials: 4 }, restore: 0.1, alertFactor: 0.5 }, ' +
      'precision: 0.01, precisionOf: layers, parameters: { monoculture: [0, 1], horizon: [5, 10] }, ' +
      'channels: [{ threat: spoofing, kind: messages, direction: along, source: content, tier: mid, probability: 0.7 }] }';
    expect(suiteOf(text)).toMatchObject({
      models: ['agentic', 'worst-case'],
      controlsOff: ['c', 'd'],
      parameters: [
        { name: 'horizon', values: [5, 10] },
        { name: 'monoculture', values: [0, 1] },
      ],
      settings: {
        horizonRounds: 9,
        attempts: 3,
        monoculture: { form: 'range', low: 0.2, high: 0.4 },
        retries: 'independent',
        recovery: { form: 'trials', successes: 1, trials: 9 },
        incubation: { form: 'range', low: 0.2, high: 0.4 },
        response: {
          afterRounds: 1,
          purge: { form: 'number', value: 0.5 },
          repair: { form: 'trials', successes: 1, trials: 4 },
          restore: { form: 'number', value: 0.1 },
          alertFactor: 0.5,
        },
      },
      precision: { halfWidth: 0.01, of: 'layers' },
      channels: [{ threat: 'spoofing', kind: 'messages', direction: 'along', source: 'content', tier: 'mid' }],
    });
  });
});

describe('controls', () => {
  const read = (on: string) => {
    const text = file(pair, '- { from: a, to: b, kind: delegates, id: ab }', `controls: { c: ${on} }`);
    const { components, relations } = parse(text).file.ecosystem;
    const guarded = relations.filter(({ kind }) => kind === 'guards').map(({ id }) => id);
    return { guarded, guards: components.find(({ id }) => id === 'c')?.guards };
  };

  it('guard a component by a relation, so that they can be taken from there', () => {
    expect(read('{ on: { component: b }, effectiveness: 0.5 }')).toEqual({ guarded: ['c>guards>b#1'], guards: [] });
  });

  it('guard arcs by a selector, and take lists and classes', () => {
    const { guarded, guards } = read(
      '{ on: [{ component: a }, { relation: ab, threats: [tampering] }], effectiveness: { tampering: [0.1, 0.2] } }',
    );
    expect(guarded).toEqual(['c>guards>a#1']);
    expect(guards).toEqual([
      {
        on: { relation: 'ab', threats: ['tampering'] },
        effectiveness: { byClass: { tampering: { form: 'range', low: 0.1, high: 0.2 } } },
      },
    ]);
  });

  it('mean the same written out as a component with guards relations', () => {
    const short = file(pair, '', 'controls: { c: { on: [{ component: b }, { kind: reads }], effectiveness: 0.5 } }');
    const long = file(
      '{ a: { kind: agent }, b: { kind: agent }, c: { kind: control } }',
      '[{ from: c, to: b, kind: guards, effectiveness: 0.5 }, { from: c, on: { kind: reads }, kind: guards, effectiveness: 0.5 }]',
    );
    expect(withoutPlaces(parse(long).file)).toEqual(withoutPlaces(parse(short).file));
  });
});

describe('where a part came from', () => {
  it('is kept from the importer that wrote the file', () => {
    const source = '{ certainty: inferred, at: "mcp.json:12:5", pointer: /mcpServers/git, rule: it runs here }';
    const { components } = parse(file(`a: { kind: host, source: ${source} }`)).file.ecosystem;
    expect(components[0]?.provenance).toEqual({
      certainty: 'inferred',
      at: { file: 'mcp.json', line: 12, column: 5 },
      pointer: '/mcpServers/git',
      rule: 'it runs here',
    });
  });

  it('must say by which rule, unless declared', () => {
    expect(told(file('a: { kind: host, source: { certainty: assumed } }'))).toEqual([
      expect.stringContaining('3:20(6) none -> Say what was concluded'),
    ]);
  });
});

describe('mistakes', () => {
  it('are told all at once, each at its place: ten of ten', () => {
    const text = readFileSync(new URL('../fixtures/ten-mistakes.yaml', import.meta.url), 'utf8');
    expect(told(text)).toEqual([
      '5:20(5) "agnet" -> Did you mean "agent"?',
      '7:49(3) "yes" -> Write true, without quotes: yes, no, on and off are plain texts in YAML 1.2.',
      '8:33(7) 1.23456 -> Round it to three decimals.',
      '9:26(6) "colour" -> Remove it, or move what it says into the description.',
      '11:3(7) a second "watcher" -> Rename or remove one of the two; the first is on line 10.',
      '13:26(7) "sercher" -> Did you mean "searcher" (line 7)?',
      '14:58(10) [0.9, 0.3] -> Write the lower number first. For the two directions of a trust write { along: …, against: … }.',
      '15:48(9) it where kind is writes -> Remove it, or correct the kind.',
      '17:71(2) 55 -> Check the two numbers: were they swapped?',
      '19:11(1) 0 -> Correct the value, or remove the key if it may be left out.',
    ]);
  });

  it.each([
    ['no version', 'components: { a: { kind: agent } }', '1:1(34) none -> Write "version: 1" as the first line.'],
    [
      'a future version',
      'version: 2\ncomponents: { a: { kind: agent } }',
      '1:10(1) 2 -> This release reads version 1: write "version: 1".',
    ],
    [
      'a misspelt required key, told once',
      file(pair, '- { fro: a, to: b, kind: reads }'),
      '5:7(3) "fro" -> Did you mean "from"?',
    ],
    [
      'a misspelt key of a belief, told once',
      file('a: { kind: agent, hardening: { successes: 1, trails: 2 } }'),
      '3:48(6) "trails" -> Did you mean "trials"?',
    ],
    [
      'a key of another place',
      file('a: { kind: agent, detection: 0.1 }'),
      '3:21(9) "detection" -> The key "detection" belongs in a relation.',
    ],
    [
      '"on" that YAML 1.1 made true',
      file(pair, '', 'controls: { c: { true: { kind: reads }, effectiveness: 1 } }'),
      '6:18(4) "true" -> If this was "on" before a YAML 1.1 tool rewrote the file, write on.',
    ],
    ['a quoted number', file('a: { kind: agent, value: "5" }'), '3:28(3) "5" -> Remove the quotes: 5.'],
    [
      'a percentage',
      file('a: { kind: agent, hardening: 30% }'),
      '3:32(3) "30%" -> Write 0.3: probabilities go from 0 to 1.',
    ],
    [
      'a percentage without its sign',
      file('a: { kind: agent, hardening: 30 }'),
      '3:32(2) 30 -> Write 0.3 if this is meant as 30 %.',
    ],
    ['a decimal comma', file('a: { kind: agent, hardening: "0,3" }'), '3:32(5) "0,3" -> Write 0.3, with a point.'],
    [
      'an unquoted numeric id',
      file('{ 12: { kind: agent } }', '- { from: 12, to: "12", kind: messages }'),
      '5:13(2) 12 -> Put it in quotes: "12".',
    ],
    ['one id in place of a list', file(pair, '', 'suite: { entries: a }'), '6:19(1) "a" -> Write a list: [a].'],
    [
      'the key tier on an agent',
      file('a: { kind: agent, tier: mid }'),
      '3:21(4) it where kind is agent -> Write it on the model that the component runs on.',
    ],
    ['no end', file(pair, '- { from: a, kind: reads }'), '5:5(24) none -> Add the key "to" here.'],
    [
      'both "to" and "on"',
      file('{ a: { kind: control } }', '- { from: a, to: a, on: { kind: reads }, kind: guards, effectiveness: 1 }'),
      '5:23(2) both -> Remove one of the two.',
    ],
    [
      'an unknown model',
      file('{ a: { kind: agent, model: lm }, llm: { kind: model } }'),
      '3:30(2) "lm" -> Did you mean "llm" (line 3)?',
    ],
    ['an unknown entry', file(pair, '', 'suite: { entries: [c] }'), '6:20(1) "c" -> Did you mean "a" (line 3)?'],
    [
      'an unknown component in a selector',
      file(pair, '', 'controls: { c: { on: { from: zebra }, effectiveness: 1 } }'),
      '6:30(5) "zebra" -> Add a component with this id, or correct it.',
    ],
    [
      'an unknown relation in a selector',
      file(
        pair,
        '- { from: a, to: b, kind: reads, id: first }',
        'controls: { c: { on: { relation: frist }, effectiveness: 1 } }',
      ),
      '6:34(5) "frist" -> Did you mean "first"?',
    ],
    [
      'an id of a component and a control',
      file(pair, '', 'controls: { a: {} }'),
      '6:13(1) a second "a" -> A control is a component: the other one is on line 3. Rename one of the two.',
    ],
    [
      'an id that a replica has',
      file('{ a: { kind: agent, count: 3 }, "a#2": { kind: agent } }'),
      '3:35(5) "a#2", which also names a copy of "a" -> Give the component another id.',
    ],
    [
      'an id that a child has',
      file(
        '{ a: { kind: agent }, b: { kind: agent }, b+2: { kind: tool } }',
        '- { from: a, to: b, kind: spawns, max: 2 }',
      ),
      '3:45(3) "b+2", which also names a copy of "b" -> Give the component another id.',
    ],
    [
      'a relation id twice',
      file(pair, '[{ from: a, to: b, kind: reads, id: x }, { from: b, to: a, kind: reads, id: x }]'),
      '5:79(1) a second "x" -> The first is on line 5. Rename one, or leave the id out.',
    ],
    [
      'switching off what is no control',
      file(pair, '', 'suite: { controls: { off: [a] } }'),
      '6:28(1) "a", which is of kind agent -> Only these can be switched off.',
    ],
    [
      'more entries than components',
      file(pair, '', 'suite: { entries: { random: 3 } }'),
      '6:29(1) 3 -> Write a smaller number, or "each" for all of them.',
    ],
    [
      'a tier on a row for agents',
      file(
        pair,
        '',
        'suite: { channels: [{ threat: tampering, kind: writes, direction: along, source: agent, tier: mid, probability: 1 }] }',
      ),
      '6:89(4) it beside "source: agent" -> Remove the tier, or write "source: content".',
    ],
    [
      'a threat twice',
      file(pair, '', 'suite: { threats: [tampering, tampering] }'),
      '6:19(22) [tampering, tampering] -> Remove the repetition.',
    ],
    ['an empty value', file('a: { kind: }'), '3:14(1) nothing -> Write a value after the colon, or remove the key.'],
    [
      'a list of components',
      'version: 1\ncomponents:\n  - { kind: agent }',
      '3:3(17) a list of 1 -> Correct the value, or remove the key if it may be left out.',
    ],
    ['no component', 'version: 1\ncomponents: {}', '2:1(10) none -> Add one, such as "planner: { kind: agent }".'],
    [
      'an id with a control character',
      file('{ "a\\u0007b": { kind: agent } }'),
      '3:5(10) "a\\u0007b" -> Give it another name.',
    ],
    [
      'a merge key',
      file('{ a: { kind: agent }, b: { <<: {}, kind: agent } }'),
      '3:30(2) "<<" -> Merge keys are of YAML 1.1 and not read: write the keys out.',
    ],
  ])('%s', (_mistake, text, expected) => expect(told(text)).toContain(expected));

  it.each([
    ['NaN', '.nan'],
    ['infinity', '.inf'],
    ['a negative number', '-0.1'],
    ['three numbers', '[0.1, 0.2, 0.3]'],
    ['no trials', '{ successes: 0, trials: 0 }'],
    ['half a trial', '{ successes: 0.5, trials: 1 }'],
    ['a truth', 'true'],
  ])('a probability is not %s', (_what, value) => {
    expect(problemsOf(file(`a: { kind: agent, hardening: ${value} }`))).toHaveLength(1);
  });

  it.each([
    'worlds: 0',
    'worlds: 1000000001',
    'worlds: 1.5',
    'seed: -1',
    'seed: 9007199254740992',
    'horizon: 0',
    'attempts: 101',
    'precision: 0',
    'model: sirs',
    'parameters: { monoculture: [] }',
    'parameters: { world: [1] }',
  ])('a suite has no %s', (line) => expect(problemsOf(file(pair, '', `suite: { ${line} }`))).toHaveLength(1));

  it.each([
    [{ along: 1.2 }, '1.2 -> Write 0.012 if this is meant as 1.2 %.'],
    [{ alng: 0.2 }, '"alng" -> Did you mean "along"?'],
    [
      { successes: 3 },
      '"successes" -> It does not go with the others; the forms are { successes, trials, prior, evidence } or { along, against }.',
    ],
    ['high', '"high" -> Correct the value, or remove the key if it may be left out.'],
  ])('in a trust %j are told by its nearest form, once', (trust, expected) => {
    const messages = told(file(pair, `- { from: a, to: b, kind: reads, trust: ${JSON.stringify(trust)} }`));
    expect(messages.map((message) => message.replace(/^\S+ /, ''))).toEqual([expected]);
  });

  it.each([
    ['{ on: reads, effectiveness: 1 }', ['"reads" -> Write a list: [reads].']],
    [
      '{ on: { knd: reads }, effectiveness: { tampring: 1 } }',
      ['"knd" -> Did you mean "kind"?', '"tampring" -> Did you mean "tampering"?'],
    ],
    [
      '{ on: [{ kind: raeds }, {}], effectiveness: 1 }',
      [
        '"raeds" -> Did you mean "reads"?',
        'an empty map -> Correct the value, or remove the key if it may be left out.',
      ],
    ],
    [
      '{ on: { component: a, kind: reads }, effectiveness: 1 }',
      [
        '"kind" -> It does not go with the others; the forms are { component } or { relation, kind, from, to, direction, threats }.',
      ],
    ],
  ])('in a control %s are told by their nearest form, once', (control, expected) => {
    const messages = told(file(pair, '', `controls: { c: ${control} }`));
    expect(messages.map((message) => message.replace(/^\S+ /, ''))).toEqual(expected);
  });

  it.each([
    [
      '{ entries: eaach, threats: agntic, model: agentics }',
      ['Did you mean "each"?', 'Did you mean "agentic"?', 'Did you mean "agentic"?'],
    ],
    ['{ threats: [agentic] }', ['This word stands alone: write "agentic" without the list.']],
  ])('in a suite %s are told with the word that was meant', (suite, fixes) => {
    expect(problemsOf(file(pair, '', `suite: ${suite}`)).map(({ fix }) => fix)).toEqual(fixes);
  });

  it.each(['x', '3.7', '[x]', '{ x: y }', 'true', 'null'])('such as %s anywhere are told in our own words', (value) => {
    const places = [
      `components: ${value}`,
      `components: { a: ${value} }`,
      ...[
        'kind',
        'name',
        'layer',
        'value',
        'exposed',
        'hardening',
        'latency',
        'count',
        'zone',
        'tags',
        'source',
        'model',
        'tier',
      ].map((key) => `components: { a: { kind: model, ${key === 'kind' ? 'name: x' : key}: ${value} } }`),
      ...[
        'from',
        'to',
        'kind',
        'id',
        'trust',
        'rate',
        'signed',
        'link',
        'tags',
        'source',
        'on',
        'effectiveness',
        'max',
      ].map((key) => `components: { a: { kind: tool } }\nrelations: [{ ${key}: ${value} }]`),
      ...['threats', 'entries', 'model', 'controls', 'parameters', 'worlds', 'response', 'precision', 'channels'].map(
        (key) => `components: { a: { kind: tool } }\nsuite: { ${key}: ${value} }`,
      ),
      ...['relations', 'controls', 'suite', 'thresholds', 'name', 'round'].map(
        (key) => `components: { a: { kind: tool } }\n${key}: ${value}`,
      ),
    ];
    const words = places.flatMap((place) => problemsOf(`version: 1\n${place}\n`).map(({ expected }) => expected));
    expect(words.filter((expected) => /invalid|expected|undefined|\[object/i.test(expected))).toEqual([]);
    expect(words.length).toBeGreaterThan(10);
  });

  it('in one place hide no mistake in another', () => {
    const text = file(
      'a: { kind: agnet }',
      '- { from: b, to: c, kind: reads, colour: red }',
      'suite: { entries: [d] }',
    );
    expect(problemsOf(text).map(({ found }) => found)).toEqual(['"agnet"', '"b"', '"c"', '"colour"', '"d"']);
  });
});

describe('warnings', () => {
  const warned = (text: string) => parse(text).warnings.map(({ at, found }) => `${at.line}:${at.column} ${found}`);

  it('tell ends that a relation kind is not meant for', () => {
    expect(warned(file(pair, '- { from: a, to: b, kind: trains }'))).toEqual(['5:5 it from agent to agent']);
  });

  it('tell a relation of a component with itself, unless it has replicas', () => {
    expect(warned(file(pair, '- { from: a, to: a, kind: messages }'))).toEqual(['5:5 "a" messages itself']);
    expect(warned(file('a: { kind: agent, count: 2 }', '- { from: a, to: a, kind: messages }'))).toEqual([]);
  });

  it('tell a control that is on nothing', () => {
    expect(warned(file(pair, '', 'controls: { c: {} }'))).toEqual(['6:13 "c", which is on nothing']);
  });

  it('say nothing about cycles', () => {
    expect(warned(file(pair, '[{ from: a, to: b, kind: delegates }, { from: b, to: a, kind: delegates }]'))).toEqual(
      [],
    );
  });
});
