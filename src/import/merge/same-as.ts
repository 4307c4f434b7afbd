import { didYouMeanSentence } from '../../base/did-you-mean.ts';
import type { Place, Problem } from '../../base/errors.ts';
import type { MergeCandidate } from './merge-candidate.ts';
import { familyOf } from './same-things.ts';

/** What somebody says is the same thing, by the ids that an import without merging gives. */
export type SameAs = {
  readonly ids: readonly string[];
  readonly at: Place;
  /** Said for other files too: ids that are not here are none of a mistake. */
  readonly isLenient?: boolean;
};

/** The components meant, or what is wrong with the ids. */
export function resolveSameAs(
  statements: readonly SameAs[],
  byId: ReadonlyMap<string, readonly MergeCandidate[]>,
): { readonly sameAs: readonly (readonly MergeCandidate[])[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sameAs = statements.flatMap((statement) => {
    const known = statement.ids.map((id) => byId.get(id));
    const unknown = statement.ids.filter((id) => !byId.has(id));
    if (unknown.length > 0) {
      if (statement.isLenient !== true) problems.push(...unknown.map((id) => unknownId(id, statement.at, byId)));
      return [];
    }
    const parts = known.flatMap((some = []) => some);
    const wrong = unfit(parts, statement);
    if (wrong !== undefined) problems.push(wrong);
    return [parts];
  });
  return { sameAs, problems };
}

function unknownId(id: string, at: Place, byId: ReadonlyMap<string, unknown>): Problem {
  const near = didYouMeanSentence(id, byId.keys()).trimStart();
  const fix = near === '' ? `Use one of ${[...byId.keys()].slice(0, 12).join(', ')}: --no-merge shows all.` : near;
  return { at, expected: 'the id of a component as an import without merging gives it', found: quoted(id), fix };
}

function unfit(parts: readonly MergeCandidate[], { ids, at }: SameAs): Problem | undefined {
  const said = `${ids.map(quoted).join(', ')} as the same`;
  const real = parts.filter(({ kind, isOwn }) => isOwn || kind !== 'external');
  const kinds = [...new Set(real.map(({ kind }) => kind))];
  if (new Set(kinds.map(familyOf)).size > 1) {
    const fix = `They are of kind ${kinds.join(' and ')}: correct the ids.`;
    return { at, expected: 'components whose kinds fit', found: said, fix };
  }
  if (parts.filter(({ isOwn }) => isOwn).length < 2) return undefined;
  const fix = 'The suite may name both: write them as one there.';
  return { at, expected: 'at most one component of the ecosystem file', found: said, fix };
}

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
