import { didYouMean } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { CataloguedThreat } from './applied-threat.ts';
import type { Catalogue } from './bundled-catalogue.ts';
import { owaspRisks, owaspThreats } from './catalogue.ts';
import type { Rule } from './rule.ts';

/** What one file adds to a catalogue. What is wrong in it is told elsewhere; its ids still count. */
export type OwnCatalogue = {
  /** Its rules stand in place of the bundled ones. */
  readonly replaces: boolean;
  readonly threats: readonly OwnThreat[];
  readonly rules: readonly OwnRule[];
};

/** An id where a file gives or uses it. */
export type Named = { readonly id: string; readonly at: Place };
export type OwnThreat = Named & {
  readonly threat: CataloguedThreat | undefined;
  readonly owasp: readonly Named[];
  readonly atlas: readonly Named[];
};
export type OwnRule = Named & { readonly rule: Rule | undefined; readonly threats: readonly Named[] };

export type MergedCatalogues = {
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

/** Own threats and rules behind those of `base`, in the order of the files. Every id must be known, and mean one thing. */
export function mergeCatalogues(base: Catalogue, own: readonly OwnCatalogue[]): MergedCatalogues {
  const keptRules = own.some(({ replaces }) => replaces) ? [] : base.rules;
  const threats = own.flatMap((one) => one.threats);
  const rules = own.flatMap((one) => one.rules);
  const known = [...base.threats, ...threats].map(({ id }) => id);
  return {
    catalogue: {
      threats: [...base.threats, ...threats.flatMap(({ threat }) => threat ?? [])],
      rules: [...keptRules, ...rules.flatMap(({ rule }) => rule ?? [])],
      atlas: base.atlas,
    },
    problems: [
      ...taken('threat', threats, base.threats),
      ...taken('rule', rules, keptRules),
      ...rules.flatMap((rule) =>
        unknown('the id of a threat', rule.threats, known, 'Add a threat with this id, or correct it.'),
      ),
      ...threats.flatMap(({ owasp }) =>
        unknown(
          'an agentic threat of OWASP (T1 to T17) or a risk of its Top 10 (ASI01 to ASI10)',
          owasp,
          owaspIds,
          ELSEWHERE,
        ),
      ),
      ...threats.flatMap(({ atlas }) => unknownTechniques(atlas, base)),
    ],
    warnings: neverApplied(threats, rules),
  };
}

const owaspIds = [...owaspThreats, ...owaspRisks].map(({ id }) => id);
const ELSEWHERE = 'Ids of other collections, such as LLM01, stand under externalRefs.';

/** Ids that the bundled catalogue or an earlier entry has. */
function taken(
  what: 'threat' | 'rule',
  entries: readonly Named[],
  bundled: readonly { readonly id: string }[],
): Problem[] {
  const first = new Map<string, Place | null>(bundled.map(({ id }) => [id, null]));
  return entries.flatMap(({ id, at }) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, at);
      return [];
    }
    const fix =
      earlier !== null
        ? `The first is on line ${earlier.line}${earlier.file === at.file ? '' : ` of ${earlier.file}`}: rename or remove one of the two.`
        : what === 'threat'
          ? 'Bundled threats stay as they are, and your rules may name them; give yours another id.'
          : 'Give it another id, or write replace: true at the top to leave all bundled rules out.';
    const found = earlier === null ? `${quoted(id)}, which is bundled` : `a second ${quoted(id)}`;
    return [{ at, expected: `a ${what} id of its own`, found, fix }];
  });
}

function unknown(expected: string, uses: readonly Named[], known: readonly string[], otherwise: string): Problem[] {
  const ids = new Set(known);
  return uses
    .filter(({ id }) => !ids.has(id))
    .map(({ id, at }) => {
      const near = didYouMean(id, ids);
      return { at, expected, found: quoted(id), fix: near === undefined ? otherwise : `Did you mean ${quoted(near)}?` };
    });
}

const unknownTechniques = (uses: readonly Named[], { atlas: { version, maturity } }: Catalogue): Problem[] =>
  unknown(
    `a technique of MITRE ATLAS ${version}`,
    uses,
    Object.keys(maturity),
    'Correct it, or name a release that has it with --atlas.',
  );

/** Threats that no rule names. */
function neverApplied(threats: readonly OwnThreat[], rules: readonly OwnRule[]): Problem[] {
  const named = new Set(rules.flatMap((rule) => rule.threats.map(({ id }) => id)));
  return threats
    .filter(({ id }) => !named.has(id))
    .map(({ id, at }) => ({
      at,
      expected: 'a rule for each threat',
      found: `none for ${quoted(id)}`,
      fix: 'It never applies: add a rule that names it.',
    }));
}
