import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Details, Results } from '../../src/measure/results.ts';
import { prepareFolder, readResults, type StoredRun, writeResults } from '../../src/run/store.ts';

const results: Results = {
  schemaVersion: 1,
  name: 'a',
  seed: 1,
  engine: '0.1.0',
  graph: { components: 2, relations: 1, layers: {} },
  inputs: [],
  assumptions: [],
  warnings: [],
  scenarios: [],
  thresholds: [],
};
const details: Details = { schemaVersion: 1, components: [], relations: [], scenarios: [] };
const stored: StoredRun = {
  results,
  details,
  inputs: [{ sha256: 'a'.repeat(64), bytes: Uint8Array.of(1, 2) }],
  run: { threads: 2 },
  reportHtml: '<!doctype html>',
};

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'blastradius-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('gives back what was written', () => {
  const dir = join(folder(), 'deep', 'results');
  writeResults(dir, stored);
  expect(readResults(dir)).toEqual({ results, details });
  expect(readFileSync(join(dir, 'inputs', 'a'.repeat(64)))).toEqual(Buffer.of(1, 2));
  expect(readdirSync(dir).sort()).toEqual(['details.json', 'inputs', 'report.html', 'run.json', 'summary.json']);
});

it('prepares a folder without touching what is in it', () => {
  const parent = folder();
  const dir = join(parent, 'deep', 'results');
  prepareFolder(dir);
  expect([readdirSync(join(parent, 'deep')), readdirSync(dir)]).toEqual([['results'], []]);
  writeFileSync(join(dir, 'notes.md'), 'mine');
  prepareFolder(dir);
  writeResults(dir, stored);
  expect(readdirSync(dir)).toContain('notes.md');
  expect(() => prepareFolder(join(dir, 'notes.md'))).toThrow('a file of that name');
});

it('leaves nothing else behind, and what else is in the folder alone', () => {
  const parent = folder();
  const dir = join(parent, 'results');
  writeResults(dir, stored);
  writeFileSync(join(dir, 'notes.md'), 'mine');
  writeResults(dir, { ...stored, inputs: [{ sha256: 'b'.repeat(64), bytes: Uint8Array.of(3) }], reportHtml: null });
  expect(readdirSync(parent)).toEqual(['results']);
  expect(readdirSync(dir).sort()).toEqual(['details.json', 'inputs', 'notes.md', 'run.json', 'summary.json']);
  expect(readdirSync(join(dir, 'inputs'))).toEqual(['b'.repeat(64)]);
});

it.each([
  ['a folder without results', () => folder(), 'no summary.json'],
  ['no folder at all', () => join(folder(), 'nowhere'), 'nothing of that name'],
  ['a summary that was cut off', () => changed('summary.json', '{"schema'), 'something else'],
  ['another version', () => changed('summary.json', '{"schemaVersion": 99}'), 'version 99'],
  [
    'details of another run',
    () => changed('details.json', JSON.stringify({ ...details, scenarios: [{ id: 'x' }] })),
    'those of two',
  ],
])('refuses %s', (_what, make, found) => {
  expect(() => readResults(make())).toThrow(found);
});

it('reads details of only some scenarios, as a large suite keeps them, but not of none', () => {
  const named = (...ids: string[]): never => ids.map((id) => ({ id })) as never;
  const written = (ids: string[]): string => {
    const dir = join(folder(), 'results');
    const kept = { ...details, scenarios: named(...ids) };
    writeResults(dir, { ...stored, results: { ...results, scenarios: named('a', 'b', 'c') }, details: kept });
    return dir;
  };
  expect(readResults(written(['a', 'c'])).details.scenarios).toHaveLength(2);
  expect(() => readResults(written(['c', 'a']))).toThrow('those of two');
  expect(() => readResults(written([]))).toThrow('those of two');
});

function changed(name: string, text: string): string {
  const dir = join(folder(), 'results');
  writeResults(dir, stored);
  writeFileSync(join(dir, name), text);
  return dir;
}

it('refuses to write where a file is', () => {
  const dir = join(folder(), 'results');
  writeFileSync(dir, 'a file');
  expect(() => writeResults(dir, stored)).toThrow('a file of that name');
});
