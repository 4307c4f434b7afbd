import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { parseAtlasFile } from '../../src/compile/atlas-file.ts';
import { maturityTable } from '../../src/threats/atlas-release.ts';
import { bundledAtlasRelease } from '../../src/threats/bundled-atlas-release.ts';
import atlas from '../../src/threats/data/atlas.json' with { type: 'json' };
import { bundledAtlas } from '../../src/threats/maturity.ts';
import { asCollection, asMatrices, asStix } from './atlas-in-other-formats.ts';

const own = readFileSync(new URL('../../src/threats/data/atlas.json', import.meta.url), 'utf8');

function problemsOf(text: string): readonly Problem[] {
  try {
    parseAtlasFile(text, 'atlas.yaml');
  } catch (error) {
    // Anything else is a defect of our own, and fails the test with its stack.
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

describe('one release in every format that it is published in', () => {
  it.each([
    ['the JSON that comes with blastradius', own],
    ['ATLAS.yaml of release 5', stringify(asMatrices())],
    ['its JSON twin', JSON.stringify(asMatrices())],
    ['ATLAS.yaml of release 4, without maturities', stringify(asMatrices(false))],
  ])('%s is the same release', (_, text) => {
    const { release, warnings } = parseAtlasFile(text, 'atlas.yaml');
    expect(release).toEqual(bundledAtlasRelease);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['YAML', stringify(asCollection())],
    ['JSON', JSON.stringify(asCollection(), null, 2)],
  ])('a collection of 2026 in %s is the same but for its version', (_, text) => {
    const { release, warnings } = parseAtlasFile(text, 'ATLAS-2026.05.yaml');
    expect(release).toEqual({ ...bundledAtlasRelease, version: '2026.05' });
    expect(warnings).toEqual([]);
  });

  it('STIX says nothing of maturity: known techniques keep theirs, with a warning', () => {
    const bundle = asStix();
    const unknown = {
      ...bundle.objects.find(({ type }) => type === 'attack-pattern'),
      id: 'attack-pattern--new',
      external_references: [{ source_name: 'mitre-atlas', external_id: 'AML.T9999' }],
    };
    const withNew = { ...bundle, objects: [...bundle.objects, unknown, { ...unknown, id: 'x', revoked: true }] };
    const { release, warnings } = parseAtlasFile(JSON.stringify(withNew), 'stix-atlas.json');
    expect(maturityTable(release)).toEqual({
      version: 'unnamed',
      maturity: { ...bundledAtlas.maturity, 'AML.T9999': 'feasible' },
    });
    expect(warnings).toMatchObject([
      {
        at: { file: 'stix-atlas.json', line: 1, column: 1 },
        found: 'neither',
        fix: expect.stringMatching(/ATLAS 5\.6\.0; 1 /u),
      },
    ]);
    const withoutCases = bundledAtlasRelease.techniques.map((technique) => ({ ...technique, caseStudies: [] }));
    expect(release.techniques.slice(0, -1)).toEqual(withoutCases);
  });
});

describe('what a later release may say', () => {
  const small = (rest: string) => `collection: { version: 2026.10 }
techniques:
  AML.T0001: { name: one, platforms: [Agentic AI] }
  AML.T0001.000: { name: two, maturity: Realized }
${rest}`;

  it('is its version as it is written, not as a number', () => {
    expect(parseAtlasFile(small(''), 'a.yaml').release.version).toBe('2026.10');
  });

  it('is a maturity that nobody knows, which is a problem with its place', () => {
    expect(problemsOf(small('').replace('Realized', 'Realised'))).toEqual([
      {
        at: { file: 'atlas.yaml', line: 4, column: 41, length: 8 },
        expected: 'one of feasible, demonstrated, realized',
        found: '"Realised"',
        fix: 'Did you mean "realized"?',
      },
    ]);
  });

  it('is a technique that only a case study knows, which is a warning', () => {
    const { warnings } = parseAtlasFile(
      small(`case-studies: { AML.CS0001: { name: c, type: Incident } }
relationships: { AML.CS0001: { employs: [{ target: AML.T0001.009 }, { target: AML.T0001 }] } }`),
      'a.yaml',
    );
    expect(warnings[0]).toMatchObject({
      found: 'AML.T0001.009',
      fix: 'They are left out. Is AML.T0001.009 meant to be AML.T0001.000?',
    });
  });

  it('is nothing of techniques that our threats name, which is a warning', () => {
    const found = parseAtlasFile(small(''), 'a.yaml').warnings.map((warning) => warning.found);
    expect(found).toEqual([expect.stringMatching(/^a release without AML\.T\S+, .* and \d+ more$/u)]);
  });
});

describe('files that are no release', () => {
  it.each([
    ['nothing', '', 'nothing'],
    ['a text', 'hello', '"hello"'],
    ['a list, as data/techniques.yaml is', '- { id: AML.T0000 }', 'a list of 1'],
    ['an ecosystem', 'version: 1\ncomponents: { a: { kind: agent } }', 'a map with "version, components"'],
    ['a release without techniques', 'version: 5\nmatrices: [{ id: ATLAS }]', 'none'],
    [
      'STIX of ATT&CK',
      '{"type":"bundle","objects":[{"type":"attack-pattern","id":"a","external_references":[{"source_name":"mitre-attack","external_id":"T1059"}]}]}',
      'none',
    ],
  ])('%s is told what to name instead', (_, text, found) => {
    expect(problemsOf(text)).toMatchObject([
      { at: { file: 'atlas.yaml', line: 1, column: 1 }, found, fix: expect.stringContaining('dist/v6/ATLAS-') },
    ]);
  });

  it('a link that was saved in place of its file is told as that', () => {
    expect(problemsOf('v6/ATLAS-2026.06.yaml')).toMatchObject([
      { found: expect.stringContaining('a link'), fix: 'Name the file that it points to: v6/ATLAS-2026.06.yaml.' },
    ]);
  });

  it('a technique twice is told with the line of the first', () => {
    const text = 'version: 5\nmatrices:\n- techniques:\n  - { id: AML.T1, name: a }\n  - { id: AML.T1, name: b }\n';
    expect(problemsOf(text)).toMatchObject([
      {
        at: { line: 5, column: 11 },
        found: 'a second "AML.T1"',
        fix: 'The first is on line 4: remove one of the two.',
      },
    ]);
  });

  it('binary data, broken JSON, a flood of brackets and of aliases are problems too', () => {
    const bomb = [
      'a: &a [x, x]',
      ...Array.from({ length: 20 }, (_, i) => `k${i}: &b${i} [${i === 0 ? '*a, *a' : `*b${i - 1}, *b${i - 1}`}]`),
    ];
    for (const text of [
      '\u0000PNG',
      '{"matrices": [',
      '['.repeat(100_000),
      `version: 5\nmatrices: []\n${bomb.join('\n')}`,
    ]) {
      expect(problemsOf(text).length).toBeGreaterThan(0);
    }
  });
});

describe('any wrong value in any place', () => {
  const shapes = [asMatrices(), asMatrices(false), asCollection(), asStix(), atlas] as object[];
  const strange = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    '__proto__',
    'x',
    [],
    {},
    [null],
    [[]],
    { id: 1 },
    { target: [] },
  );
  /** One value of it, reached by always going on into a part, replaced or removed. */
  const mutate = (value: unknown, steps: readonly number[], by: unknown): unknown => {
    if (typeof value !== 'object' || value === null || steps.length === 0) return by;
    const entries = Object.entries(value);
    const [step = 0, ...rest] = steps;
    const at = step % Math.max(1, entries.length);
    if (Array.isArray(value)) return value.slice(0, 3).map((item, i) => (i === at % 3 ? mutate(item, rest, by) : item));
    return Object.fromEntries(
      entries.flatMap(([key, part], i) =>
        i !== at ? [[key, part]] : by === undefined && rest.length === 0 ? [] : [[key, mutate(part, rest, by)]],
      ),
    );
  };

  it('is read, or refused with a place, and never ends in a defect', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
        fc.option(strange, { nil: undefined }),
        (shape, steps, by) => {
          const told = problemsOf(JSON.stringify(mutate(shape, steps, by)) ?? '');
          if (told.length > 0) refused++;
          for (const { at } of told) expect(at.line).toBeGreaterThan(0);
        },
      ),
      { numRuns: 400, seed: 6 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});
