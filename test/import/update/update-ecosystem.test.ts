import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';
import type { Ecosystem } from '../../../src/graph/ecosystem.ts';
import { decide } from '../../../src/import/update/decide.ts';
import { fingerprintsOf, fingerprintText, parseFingerprints } from '../../../src/import/update/fingerprints.ts';
import { type Updated, updateEcosystem } from '../../../src/import/update/update-ecosystem.ts';
import { componentText } from '../../../src/import/write-ecosystem.ts';

const read = (yaml: string, name = 'own.yaml'): Ecosystem => parseSuiteFile(`version: 1\n${yaml}`, name).file.ecosystem;
const source = (line: number, rule = 'a rule'): string =>
  `source: { certainty: inferred, at: "mcp.json:${line}:1", rule: ${rule} }`;

const imported = `
components:
  a: { kind: agent, ${source(1)} }
  b: { kind: tool, ${source(2)} }
  c: { kind: tool, ${source(3)} }
relations:
  - { from: a, to: b, kind: invokes, ${source(4)} }
  - { from: a, to: c, kind: invokes, ${source(5)} }
`;

/** What was imported was edited to `file`, and the sources now say `now`. */
function update(file: string, now: string, used: readonly string[] = []): Updated {
  const written = fingerprintsOf(read(imported));
  return updateEcosystem({ ecosystem: read(file), written, used: new Set(used) }, read(now));
}

const components = ({ ecosystem }: Updated): string[] => ecosystem.components.map(componentText);
const ids = ({ ecosystem }: Updated): string[] => ecosystem.components.map(({ id }) => id);
const edges = ({ ecosystem }: Updated): string[] => ecosystem.relations.map(({ id }) => id);
const changes = ({ changes: all }: Updated): string[] => all.map(({ id, because }) => `${id}: ${because}`);
const placeOf = ({ ecosystem }: Updated, id: string) => ecosystem.components.find((one) => one.id === id)?.provenance;

