import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphFormat } from '../../src/export/graph-format.ts';
import { graphFormats } from '../../src/export/graph-formats.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { detectFormat } from '../../src/import/detect.ts';
import { importFiles } from '../../src/import/import-files.ts';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { openAmong } from '../import/fixtures.ts';
import { anyEcosystem } from './any-ecosystem.ts';
import { anyOutcome, scenario, scenarioNames } from './scenario.ts';

/* Whatever is written is recognised, and read back as the same ecosystem. */

/** What a format has no place for: by its name, with the reason. */
const without: Readonly<Record<string, { readonly facts: true; readonly why: string }>> = {
  'csv-pair': { facts: true, why: 'a table has no place for the name and the description of an ecosystem' },
};

/** Through a file: UTF-8 cannot hold halves of surrogate pairs, which ids may. */
const bytes = (text: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));

const outcome = fc.record({
  p: fc.double({ min: 0, max: 1, noNaN: true }),
  mean: fc.double({ min: 0, max: 9, noNaN: true }),
});

function outcomeOf({ components, relations }: Ecosystem, { p, mean }: { p: number; mean: number }): Outcome {
  return {
    scenario: 'tool-misuse/=1+1',
    worlds: 1000,
    entries: new Set(components.slice(0, 1).map(({ id }) => id)),
    reach: new Map(components.map(({ id }) => [id, { p, ci95: [0, 1] }])),
    blastRadius: new Map(components.map(({ id }) => [id, mean])),
    credit: new Map(relations.map(({ id }) => [id, p])),
  };
}

function filesOf(format: GraphFormat, ecosystem: Ecosystem, results: Outcome | undefined): readonly SourceFile[] {
  const [ending = ''] = format.endings;
  return format
    .write(ecosystem, results)
    .map(({ suffix, text }) => ({ name: `exported${suffix}${ending}`, text: bytes(text) }));
}

async function readBack(files: readonly SourceFile[]): Promise<Imported> {
  const [read, ...others] = await importFiles(files, openAmong(files));
  if (read === undefined || others.length > 0) throw new Error(`${1 + others.length} ecosystems`);
  return read.imported;
}

describe.each(graphFormats.map((format) => [format.format, format] as const))('%s', (name, format) => {
  it('is read back by the importer that recognises it, with results or without', async () => {
    await fc.assert(
      fc.asyncProperty(anyEcosystem, fc.option(outcome), async (ecosystem, drawn) => {
        const files = filesOf(format, ecosystem, drawn === null ? undefined : outcomeOf(ecosystem, drawn));
        for (const file of files) expect(detectFormat(file)?.importer.format).toBe(name);
        const { ecosystem: back, warnings, ignored } = await readBack(files);
        const { name: title, description, ...parts } = back;
        if (without[name]?.facts === true) expect(title).toBe('exported');
        else expect({ title, description }).toEqual({ title: ecosystem.name, description: ecosystem.description });
        expect(parts).toEqual({ components: ecosystem.components, relations: ecosystem.relations });
        expect(warnings).toEqual([]);
        // Results are no part of an ecosystem, and may be noted as such.
        if (drawn === null) expect(ignored).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(scenarioNames)('holds all of %s, with results or without', async (bundled) => {
    const ecosystem = scenario(bundled);
    const { components, relations } = ecosystem;
    for (const results of [undefined, anyOutcome(ecosystem, components[0]?.id ?? '')]) {
      const { ecosystem: back, warnings } = await readBack(filesOf(format, ecosystem, results));
      expect([back.components, back.relations, warnings]).toEqual([components, relations, []]);
    }
  });

  it('writes the same bytes twice', () => {
    const [ecosystem] = fc.sample(anyEcosystem, { numRuns: 1, seed: 7 });
    if (ecosystem !== undefined) expect(format.write(ecosystem)).toEqual(format.write(ecosystem));
  });
});
