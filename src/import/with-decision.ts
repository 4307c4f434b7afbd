import { InvalidInputError } from '../base/errors.ts';
import type { ComponentDraft } from '../graph/build-ecosystem.ts';
import { declared } from './drafts.ts';
import type { Decided } from './element-map.ts';

/**
 * A component as somebody decided that it is.
 * @throws {InvalidInputError} if it cannot be that
 */
export function withDecision<T extends ComponentDraft>(draft: T, { spot, ...decision }: Decided): T {
  const decided = { ...draft, ...decision, provenance: declared(spot) };
  if (decision.tier !== undefined && decided.kind !== 'model') {
    const found = `one on ${JSON.stringify(draft.id)}, which is of kind ${decided.kind}`;
    const fix = 'Leave tier out, or say kind: model.';
    throw new InvalidInputError([{ at: spot.at, expected: 'a tier on a model', found, fix }]);
  }
  return decided;
}
