import { expect, it } from 'vitest';
import { firings } from '../../../src/threats/match-rules.ts';
import type { Rule } from '../../../src/threats/rule.ts';
import { ecosystemOf, type RuleCase, testRules } from './rule-cases.ts';

/** A case whose near-miss is the same text with one passage changed: what the rule is about, and nothing else. */
export function nearMiss(
  rule: string,
  fires: string,
  threatens: readonly string[],
  [passage, instead]: readonly [passage: string, instead: string],
): RuleCase {
  if (fires.split(passage).length !== 2) throw new Error(`${rule}: "${passage}" does not stand there exactly once`);
  return { rule, fires, threatens, misses: fires.replace(passage, () => instead) };
}

/** What `testRules` asks; and a golden file has what each rule says to the cases of all others, so that none grows wider unseen. */
export function testNearMisses(rules: readonly Rule[], cases: readonly RuleCase[], golden: string): void {
  testRules(rules, cases);

  it('fire as recorded on the cases of all others', async () => {
    const fired = (text: string): string[] =>
      firings(ecosystemOf(text), rules).map(
        ({ rule, component, because }) => `  ${rule.id} @ ${component.id}: ${because}`,
      );
    const lines = cases.flatMap(({ rule, fires, misses }) => [
      `${rule}`,
      ...fired(fires),
      'but for that',
      ...fired(misses),
      '',
    ]);
    await expect(lines.join('\n')).toMatchFileSnapshot(golden);
  });
}
