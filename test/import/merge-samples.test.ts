import { beforeAll, describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Component, Ecosystem, Provenance } from '../../src/graph/ecosystem.ts';
import { importers } from '../../src/import/importers.ts';
import type { MergeFile } from '../../src/import/merge/merge-file.ts';
import { familyOf } from '../../src/import/merge/same-things.ts';
import { type Merged, mergeFiles } from '../../src/import/merge.ts';
import { fingerprintsOf } from '../../src/import/update/fingerprints.ts';
import { keptIds } from '../../src/import/update/keep-ids.ts';
import { updateEcosystem } from '../../src/import/update/update-ecosystem.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { allFixtures, readFixture } from './fixtures.ts';

/* All samples of all formats as one model: nobody has this system, and every rule must hold in it. */

let files: readonly MergeFile[] = [];
let whole: Merged;

beforeAll(async () => {
  // Networks may have parallel edges, which stay: they are tried by themselves.
  const graphs = importers.filter(({ isPlainGraph }) => isPlainGraph === true).map(({ format }) => format);
  const readable = allFixtures.filter(({ refused, format }) => refused === undefined && !graphs.includes(format));
  const read = await Promise.all(
    readable.map(async (fixture) => {
      const folder = `${fixture.format}/${fixture.files.length > 1 ? `${fixture.name}/` : ''}`;
      return (await readFixture(fixture)).map(({ name, importer, imported }) => ({
        name: folder + name,
        importer,
        imported: { ...imported, ecosystem: below(folder, imported.ecosystem) },
      }));
    }),
  );
  files = read.flat();
  whole = mergeFiles(files);
}, 60_000);

/** As if all samples lay in one folder. */
function below(folder: string, { components, relations, ...rest }: Ecosystem): Ecosystem {
  const moved = <T extends { readonly provenance: Provenance }>(part: T): T => {
    const { at } = part.provenance;
    return { ...part, provenance: { ...part.provenance, at: { ...at, file: folder + at.file } } };
  };
  return { ...rest, components: components.map(moved), relations: relations.map(moved) };
}

const edgesOf = ({ ecosystem }: Merged): string[] =>
  ecosystem.relations.map(({ from, kind, to, ...rest }) => `${from} ${kind} ${to} ${'role' in rest ? rest.role : ''}`);

describe('all samples together', () => {
  it('are one valid file, which reads back as the same', () => {
    const text = writeEcosystem(whole.ecosystem);
    const { file } = parseSuiteFile(text, 'whole.yaml');
    expect(writeEcosystem(file.ecosystem)).toBe(text);
  });
  it('are the same in any order', () => {
    const turned = mergeFiles([...files].reverse());
    expect(turned.ecosystem).toEqual(whole.ecosystem);
    expect(turned.merges).toEqual(whole.merges);
  });
  it('lose no component and no relation', () => {
    const idOf = new Map(
      [...whole.members].flatMap(([id, members]) => members.map((member) => [`${member.file}\0${member.id}`, id])),
    );
    const edges = new Set(edgesOf(whole));
    for (const { name, imported } of files) {
      const named = (id: string): string => idOf.get(`${name}\0${id}`) ?? 'lost';
      for (const { id } of imported.ecosystem.components) expect(named(id), `${name} ${id}`).not.toBe('lost');
      for (const { from, kind, to, ...rest } of imported.ecosystem.relations) {
        if (named(from) === named(to)) continue;
        expect(edges).toContain(`${named(from)} ${kind} ${named(to)} ${'role' in rest ? rest.role : ''}`);
      }
    }
  });
  it('say nothing twice', () => expect(edgesOf(whole)).toEqual([...new Set(edgesOf(whole))]));
  it('join only what fits, never two of one file, and report each', () => {
    const kindOf = new Map<string, Component>(
      files.flatMap(({ name, imported }) =>
        imported.ecosystem.components.map((one) => [`${name}\0${one.id}`, one] as const),
      ),
    );
    const joined = [...whole.members].filter(([, members]) => members.length > 1);
    expect(joined.length).toBeGreaterThan(10);
    expect(new Set(whole.merges.map(({ id }) => id))).toEqual(new Set(joined.map(([id]) => id)));
    for (const [id, members] of joined) {
      expect(new Set(members.map(({ file }) => file)).size, id).toBe(members.length);
      const parts = members.map((member) => kindOf.get(`${member.file}\0${member.id}`));
      const real = parts.filter((one) => one?.kind !== 'external' && one?.provenance.certainty !== 'assumed');
      expect(new Set(real.map((one) => familyOf(one?.kind ?? 'external'))).size, id).toBeLessThan(2);
    }
  });
  it('stay apart with merging off', () => {
    const apart = mergeFiles(files, { merge: false });
    const all = files.flatMap(({ imported }) => imported.ecosystem.components);
    expect(apart.ecosystem.components).toHaveLength(all.length);
    expect(apart.merges).toEqual([]);
  });
});

describe('an update from all samples together', () => {
  it('of a file that was imported from one of them keeps every id that it has', () => {
    const some = files.filter((_, at) => at % 10 === 0);
    expect(some.length).toBeGreaterThan(5);
    for (const file of some) {
      const alone = mergeFiles([file]);
      const written = fingerprintsOf(alone.ecosystem);
      const old = { ecosystem: alone.ecosystem, written, used: new Set<string>() };
      const updated = updateEcosystem(old, keptIds(old, whole).ecosystem);
      const now = new Set<string>(updated.ecosystem.components.map(({ id }) => id));
      const lost = alone.ecosystem.components.map(({ id }) => id).filter((id) => !now.has(id));
      expect(lost, file.name).toEqual([]);
    }
  });
});