describe('an update of an ecosystem file', () => {
  it('follows the sources where nobody edited', () => {
    const now = imported
      .replace('b: { kind: tool', 'b: { kind: tool, tags: [new]')
      .replace('mcp.json:3', 'mcp.json:33');
    const updated = update(imported, now);
    expect(updated.ecosystem).toEqual(read(now));
    expect(changes(updated)).toEqual(['b: changed']);
    expect(placeOf(updated, 'c')?.at.line).toBe(33);
  });
  it('adds what is new and removes what is gone, with its relations', () => {
    const now = imported.replaceAll(' c:', ' d:').replaceAll('to: c', 'to: d');
    const updated = update(imported, now);
    expect(updated.ecosystem).toEqual(read(now));
    expect(changes(updated)).toEqual(['c: gone', 'd: new', 'a>invokes>c#1: gone', 'a>invokes>d#1: new']);
  });
  it('keeps what was edited, at the place where its source stands now', () => {
    const file = imported.replace('b: { kind: tool', 'b: { kind: tool, value: 9');
    const updated = update(file, imported.replace('mcp.json:2:1', 'mcp.json:77:3'));
    expect(components(updated)[1]).toContain('value: 9');
    expect(placeOf(updated, 'b')?.at).toEqual({ file: 'mcp.json', line: 77, column: 3 });
    expect(changes(updated)).toEqual(['b: edited by hand']);
  });
  it('keeps what was edited although its source changed, and tells what that says, once', () => {
    const file = imported.replace('b: { kind: tool', 'b: { kind: tool, value: 9');
    const now = imported.replace('b: { kind: tool', 'b: { kind: tool, tags: [new]');
    const updated = update(file, now);
    expect(components(updated)[1]).toContain('value: 9');
    expect(updated.changes).toEqual([
      {
        part: 'component',
        id: 'b',
        because: 'edited by hand, and its source changed',
        source: expect.stringContaining('tags: [new]'),
      },
    ]);
    const again = updateEcosystem(
      { ecosystem: updated.ecosystem, written: updated.fingerprints, used: new Set() },
      read(now),
    );
    expect(changes(again)).toEqual(['b: edited by hand']);
  });
  it('keeps what was edited although its source is gone', () => {
    const file = imported.replace('c: { kind: tool', 'c: { kind: tool, value: 9');
    const updated = update(file, imported.replace(/ {2}c:.*\n/, '').replace(/.*to: c.*\n/, ''));
    expect(ids(updated)).toEqual(['a', 'b', 'c']);
    expect(edges(updated)).toEqual(['a>invokes>b#1']);
    expect(changes(updated)).toEqual(['c: edited by hand, and its source is gone', 'a>invokes>c#1: gone']);
  });
  it('keeps what was added by hand, and what that needs', () => {
    const file = `${imported.replace('relations:', '  mine: { kind: agent }\nrelations:')}  - { from: mine, to: c, kind: invokes }\n`;
    const updated = update(file, imported.replace(/ {2}c:.*\n/, '').replace(/.*to: c.*\n/, ''));
    expect(ids(updated)).toEqual(['a', 'b', 'c', 'mine']);
    expect(edges(updated)).toEqual(['a>invokes>b#1', 'mine>invokes>c#1']);
    expect(changes(updated)).toContain('c: still used');
  });
  it('keeps what the suite or a control names', () => {
    const now = imported.replace(/ {2}c:.*\n/, '').replace(/.*to: c.*\n/, '');
    expect(ids(update(imported, now, ['c']))).toContain('c');
    expect(ids(update(imported, now))).not.toContain('c');
    const file = `${imported}controls: { guard: { on: { to: c }, effectiveness: 0.5 } }\n`;
    expect(ids(update(file, now))).toContain('c');
  });
  it('says so if a control guarded a relation that is gone', () => {
    const on = '[{ relation: "a>invokes>c#1" }, { relation: "a>invokes>b#1" }]';
    const file = `${imported}controls: { guard: { on: ${on}, effectiveness: 0.5 } }\n`;
    const updated = update(file, imported.replace(/ {2}c:.*\n/, '').replace(/.*to: c.*\n/, ''));
    expect(updated.ecosystem.components.at(-1)?.guards.map(({ on: arcs }) => arcs)).toEqual([
      { relation: 'a>invokes>b#1' },
    ]);
    expect(changes(updated)).toContain('guard: guard lost');
  });
  it('leaves deleted what was deleted by hand, and its relations', () => {
    const file = imported.replace(/ {2}c:.*\n/, '').replace(/.*to: c.*\n/, '');
    const updated = update(file, imported);
    expect(ids(updated)).toEqual(['a', 'b']);
    expect(changes(updated)).toEqual(['c: deleted by hand', 'a>invokes>c#1: deleted by hand']);
    const again = updateEcosystem(
      { ecosystem: updated.ecosystem, written: updated.fingerprints, used: new Set() },
      read(imported),
    );
    expect(ids(again)).toEqual(['a', 'b']);
  });
});

describe('what becomes of a part', () => {
  const hash = fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined });

  it('is never a loss of what somebody wrote, and never a return of what somebody deleted', () => {
    fc.assert(
      fc.property(hash, hash, hash, (written, inFile, inSource) => {
        const { take } = decide(written, inFile, inSource);
        if (inFile !== undefined && inFile !== written && inFile !== inSource) expect(take).toBe('file');
        if (inFile === undefined && written !== undefined) expect(take).toBe('none');
        if (inFile !== undefined && inFile === written) expect(take).toBe(inSource === undefined ? 'none' : 'source');
      }),
    );
  });
});

describe('fingerprints', () => {
  it('do not change with the place', () => {
    const moved = read(imported.replace('mcp.json:2:1', 'other.json:9:9'));
    expect(fingerprintsOf(moved)).toEqual(fingerprintsOf(read(imported)));
    expect(fingerprintsOf(read(imported.replace('a rule', 'no rule')))).not.toEqual(fingerprintsOf(read(imported)));
  });
  it('read back whatever the ids', () => {
    const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.dictionary(id, fc.constantFrom('abc', '123')), (hashes) => {
        const map = new Map(Object.entries(hashes));
        expect(new Map([...parseFingerprints(fingerprintText(map))].sort())).toEqual(new Map([...map].sort()));
      }),
    );
  });
});
