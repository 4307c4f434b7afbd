import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { describeProblem, InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { addCatalogueFiles } from '../../src/compile/catalogue-file.ts';
import { catalogueJsonSchema } from '../../src/compile/catalogue-json-schema.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { bundledCatalogue } from '../../src/threats/bundled-catalogue.ts';
import { threatModel } from '../../src/threats/threat-model.ts';
import { partsOf, withoutDescription } from './json-schema-parts.ts';
import { accepts } from './small-json-schema.ts';

const bundled = bundledCatalogue;
const example = read('../../docs/examples/own-catalogue.yaml');

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

const add = (...texts: string[]) =>
  addCatalogueFiles(
    bundled,
    texts.map((text, index) => ({ name: index === 0 ? 'own.yaml' : `own-${index + 1}.yaml`, text })),
  );

function problemsOf(...texts: string[]): readonly Problem[] {
  try {
    add(...texts);
  } catch (error) {
    // Anything else is a defect of our own, and fails the test with its stack.
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}
const told = (...texts: string[]): string[] => problemsOf(...texts).map(describeProblem);

const threat = (rest = '') => `  - { id: ACME-1, name: n, layers: 7, stride: T${rest} }\n`;
const rule = (rest = '') =>
  `  - { id: own, threats: ACME-1, when: { component: { kind: agent${rest} } }, because: '{it} may' }\n`;
const small = (rest = '') => `version: 1\nthreats:\n${threat()}rules:\n${rule()}${rest}`;

describe('the documented example', () => {
  const { catalogue, warnings } = add(example);
  const { ecosystem } = parseSuiteFile(read('../../scenarios/support-desk.yaml'), 'support-desk.yaml').file;
  const own = threatModel(ecosystem, { catalogue }).threats.filter(({ rule: { at } }) => at !== undefined);

  it('is a catalogue beside the bundled one, without a warning', () => {
    expect(warnings).toEqual([]);
    expect(catalogue.threats.slice(0, bundled.threats.length)).toEqual(bundled.threats);
    expect(catalogue.rules.slice(0, bundled.rules.length)).toEqual(bundled.rules);
    expect(catalogue.threats.slice(bundled.threats.length).map(({ id }) => id)).toEqual(['ACME-1', 'ACME-2', 'ACME-3']);
  });

  it('fires on the support desk, each of its rules, with its place and words', () => {
    const lines = own.map(
      (one) => `${one.threat.id} ${one.rule.id} ${one.component.id} ${one.maturity}: ${one.because}`,
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'ACME-1 speaks-with-customers-unsupervised triage realized: triage answers people from outside, and nobody approves what it grants',
        'L2-T1 memory-without-a-control-on-reading refunds demonstrated: refunds and compensation takes what stands in shared context as it is',
        'ACME-2 memory-without-a-control-on-reading refunds realized: refunds and compensation takes what stands in shared context as it is',
        'ACME-3 from-outside-to-a-tool airline-api feasible: what customer says can move airline-api',
      ]),
    );
    expect(new Set(own.map((one) => one.rule.id))).toEqual(
      new Set(['speaks-with-customers-unsupervised', 'memory-without-a-control-on-reading', 'from-outside-to-a-tool']),
    );
    const line = example.split('\n').findIndex((text) => text.includes('from-outside-to-a-tool')) + 1;
    expect(own.find((one) => one.threat.id === 'ACME-3')?.rule.at).toMatchObject({ file: 'own.yaml', line, column: 9 });
  });

  it('is accepted by the JSON Schema for editors', () => {
    expect(accepts(catalogueJsonSchema(), parse(example))).toBe(true);
  });
});

describe('the schema and the rules', () => {
  const renamed = bundled.rules.map((one) => ({ ...one, id: `own-${one.id}` }));
  const text = stringify({ version: 1, rules: renamed });

  it('every bundled rule can be written in a file, and means the same', () => {
    expect(bundled.rules.length).toBeGreaterThan(50);
    const { rules } = add(text).catalogue;
    expect(rules.slice(bundled.rules.length).map(({ at: _, ...one }) => one)).toEqual(renamed);
  });

  it('every bundled rule is accepted by the JSON Schema', () => {
    for (const one of renamed) {
      expect(accepts(catalogueJsonSchema(), { version: 1, rules: [one] }), one.id).toBe(true);
    }
  });

  it('every bundled rule may be written with one entry in place of a list of one', () => {
    const bare = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.length === 1 ? bare(value[0]) : value.map(bare);
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bare(part)]));
    };
    const { rules } = add(stringify({ version: 1, rules: renamed.map(bare) })).catalogue;
    expect(rules.slice(bundled.rules.length).map(({ at: _, ...one }) => one)).toEqual(renamed);
  });
});

