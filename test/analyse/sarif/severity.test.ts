import { describe, expect, it } from 'vitest';
import { levelOf, severityOf } from '../../../src/analyse/sarif/severity.ts';
import type { Consequence, ThreatRow } from '../../../src/analyse/threat-document.ts';
import { supportDesk } from '../support-desk.ts';

const [row] = supportDesk().threats as [ThreatRow, ...ThreatRow[]];
const consequence = (affected: number, entryLikelihood: number | null, arrival: number | null = null): Consequence => ({
  rank: 1,
  scenario: 'agentic/a/tool-misuse',
  start: 'start',
  entryLikelihood,
  blastRadius: { size: 10, mean: affected, ci95: [affected, affected], belief95: null, p95: 10 },
  affected,
  affectedCi95: [affected, affected],
  arrival: arrival === null ? null : { from: 'b', probability: arrival },
  risk: entryLikelihood === null ? null : affected * entryLikelihood,
  crossesInto: [],
  path: [],
});

describe('how severe a threat is', () => {
  it('when simulated: the root of share affected x likelihood, whatever the catalogue says', () => {
    const severity = (affected: number, likelihood: number | null, arrival: number | null = null): number =>
      severityOf({ ...row, maturity: 'feasible', consequence: consequence(affected, likelihood, arrival) });
    expect(severity(10, 1)).toBe(10);
    expect(severity(9, 0.25)).toBe(4.7);
    expect(severity(9, null, 0.1)).toBe(3);
    expect(severity(9, null)).toBe(0.1);
    expect(severity(0, 1)).toBe(0.1);
  });

  it('of a component that stands alone: least', () => {
    const alone = { ...consequence(0, 1), blastRadius: { ...consequence(0, 1).blastRadius, size: 0 } };
    expect(severityOf({ ...row, consequence: alone })).toBe(0.1);
  });

  it('else by maturity, less where it takes nobody, less by the best control, never high', () => {
    const severity = (change: Partial<ThreatRow>): number => severityOf({ ...row, controls: [], ...change });
    expect(severity({ maturity: 'realized', classes: ['tool-misuse'] })).toBe(6.5);
    expect(severity({ maturity: 'demonstrated', classes: ['tool-misuse'] })).toBe(5);
    expect(severity({ maturity: 'feasible', classes: ['tool-misuse'] })).toBe(3);
    expect(severity({ maturity: 'realized', classes: ['denial-of-service'] })).toBe(5.5);
    const controls = [0.2, 0.9].map((effectiveness, i) => ({ id: `c${i}`, effectiveness, classes: [] }));
    expect(severity({ maturity: 'realized', classes: ['tool-misuse'], controls })).toBe(4.7);
  });

  it('is told in three levels', () => {
    expect([10, 7, 6.9, 4, 3.9, 0.1].map(levelOf)).toEqual(['error', 'error', 'warning', 'warning', 'note', 'note']);
  });
});
