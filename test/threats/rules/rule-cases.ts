import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';
import type { Ecosystem } from '../../../src/graph/ecosystem.ts';
import { firings } from '../../../src/threats/match-rules.ts';
import type { Rule } from '../../../src/threats/rule.ts';

/** What one rule is tried on. Texts are the body of an ecosystem file: components, relations, controls. */
export type RuleCase = {
  readonly rule: string;
  /** Here it fires, and threatens exactly these components (each as often as it fires). */
  readonly fires: string;
  readonly threatens: readonly string[];
  /** The same but for what the rule is about: here it must not. */
  readonly misses: string;
};

/** One test per case, and one that every rule has a case. */
export function testRules(rules: readonly Rule[], cases: readonly RuleCase[]): void {
  it.each(cases)('$rule fires where it should, and not where it nearly would', ({ rule, fires, threatens, misses }) => {
    const own = rules.filter(({ id }) => id === rule);
    expect(own, 'rule of that name').toHaveLength(1);
    expect(firings(ecosystemOf(fires), own).map(({ component }) => component.id)).toEqual(threatens);
    expect(threatens.length).toBeGreaterThan(0);
    expect(firings(ecosystemOf(misses), own).map(({ component }) => component.id)).toEqual([]);
  });

  describe('all rules', () => {
    it('have a case each', () => {
      expect(cases.map(({ rule }) => rule).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
    });
  });
}

export const ecosystemOf = (body: string): Ecosystem =>
  parseSuiteFile(`version: 1\nname: case\n${body}`, 'case.yaml').file.ecosystem;
