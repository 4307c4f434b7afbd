import type { RuleCase } from './rule-cases.ts';

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
