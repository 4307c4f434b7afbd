import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { suiteFileJsonSchema } from '../../src/compile/json-schema.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { partsOf, withoutDescription } from './json-schema-parts.ts';
import { accepts } from './small-json-schema.ts';
import { supportDesk } from './support-desk.ts';

const schema = suiteFileJsonSchema();
const scenarios = new URL('../../scenarios/', import.meta.url);
const files = readdirSync(scenarios, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

describe('the JSON Schema of files', () => {
  it('is JSON Schema 2020-12, and every key has a description', () => {
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
    expect(withoutDescription(schema)).toEqual([]);
  });

  it('accepts the example of the design', () => expect(accepts(schema, parse(supportDesk))).toBe(true));

  it.each(files)('accepts scenarios/%s', (name) => {
    expect(accepts(schema, parse(readFileSync(new URL(name, scenarios), 'utf8')))).toBe(true);
  });

  it('accepts each of its own examples and defaults in its place', () => {
    const { $defs } = schema as { $defs: object };
    const refused = partsOf(schema).flatMap((part) =>
      [...(part.examples ?? []), ...('default' in part ? [part.default] : [])]
        .filter((example) => !accepts({ ...part, $defs }, example))
        .map((example) => JSON.stringify(example)),
    );
    expect(refused).toEqual([]);
  });
});

/** A file with these lines beside two agents and a control. */
const file = (lines: string) =>
  `version: 1\ncomponents: { a: { kind: agent }, b: { kind: agent }, c: { kind: control } }\n${lines}`;
const relation = (rest: string) => file(`relations: [{ from: a, to: b, kind: reads${rest} }]`);
const suite = (rest: string) => file(`suite: { ${rest} }`);

describe.each([
  [
    'accept',
    true,
    [
      relation(''),
      relation(', trust: [0.1, 0.2]'),
      relation(', trust: { along: { successes: 1, trials: 2 } }'),
      relation(', source: { certainty: inferred, rule: r, at: { file: f, line: 1 } }'),
      file(
        'relations: [{ from: c, kind: guards, on: [{ kind: reads }, { component: a }], effectiveness: { tampering: 1 } }]',
      ),
      file('relations: [{ from: c, to: a, kind: guards, effectiveness: 0.5 }]'),
      file('controls: { d: {} }'),
      file('thresholds: [total p95 < 5, { rule: total p95 < 5, level: warn }]'),
      suite('entries: each'),
      suite('entries: { random: 2 }'),
      suite('entries: { each: { exposed: true } }'),
      suite('threats: { each: all }'),
      suite('controls: { off: each }'),
      suite('precision: 0.1, precisionOf: layers'),
    ],
  ],
  [
    'refuse',
    false,
    [
      'components: { a: { kind: agent } }',
      'version: 2\ncomponents: { a: { kind: agent } }',
      'version: 1',
      'version: 1\ncomponents: { a: { kind: agent } }\nentries: [a]',
      'version: 1\ncomponents: { a: { kind: agnet } }',
      'version: 1\ncomponents: { a: { kind: agent, tier: mid } }',
      'version: 1\ncomponents: { a: { kind: agent, layer: 8 } }',
      'version: 1\ncomponents: { a: { kind: agent, value: -1 } }',
      'version: 1\ncomponents: { "": { kind: agent } }',
      'version: 1\ncomponents: { "a\\tb": { kind: agent } }',
      relation(', detection: 0.1'),
      relation(', on: { kind: reads }'),
      relation(', trust: 1.1'),
      relation(', trust: [0.1]'),
      relation(', rate: { successes: 1 }'),
      relation(', signed: yes'),
      relation(', source: { certainty: assumed }'),
      file('relations: [{ from: a, kind: reads }]'),
      file('relations: [{ from: c, to: a, kind: guards }]'),
      file('relations: [{ from: c, to: a, kind: guards, on: { kind: reads }, effectiveness: 1 }]'),
      file('controls: { d: { on: { kind: reads } } }'),
      file('controls: { d: { effectiveness: 0.5 } }'),
      file('controls: { d: { on: {}, effectiveness: 0.5 } }'),
      file('controls: { d: { on: { component: a, kind: reads }, effectiveness: 0.5 } }'),
      file('thresholds: [{ rule: total p95 < 5, level: fatal }]'),
      suite('entries: a'),
      suite('entries: []'),
      suite('entries: [a, a]'),
      suite('threats: [none]'),
      suite('worlds: 0'),
      suite('precisionOf: layers'),
      suite('parameters: { worlds: [1] }'),
      suite(
        'channels: [{ threat: tampering, kind: reads, direction: along, source: agent, tier: mid, probability: 1 }]',
      ),
    ],
  ],
] as const)('parser and schema both %s', (_word, isGood, texts) => {
  it.each(texts)('%s', (text) => {
    expect(accepts(schema, parse(text))).toBe(isGood);
    if (isGood) expect(() => parseSuiteFile(text, 'x.yaml')).not.toThrow();
    else expect(() => parseSuiteFile(text, 'x.yaml')).toThrow();
  });
});
