import { describe, expect, it } from 'vitest';
import { Drafts, declared, finish, type Spot } from '../../src/import/drafts.ts';
import { importReport, importReportLines } from '../../src/import/import-report.ts';

const spot: Spot = { at: { file: 'f.json', line: 1, column: 1 }, pointer: '' };

function linesOf(draw: (drafts: Drafts) => void): string[] {
  const drafts = new Drafts();
  draw(drafts);
  return importReportLines(importReport(finish(drafts, { file: 'f.json', description: 'x' })));
}

describe('the report of an import', () => {
  it('says once why many things were left out, and names the first of them', () => {
    const lines = linesOf((drafts) => {
      for (let n = 1; n <= 5; n++)
        drafts.ignored.push({ what: `note ${n}`, where: `f.json:${n}:1`, why: 'for readers' });
      drafts.ignored.push({ what: 'pinData', where: 'f.json:9:1', why: 'data of tests' });
    });
    expect(lines.slice(lines.indexOf('Left out') + 1)).toEqual([
      '  note 1 (f.json:1:1), note 2 (f.json:2:1), note 3 (f.json:3:1) and 2 more: for readers',
      '  pinData (f.json:9:1): data of tests',
    ]);
  });

  it('ends long sections with how much more there is', () => {
    const lines = linesOf((drafts) => {
      for (let n = 0; n < 30; n++)
        drafts.component({ id: `e${n}`, kind: 'external', exposed: true, provenance: declared(spot) });
    });
    const exposed = lines.slice(lines.indexOf('An attacker can touch') + 1);
    expect(exposed).toHaveLength(21);
    expect(exposed.at(-1)).toBe('  and 10 more: --json has them all');
  });
});

describe('ids', () => {
  it('are what they look like: marks that are not seen or turn the text, and keys, are left out', () => {
    const drafts = new Drafts();
    expect(drafts.idFor('a', '\u202egnp.exe')).toBe('gnp.exe');
    expect(drafts.idFor('b', '\u200b')).toBe('unnamed');
    expect(drafts.idFor('c', 'a\u0000b\u2066c')).toBe('a bc');
    expect(drafts.idFor('e', 'Desk sk-proj-0123456789abcdef')).toBe('Desk …');
    expect(drafts.idFor('f', '15sBOoqCJjIggmtG9aEFPFe3AFS_G6iMOZQmT6wkkRVM')).toContain('15sBOoq');
    // Families and flags are drawn by joiners.
    expect(drafts.idFor('d', '👩\u200d🔬')).toBe('👩\u200d🔬');
  });
});
