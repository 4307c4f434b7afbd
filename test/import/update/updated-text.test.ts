import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';
import { fingerprintsOf, parseFingerprints } from '../../../src/import/update/fingerprints.ts';
import { importedBlock } from '../../../src/import/update/imported-block.ts';
import { updateEcosystem } from '../../../src/import/update/update-ecosystem.ts';
import { updatedText } from '../../../src/import/update/updated-text.ts';

const how = { from: ['mcp.json'] };

/** The file after an update from sources that say what it says. */
function updated(text: string): string {
  const { ecosystem } = parseSuiteFile(text, 'own.yaml').file;
  const old = { ecosystem, written: fingerprintsOf(ecosystem), used: new Set<string>() };
  return updatedText({ text, own: 'own.yaml', ecosystem }, updateEcosystem(old, ecosystem), how);
}

const file = `# yaml-language-server: $schema=./blastradius.schema.json

# Ours.
version: 1
name: mine # not theirs
description: What it is.
round: one task
components:
  # Layer 7: Agent Ecosystem
  # the boss
  a: { kind: agent } # yes
  b:
    kind: tool # what else
    # expensive
    value: 3
# how
relations:
  # first
  - { from: a, to: b, kind: invokes } # often
controls:
  # a guard
  c: { on: { kind: invokes }, effectiveness: 0.5 }
suite:
  # few
  worlds: 100 # really
  entries: [a]
# what must hold
thresholds: [total p95 < 5]
same_as:
  - [a, crew.a] # one boss
# the end
`;

describe('the file after an update', () => {
  const text = updated(file);

  it('keeps what stands on top, the suite, the thresholds, and what is the same', () => {
    expect(text).toMatch(/^# yaml-language-server: \$schema=.*\n\n# Ours\.\nversion: 1\nname: mine\n/);
    expect(text).toContain('suite:\n  # few\n  worlds: 100 # really\n  entries: [a]\n');
    expect(text).toContain('# what must hold\nthresholds: [total p95 < 5]\n');
    expect(text).toContain('same_as:\n  - [a, crew.a] # one boss\n');
    expect(text).toMatch(/# the end\n$/);
    const { file: back } = parseSuiteFile(text, 'own.yaml');
    expect(back).toMatchObject({ round: 'one task', suite: { worlds: 100 }, sameAs: [{ ids: ['a', 'crew.a'] }] });
    expect(back.ecosystem.description).toBe('What it is.');
  });
  it('has comments above the parts that they are about', () => {
    expect(text).toContain('  # the boss\n  # yes\n  a:\n');
    expect(text).toContain('  # what else\n  # expensive\n  b:\n');
    expect(text).toContain('  # how\n  # first\n  # often\n  - from: a\n');
    expect(text).toContain('  # a guard\n  c:\n');
  });
  it('needs no place for what stands only there', () => expect(text).not.toContain('source:'));
  it('is the same after another update', () => expect(updated(text)).toBe(text));
  it('may repeat a section by an alias', () => {
    const aliased = file.replace('worlds: 100', 'worlds: &n 100').replace('entries: [a]', 'horizon: *n');
    expect(parseSuiteFile(updated(aliased), 'a.yaml').file.suite.settings.horizonRounds).toBe(100);
  });
});

it('the block reads back whatever the ids and paths', () => {
  const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.array(id, { minLength: 1 }), fc.uniqueArray(id), (from, ids) => {
      const hashes = new Map(ids.map((one) => [one, '0abcdef']));
      const block = importedBlock(
        { from, format: 'mcp', merge: false, sameAs: [['a', 'b']] },
        { components: hashes, relations: new Map() },
      );
      const { imported } = parseSuiteFile(`version: 1\ncomponents: { a: { kind: agent } }\n${block}`, 'a.yaml').file;
      expect(imported).toMatchObject({ from, format: 'mcp', merge: false, sameAs: [{ ids: ['a', 'b'] }] });
      expect(new Set(parseFingerprints(imported?.components ?? '').keys())).toEqual(new Set(ids));
    }),
  );
});
