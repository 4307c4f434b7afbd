import { type Drafts, declared, inferred, type Spot } from './drafts.ts';
import { reportLiteralSecret } from './report-literal-secret.ts';

export type CredentialUse = {
  /** `GITHUB_TOKEN`, `Postgres account`: never the secret itself. */
  readonly name: string;
  /** What tells it from another of the same name; default: the name. */
  readonly key?: string;
  /** Default: the name. */
  readonly id?: string;
  readonly spot: Spot;
  /** Who has it. */
  readonly holder: string;
  /** What it opens, where known: a component that is not the holder. */
  readonly opens?: string | undefined;
  /** The secret itself stands in the file. Whose it is, for the report. */
  readonly literalOf?: string | undefined;
  /** False for names that say nothing outside their file: `Authorization`, `api_key`. Default: true. */
  readonly isShared?: boolean;
};

/** A secret that somebody holds; one name is one component, the hidden path between all who use it. @returns its id */
export function addCredential(drafts: Drafts, use: CredentialUse): string {
  const { name, spot, holder, opens, literalOf, isShared = true } = use;
  const id = drafts.idFor(`credential ${use.key ?? name}`, use.id ?? name);
  const tags = literalOf === undefined ? [] : ['literal'];
  drafts.component({ id, kind: 'credential', tags, provenance: declared(spot) });
  drafts.relation({ from: holder, to: id, kind: 'authenticates', role: 'holds', provenance: declared(spot) });
  if (isShared) drafts.identify(id, { by: 'credential', key: name });
  if (opens !== undefined && opens !== holder && drafts.kindOf(opens) !== 'model' && !isPublic(opens)) {
    const provenance = inferred(spot, 'a secret that is given to something opens what is behind it');
    drafts.relation({ from: opens, to: id, kind: 'authenticates', role: 'accepts', provenance });
  }
  if (literalOf !== undefined) reportLiteralSecret(drafts, { name, owner: literalOf, spot });
  return id;
}

/**
 * The key of a search engine opens nothing of what it finds, and that of a model buys answers and changes nothing in
 * the model that others use.
 */
export const isPublic = (id: string): boolean => PUBLIC.has(id);

const PUBLIC: ReadonlySet<string> = new Set(['web-pages', 'lookup-service', 'public-docs', 'model-service']);
