import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../../../src/graph/kinds.ts';
import { type Identity, identityKinds } from '../../../src/import/importer.ts';
import { type Candidate, familyOf, sameThings, type Thing } from '../../../src/import/merge/same-things.ts';

const part = (file: string, id: string, kind: ComponentKind, ...identities: [Identity['by'], string][]): Candidate => ({
  file,
  id,
  kind,
  isStub: kind === 'external',
  identities: identities.map(([by, key]) => ({ by, key })),
});

/** `a.x+b.y c.z`: who is together, in order. */
const partition = (things: readonly Thing<Candidate>[]): string =>
  things
    .map(({ members }) =>
      members
        .map(({ file, id }) => `${file}.${id}`)
        .sort()
        .join('+'),
    )
    .sort()
    .join(' ');

const together = (...parts: Candidate[]): string => partition(sameThings(parts));

describe('components of different files are the same thing', () => {
  it('if they share an identity, also over a third', () => {
    expect(
      together(
        part('a', 'x', 'tool', ['package', 'p']),
        part('b', 'y', 'plugin', ['package', 'p'], ['url', 'u']),
        part('c', 'z', 'tool', ['url', 'u']),
      ),
    ).toBe('a.x+b.y+c.z');
  });
  it('never within one file, and never if it is open which of a file is meant', () => {
    const [one, two] = [part('a', 'x', 'tool', ['package', 'p']), part('a', 'y', 'tool', ['package', 'p'])];
    expect(together(one, two)).toBe('a.x a.y');
    expect(together(one, two, part('b', 'z', 'tool', ['package', 'p']))).toBe('a.x a.y b.z');
  });
  it('only if their kinds fit', () => {
    expect(together(part('a', 'x', 'agent', ['agent', 'n']), part('b', 'y', 'orchestrator', ['agent', 'n']))).toBe(
      'a.x+b.y',
    );
    expect(together(part('a', 'x', 'tool', ['service', 'n']), part('b', 'y', 'credential', ['service', 'n']))).toBe(
      'a.x b.y',
    );
  });
  it('unless a surer identity says otherwise: two cards of one name with different addresses', () => {
    const [here, there] = [
      part('a', 'x', 'agent', ['url', 'u'], ['agent', 'n']),
      part('b', 'y', 'agent', ['url', 'v'], ['agent', 'n']),
    ];
    expect(together(here, there)).toBe('a.x b.y');
    // A third of this name could be either.
    expect(together(here, there, part('c', 'z', 'agent', ['agent', 'n']))).toBe('a.x b.y c.z');
  });
  it('if one is only the reference to the other', () => {
    expect(together(part('a', 'x', 'external', ['id', '7']), part('b', 'y', 'agent', ['id', '7']))).toBe('a.x+b.y');
    expect(
      together(
        part('a', 'x', 'external', ['id', '7']),
        part('b', 'y', 'agent', ['id', '7']),
        part('c', 'z', 'tool', ['id', '7']),
      ),
    ).toBe('a.x b.y c.z');
  });
  it('if somebody says so, even within one file', () => {
    const parts = [part('a', 'x', 'agent'), part('a', 'y', 'agent'), part('b', 'z', 'agent')];
    expect(partition(sameThings(parts, [parts]))).toBe('a.x+a.y+b.z');
  });
});

const identity = fc.record({ by: fc.constantFrom(...identityKinds), key: fc.constantFrom('1', '2', '3') });
const kinds: readonly ComponentKind[] = ['agent', 'orchestrator', 'tool', 'plugin', 'external', 'model'];
const candidates = fc
  .uniqueArray(
    fc.record({
      file: fc.constantFrom('a', 'b', 'c', 'd'),
      id: fc.constantFrom('x', 'y', 'z'),
      kind: fc.constantFrom(...kinds),
      identities: fc.array(identity, { maxLength: 3 }),
    }),
    { maxLength: 9, selector: ({ file, id }) => `${file}.${id}` },
  )
  .map((parts) => parts.map((one): Candidate => ({ ...one, isStub: one.kind === 'external' })));

/** One of each file, all of one family: here rules speak against merging least often. */
const oneOfEach = fc
  .uniqueArray(
    fc.record({ file: fc.constantFrom('a', 'b', 'c', 'd', 'e'), identities: fc.array(identity, { maxLength: 2 }) }),
    {
      maxLength: 5,
      selector: ({ file }) => file,
    },
  )
  .map((parts) => parts.map((one): Candidate => ({ ...one, id: 'x', kind: 'agent', isStub: false })));

const share = (a: Candidate, b: Candidate): boolean =>
  a.identities.some((one) => b.identities.some(({ by, key }) => by === one.by && key === one.key));

/** Who is connected with whom over shared identities, by walking: what merging gives where nothing speaks against it. */
function connected(parts: readonly Candidate[]): Thing<Candidate>[] {
  const left = new Set(parts);
  const groups: Thing<Candidate>[] = [];
  for (const start of parts) {
    if (!left.delete(start)) continue;
    const members = [start];
    for (let at = 0; at < members.length; at++) {
      for (const other of [...left])
        if (share(members[at] as Candidate, other) && left.delete(other)) members.push(other);
    }
    groups.push({ members, joins: [] });
  }
  return groups;
}

describe('whatever the identities', () => {
  it('the partition is the same in any order, and none of its parts breaks a rule', () => {
    fc.assert(
      fc.property(
        candidates.chain((parts) =>
          fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })),
        ),
        ([parts, shuffled]) => {
          const things = sameThings(parts);
          expect(partition(sameThings(shuffled))).toBe(partition(things));
          expect(things.flatMap(({ members }) => members)).toHaveLength(parts.length);
          for (const { members } of things) {
            expect(new Set(members.map(({ file }) => file)).size).toBe(members.length);
            expect(
              new Set(members.filter(({ isStub }) => !isStub).map(({ kind }) => familyOf(kind))).size,
            ).toBeLessThan(2);
            for (const member of members) {
              if (members.length > 1)
                expect(members.some((other) => other !== member && share(member, other))).toBe(true);
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
  it('it is that of the walk over shared identities where no rule speaks against that', () => {
    let compared = 0;
    fc.assert(
      fc.property(oneOfEach, (parts) => {
        const expected = connected(parts);
        const isFree = expected.every(
          ({ members }) =>
            new Set(members.map(({ file }) => file)).size === members.length &&
            new Set(members.map(({ kind }) => familyOf(kind))).size === 1 &&
            identityKinds.every((kind) =>
              members.every((one) => keys(one, kind) === keys(members[0] as Candidate, kind) || keys(one, kind) === ''),
            ),
        );
        if (!isFree) return;
        compared += Number(expected.some(({ members }) => members.length > 1));
        expect(partition(sameThings(parts))).toBe(partition(expected));
      }),
      { numRuns: 5_000 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});

const keys = ({ identities }: Candidate, kind: Identity['by']): string =>
  [...new Set(identities.filter(({ by }) => by === kind).map(({ key }) => key))].sort().join();
