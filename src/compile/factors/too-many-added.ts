import { InvalidInputError } from '../../base/errors.ts';
import type { Ecosystem, Relation } from '../../graph/ecosystem.ts';
import type { AddingFactor } from './factor-effects.ts';

export const MOST_ADDED = 1_000_000;

/** What is said of a factor that would add more than {@link MOST_ADDED} relations. */
export const tooManyAdded = (
  factor: AddingFactor,
  { name }: Pick<Ecosystem, 'name'>,
  { provenance }: Pick<Relation, 'provenance'>,
): InvalidInputError =>
  new InvalidInputError([
    {
      at: provenance.at,
      expected: 'at most 1,000,000 relations that agentic factors add',
      found: `more, by ${factor} in ${name}`,
      fix: `Leave ${factor} out, or split the ecosystem.`,
    },
  ]);