describe('the JSON Schema', () => {
  const schema = catalogueJsonSchema();

  it('describes every key, and accepts its own examples and defaults', () => {
    expect(withoutDescription(schema)).toEqual([]);
    const { $defs } = schema as { $defs: object };
    const refused = partsOf(schema).flatMap((part) =>
      [...(part.examples ?? []), ...('default' in part ? [part.default] : [])]
        .filter((one) => !accepts({ ...part, $defs }, one))
        .map((one) => JSON.stringify(one)),
    );
    expect(refused).toEqual([]);
  });

  it.each([
    ['a kind that does not exist', small().replace('kind: agent', 'kind: agnet')],
    ['an unknown word', small().replace('kind: agent', 'kinds: agent')],
    ['a threat that travels by nothing', small().replace(', stride: T', '')],
    ['an empty list', small().replace('kind: agent', 'kind: []')],
    ['a way without a step', small().replace('component: { kind: agent }', 'way: [{ kind: agent }], threatens: end')],
    ['another version', small().replace('version: 1', 'version: 2')],
  ])('refuses %s, as the parser does', (_, text) => {
    expect(accepts(schema, parse(text))).toBe(false);
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});

describe('ids', () => {
  it('that are known mean nothing wrong, whichever file has them', () => {
    expect(told(`version: 1\nrules:\n${rule()}`, `version: 1\nthreats:\n${threat()}`)).toEqual([]);
  });

  it.each<[what: string, texts: string[], problems: string[]]>([
    [
      'a threat that nobody knows',
      [`version: 1\nrules:\n  - { id: own, threats: [L2-T1, L2-T11], when: { component: {} }, because: b }`],
      ['own.yaml:3:33: expected the id of a threat, found "L2-T11". Did you mean "L2-T1"?'],
    ],
    [
      'a bundled threat told anew',
      ['version: 1\nthreats:\n  - { id: L2-T1, name: n, layers: 2, stride: T }'],
      [
        'own.yaml:3:11: expected a threat id of its own, found "L2-T1", which is bundled. Bundled threats stay as they are, and your rules may name them; give yours another id.',
      ],
    ],
    [
      'a rule named as a bundled one',
      [small().replace('id: own', `id: ${bundled.rules[0]?.id}`)],
      [
        `own.yaml:5:11: expected a rule id of its own, found "${bundled.rules[0]?.id}", which is bundled. Give it another id, or write replace: true at the top to leave all bundled rules out.`,
      ],
    ],
    [
      'a threat twice in a file',
      [`version: 1\nthreats:\n${threat()}${threat()}`],
      [
        'own.yaml:4:11: expected a threat id of its own, found a second "ACME-1". The first is on line 3: rename or remove one of the two.',
      ],
    ],
    [
      'a rule twice in two files',
      [small(), `version: 1\nrules:\n${rule()}`],
      [
        'own-2.yaml:3:11: expected a rule id of its own, found a second "own". The first is on line 5 of own.yaml: rename or remove one of the two.',
      ],
    ],
    [
      'a technique that the release does not have',
      [small().replace('stride: T', 'stride: T, atlas: [AML.T0051, AML.TO051]')],
      ['own.yaml:3:69: expected a technique of MITRE ATLAS 5.6.0, found "AML.TO051". Did you mean "AML.T0051"?'],
    ],
    [
      'an id of another collection among those of OWASP',
      [small().replace('stride: T', 'stride: T, owasp: [T1, LLM01]')],
      [
        'own.yaml:3:62: expected an agentic threat of OWASP (T1 to T17) or a risk of its Top 10 (ASI01 to ASI10), found "LLM01". Ids of other collections, such as LLM01, stand under externalRefs.',
      ],
    ],
  ])('%s is told with its place', (_, texts, problems) => expect(told(...texts)).toEqual(problems));

  it('of a rule may be those of bundled rules that replace: true leaves out', () => {
    const text = small('replace: true\n').replace('id: own', `id: ${bundled.rules[0]?.id}`);
    expect(add(text).catalogue.rules).toMatchObject([{ id: bundled.rules[0]?.id, at: { line: 5 } }]);
  });

  it('of a threat that no rule names are a warning', () => {
    expect(add(`version: 1\nthreats:\n${threat()}`).warnings).toMatchObject([
      { at: { line: 3, column: 11 }, found: 'none for "ACME-1"', fix: 'It never applies: add a rule that names it.' },
    ]);
  });
});

describe('mistakes', () => {
  it.each<[what: string, text: string, problems: string[]]>([
    [
      'a kind that does not exist',
      small().replace('kind: agent', 'kind: agnet'),
      ['own.yaml:5:60: expected kinds or families of components (', 'Did you mean "agent"?'],
    ],
    [
      'one of several kinds that does not exist',
      small().replace('kind: agent', 'kind: [tool, agnet]'),
      ['own.yaml:5:67: expected one of model', 'found "agnet". Did you mean "agent"?'],
    ],
    [
      'a word that rules do not have',
      small().replace('kind: agent', 'kinds: agent'),
      ['found "kinds". Did you mean "kind"?'],
    ],
    [
      'a word of a neighbour that rules do not have',
      small().replace('kind: agent', 'lacks: { direction: in, kind: monitors, form: { kind: agent } }'),
      ['own.yaml:5:94: expected one of the keys kind', 'found "form".'],
    ],
    [
      'a placeholder that the rule does not have',
      small().replace('{it} may', '{it} may move {from}'),
      ['own.yaml:5:80: expected only {it} in braces, found "{from}". Write one of {it}.'],
    ],
    [
      'a misspelt placeholder',
      small().replace('component: { kind: agent }', 'relation: {}, threatens: to').replace('{it} may', '{form} may'),
      ['only {it}, {from}, {to} in braces, found "{form}". Did you mean {from}?'],
    ],
    [
      'a way without a step',
      small().replace('component: { kind: agent }', 'way: [{ kind: agent }], threatens: end'),
      ['expected a way: a list of a component and at least one step { over, to }'],
    ],
    [
      'a direction of control without control',
      small().replace('component: { kind: agent }', 'relation: { controlledFor: tampering }, threatens: to'),
      ['expected controlled beside controlledFor and controlledGoing', 'Add controlled: true or controlled: false.'],
    ],
    [
      'a threat that travels by nothing',
      small().replace(', stride: T', ''),
      ['expected a threat with classes or stride, which say how it travels', 'Add classes'],
    ],
    [
      'a layer by another name',
      small().replace('layers: 7', 'layers: Agents'),
      ['own.yaml:3:36: expected MAESTRO layers, 1 to 7: one, or several in a list, found "Agents". Correct the value'],
    ],
    [
      'an address that is none',
      small().replace('stride: T', 'stride: T, externalRefs: { source: CWE, id: CWE-77, url: "javascript:x" }'),
      ['own.yaml:3:96: expected an address that begins with https:// or http://'],
    ],
    ['another version', small().replace('version: 1', 'version: 2'), ['own.yaml:1:10', 'write "version: 1"']],
    [
      'no version',
      small().replace('version: 1\n', ''),
      ['expected the key "version"', 'Write "version: 1" as the first line.'],
    ],
    [
      'an ecosystem',
      'version: 1\ncomponents: { a: { kind: agent } }',
      ['own.yaml:2:1: expected one of the keys version, replace, threats, rules, found "components"'],
    ],
    ['a list', '- a', ['A catalogue begins with "version: 1"']],
  ])('%s is told with its place and a fix', (_, text, parts) => {
    const [first = '', ...others] = told(text);
    expect(others).toEqual([]);
    for (const part of parts) expect(first).toContain(part);
  });

  it('come all at once, those of structure with those of ids, in the order of files and lines', () => {
    const text = small().replace('stride: T', 'stride: X').replace('threats: ACME-1', 'threats: [ACME-1, ACME-9]');
    expect(problemsOf(text, 'version: 3').map(({ at, found }) => [at.file, at.line, found])).toEqual([
      ['own.yaml', 3, '"X"'],
      ['own.yaml', 5, '"ACME-9"'],
      ['own-2.yaml', 1, '3'],
    ]);
  });

  it('in any place are problems with a place, never a defect', () => {
    const good = parse(example) as object;
    const strange = fc.constantFrom<unknown>(null, true, -1, 1e308, '', '__proto__', '{', [], {}, [null], [[]], {
      way: [],
    });
    const mutate = (value: unknown, steps: readonly number[], by: unknown): unknown => {
      if (typeof value !== 'object' || value === null || steps.length === 0) return by;
      const [step = 0, ...rest] = steps;
      const entries = Object.entries(value);
      const at = step % Math.max(1, entries.length);
      if (Array.isArray(value)) return value.map((item, i) => (i === at ? mutate(item, rest, by) : item));
      return Object.fromEntries(entries.map(([key, part], i) => [key, i === at ? mutate(part, rest, by) : part]));
    };
    let refused = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), strange, (steps, by) => {
        const found = problemsOf(JSON.stringify(mutate(good, steps, by)));
        if (found.length > 0) refused++;
        for (const { at } of found) expect(at.line).toBeGreaterThan(0);
      }),
      { numRuns: 500, seed: 6 },
    );
    expect(refused).toBeGreaterThan(200);
  });
});
