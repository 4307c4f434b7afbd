import { CappedProblems } from '../../base/capped-problems.ts';
import type { ListedNode } from '../network/listed-graph.ts';
import { shown } from '../network/shown.ts';

/** Of two nodes with one id nobody could say which an edge means. @throws {InvalidInputError} */
export function refuseSameIds(nodes: readonly ListedNode[]): void {
  const problems = new CappedProblems('nodes with ids of their own', 'Give each node an id that no other node has.');
  const seen = new Set<string>();
  for (const { id, spot } of nodes) {
    if (seen.has(id)) {
      const fix = 'Give it another id, or remove it.';
      problems.add({ at: spot.at, expected: 'an id that no other node has', found: shown(id), fix });
    }
    seen.add(id);
  }
  problems.throwIfAny();
}
