import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Ecosystem, Provenance } from '../../src/graph/ecosystem.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { ReadFile } from '../../src/import/import-files.ts';
import { importReport, importReportLines } from '../../src/import/import-report.ts';
import type { SourceFile } from '../../src/import/importer.ts';
import { importers } from '../../src/import/importers.ts';
import { readLocated } from '../../src/import/jsonc.ts';
import { type Located, pointerTo } from '../../src/import/located.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { allFixtures, type Fixture, fixturesOf, readFixture } from './fixtures.ts';

/* What every importer promises, on every sample of its format. */

const readable = allFixtures.filter(({ refused }) => refused === undefined);
const named = (fixtures: readonly Fixture[]) =>
  fixtures.map((fixture) => [`${fixture.format}/${fixture.name}`, fixture] as const);

describe('the registry', () => {
  it('has a fixture folder and an expected graph for each importer', () => {
    for (const importer of importers) {
      const fixtures = fixturesOf(importer);
      expect(fixtures.length, importer.format).toBeGreaterThan(0);
      expect(
        fixtures.some(({ expected }) => expected !== undefined),
        `${importer.format}: expected graph`,
      ).toBe(true);
    }
  });

  it('names formats once, in lower case, with one line about what they give', () => {
    const formats = importers.map(({ format }) => format);
    expect(new Set(formats).size).toBe(formats.length);
    for (const { format, title, gives } of importers) {
      expect(format).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(title.length).toBeGreaterThan(3);
      expect(gives).not.toMatch(/[.\n]$/);
    }
  });
});

/** Samples that somebody must name, or name well. */
const namedOnly: Readonly<Record<string, string>> = {
  'edge-list': 'two words on a line are an edge of a raw graph, unless somebody says otherwise',
  'csv-pair/own-excel': 'any table has a column called id: only its name says that it lists nodes',
};

const formatsSeen = ({ files }: Fixture): readonly (string | undefined)[] =>
  files.map((file) => detectFormat({ ...file, name: 'a-file' })?.importer.format);

describe.each(named(allFixtures))('the sample %s', (sample, fixture) => {
  const isNamedOnly = fixture.format in namedOnly || sample in namedOnly;
  it(`is ${isNamedOnly ? 'not ' : ''}recognised by its content`, () => {
    expect(formatsSeen(fixture).includes(fixture.format)).toBe(!isNamedOnly);
  });
});

describe.each(named(allFixtures.filter(({ refused }) => refused !== undefined)))('the sample %s', (_, fixture) => {
  it('is refused with a reason', async () => {
    await expect(readFixture(fixture)).rejects.toThrow(InvalidInputError);
    await expect(readFixture(fixture)).rejects.toThrow(fixture.refused);
  });
});

describe.each(named(readable))('the sample %s', (name, fixture) => {
  it('gives this report and this ecosystem, which reads back as the same', async () => {
    for (const { file, golden } of await goldens(fixture, name)) {
      const { imported } = file;
      const lines = importReportLines(importReport(imported));
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`${golden}.report.txt`);
      const text = writeEcosystem(imported.ecosystem);
      await expect(text).toMatchFileSnapshot(`${golden}.ecosystem.yaml`);
      const { file: back, warnings } = parseSuiteFile(text, 'back.yaml');
      expect(back.ecosystem).toEqual(imported.ecosystem);
      expect(warnings).toEqual([]);
      expect(writeEcosystem(back.ecosystem)).toBe(text);
    }
  });

  it('says of every part where it stands, and why unless the file says it', async () => {
    for (const { imported } of await readFixture(fixture)) {
      for (const { id, provenance } of parts(imported.ecosystem)) {
        if (provenance.certainty !== 'declared') expect(provenance.rule, id).toMatch(/\w/);
        expectPlace(id, provenance, fixture.files);
      }
    }
  });

  // A network of nodes and edges may have parallel ones, and does not say who can touch what: its runs begin anywhere.
  const isPlain = importers.some(({ format, isPlainGraph }) => format === fixture.format && isPlainGraph === true);

  it('gives nothing twice', async () => {
    for (const { imported } of await readFixture(fixture)) {
      const edges = edgesOf(imported.ecosystem);
      if (!isPlain) expect(edges).toEqual([...new Set(edges)]);
      const findings = imported.findings.map((finding) => JSON.stringify(finding));
      expect(findings).toEqual([...new Set(findings)]);
    }
  });

  it('has something that an attacker can touch, if it has agents', async () => {
    for (const { imported } of await readFixture(fixture)) {
      const { components } = imported.ecosystem;
      if (isPlain || !components.some(({ kind }) => kind === 'agent' || kind === 'orchestrator')) continue;
      expect(components.some(({ exposed }) => exposed)).toBe(true);
    }
  });

  it('gives the same whoever reads it, and when', async () => {
    const texts = async () => (await readFixture(fixture)).map(({ imported }) => writeEcosystem(imported.ecosystem));
    expect(await texts()).toEqual(await texts());
  });
});

describe.each(named(readable.filter(({ expected }) => expected !== undefined)))('the graph of %s', (_, fixture) => {
  it('is the one that was read from the file by hand, edge by edge', async () => {
    const read = await readFixture(fixture);
    expect(read.flatMap(({ imported }) => edgesOf(imported.ecosystem)).sort()).toEqual(fixture.expected);
  });
});

/** One golden per file that stands for itself. */
async function goldens(fixture: Fixture, name: string): Promise<{ file: ReadFile; golden: string }[]> {
  const read = await readFixture(fixture);
  expect(read.length).toBeGreaterThan(0);
  return read.map((file) => {
    const own = read.length === 1 ? name : `${name}.${file.name.replaceAll('/', '.')}`;
    return { file, golden: `../golden/import/${own}` };
  });
}

const parts = ({ components, relations }: Ecosystem) => [...components, ...relations];

const edgesOf = ({ relations }: Ecosystem): string[] =>
  relations.map(({ from, kind, to, ...rest }) => `${from} ${kind} ${to}${'role' in rest ? ` (${rest.role})` : ''}`);

/** The place is one in a file of the sample, and its pointer leads to something there. */
function expectPlace(id: string, { at, pointer }: Provenance, files: readonly SourceFile[]): void {
  const file = files.find((one) => one.name === at.file);
  if (file === undefined) throw new Error(`${id}: ${at.file} is no file of the sample`);
  const line = file.text.split(/\r\n|\n|\r/)[(at.line ?? 0) - 1];
  expect(line, `${id}: line ${at.line} of ${at.file}`).toBeDefined();
  expect(at.column ?? 1, id).toBeLessThanOrEqual((line ?? '').length + 1);
  if (pointer !== undefined) expect(pointersOf(file).has(pointer), `${id}: ${pointer} in ${at.file}`).toBe(true);
}

const pointers = new Map<SourceFile, ReadonlySet<string>>();

function pointersOf(file: SourceFile): ReadonlySet<string> {
  const known = pointers.get(file);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const walk = (located: Located, pointer: string): void => {
    found.add(pointer).add(located.pointer);
    if (located.form === 'map') for (const [key, { value }] of located.entries) walk(value, pointerTo(pointer, key));
    if (located.form === 'list') for (const [at, item] of located.items.entries()) walk(item, pointerTo(pointer, at));
  };
  walk(readLocated(file), '');
  pointers.set(file, found);
  return found;
}
