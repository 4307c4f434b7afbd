import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { componentKinds, relationKindNames, threatClasses } from '../../src/graph/kinds.ts';
import { withoutPlaces } from './support-desk.ts';

const chance = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const belief = fc.oneof(
  chance,
  fc.tuple(chance, chance).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
  fc.tuple(fc.nat(50), fc.nat(50)).map(([successes, failures]) => ({ successes, trials: successes + failures + 1 })),
);
const ids = ['a', 'b c', 'ü', '007', 'on', 'each', 'a#2', '</script>', 'constructor'];
const id = fc.constantFrom(...ids);

const component = fc.record(
  {
    kind: fc.constantFrom(...componentKinds),
    layer: fc.integer({ min: 1, max: 7 }),
    value: fc.integer({ min: 0, max: 5000 }).map((value) => value / 1000),
    exposed: fc.boolean(),
    hardening: belief,
    latency: fc.nat(5),
    zone: fc.constantFrom('dmz', 'core'),
    tags: fc.array(fc.constantFrom('pii', 'no', '1'), { maxLength: 2 }),
    model: id,
  },
  { requiredKeys: ['kind'] },
);

const shared = {
  from: id,
  to: id,
  trust: fc.oneof(belief, fc.record({ along: belief, against: belief }, { requiredKeys: [] })),
  rate: belief,
  signed: fc.boolean(),
  link: fc.constantFrom('all', 'pairwise'),
  tags: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
};
const relation = fc.oneof(
  fc
    .tuple(
      fc.record(shared, { requiredKeys: ['from', 'to'] }),
      fc.constantFrom(...relationKindNames.filter((kind) => kind !== 'guards')),
    )
    .map(([rest, kind]) => ({ ...rest, kind })),
  fc
    .tuple(fc.record(shared, { requiredKeys: ['from', 'to'] }), belief)
    .map(([rest, effectiveness]) => ({ ...rest, kind: 'guards' as const, effectiveness })),
  fc
    .tuple(fc.constantFrom(...relationKindNames), id, belief)
    .map(([kind, to, effectiveness]) => ({ from: 'guard', on: { kind, to }, kind: 'guards' as const, effectiveness })),
);

const control = fc.record({
  on: fc.oneof(
    fc.record({ component: id }),
    fc.array(fc.record({ kind: fc.constantFrom(...relationKindNames), from: id }), { minLength: 1, maxLength: 3 }),
  ),
  effectiveness: fc.oneof(belief, fc.dictionary(fc.constantFrom(...threatClasses), belief, { minKeys: 1, maxKeys: 3 })),
});

const file = fc.record({
  version: fc.constant(1),
  name: fc.constant('any'),
  components: fc
    .tuple(...ids.map(() => component))
    .map((all) => ({ guard: { kind: 'policy-engine' }, ...Object.fromEntries(all.map((one, i) => [ids[i], one])) })),
  relations: fc.array(relation, { maxLength: 12 }),
  controls: fc.dictionary(fc.constantFrom('filter', 'gate'), control),
  suite: fc.record(
    {
      threats: fc.uniqueArray(fc.constantFrom(...threatClasses), { minLength: 1 }),
      entries: fc.record({ each: fc.uniqueArray(id, { minLength: 1 }) }),
      monoculture: belief,
      seed: fc.nat(),
    },
    { requiredKeys: [] },
  ),
});
type File = { components: object; relations: readonly unknown[]; controls: object };

const read = (text: string) => withoutPlaces(parseSuiteFile(text, 'any.yaml'));

it('a file means the same as YAML and as JSON', () => {
  fc.assert(
    fc.property(file, (any) => {
      expect(read(stringify(any, { aliasDuplicateObjects: false }))).toEqual(read(JSON.stringify(any)));
    }),
    { numRuns: 100 },
  );
});

it('a file means the same in any order of its components, relations and controls', () => {
  fc.assert(
    fc.property(file, fc.infiniteStream(fc.nat()), (any, stream) => {
      const shuffled = shuffle(any, () => stream.next().value as number);
      const [before, after] = [any, shuffled].map((one) => parseSuiteFile(JSON.stringify(one), 'any.json').file);
      expect(withoutPlaces(after)).toEqual(withoutPlaces(before));
    }),
    { numRuns: 100 },
  );
});

function shuffle<T extends File>(file: T, next: () => number): T {
  const mix = <V>(list: readonly V[]): V[] =>
    list
      .map((value) => ({ value, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
  const mixMap = (map: object): object => Object.fromEntries(mix(Object.entries(map)));
  return {
    ...(mixMap(file) as T),
    components: mixMap(file.components),
    relations: mix(file.relations),
    controls: mixMap(file.controls),
  };
}

it('any text is read or refused with problems that have a place, never with a defect', () => {
  const words = [
    'version: 1\n',
    'components:',
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '\n',
    '  ',
    'a',
    '&x ',
    '*x ',
    '"',
    "'",
    '#',
    '|',
    '? ',
    '!t ',
    '1',
    'kind: agent',
    ',',
  ];
  const soup = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(soup, fc.string()), (text) => {
      try {
        parseSuiteFile(text, 'soup.yaml');
      } catch (error) {
        expect(error).toHaveProperty('problems');
        const { problems } = error as { problems: { at: { line?: number; column?: number; length?: number } }[] };
        expect(problems.length).toBeGreaterThan(0);
        for (const { at } of problems)
          expect(Math.min(at.line ?? 0, at.column ?? 0, at.length ?? 0)).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});
