/*
 * What is a secret, told by names and shapes. Importers never copy a value that could be one; these
 * decide what to say about it.
 */

const secretWords = new Set(
  'token secret password passwd pwd pass passphrase apikey authkey key keys credential credentials auth authorization bearer cookie pat jwt dsn'.split(
    ' ',
  ),
);
/** `accessTokenLifetime`, `AWS_ACCESS_KEY_ID`, `PUBLIC_KEY`: about a secret, but none. */
const harmlessLast = new Set(
  'id url uri endpoint path file name type mode count limit ttl lifetime expiry timeout length header enabled required'.split(
    ' ',
  ),
);
const harmlessAny = new Set(['public', 'publishable', 'keyboard', 'max']);

/** `GITHUB_TOKEN`, `bearerAuthKey`, `X-Api-Key`, `--db-password`: whoever has its value may act in a name. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (DATABASE_ADDRESS.test(name)) return true;
  if (harmlessLast.has(last) || words.some((word) => harmlessAny.has(word))) return false;
  return words.some((word) => secretWords.has(word)) || /(?:^|_)CONNECTION_?STRING$/i.test(name);
}

/** Addresses of databases hold their users and passwords. */
const DATABASE_ADDRESS =
  /(?:^|_)(?:DATABASE|DB|POSTGRES\w*|PG|MYSQL|MARIADB|MONGO\w*|REDIS|AMQP|RABBITMQ)_(?:URL|URI|DSN)$/i;

/** `bearerAuthKey`, `BEARER_AUTH-KEY` -> bearer, auth, key. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');

const knownPrefix =
  /^(?:Bearer\s+\S|Basic\s+\S|sk-|sk_|rk_|pk_live|gh[opusr]_|github_pat_|glpat-|xox[abeprs]-|xapp-|AKIA|ASIA|AIza|ya29\.|eyJ|hf_|npm_|pypi-|SG\.|dop_v1|shpat_|lin_api|secret_|ntn_|-----BEGIN)/;

/** Long and random, or with the prefix of a well-known kind of key. */
export function looksSecret(text: string): boolean {
  if (text.length < 12) return false;
  if (knownPrefix.test(text)) return true;
  if (!/^[\w+=~.-]+$/.test(text)) return false;
  if (/^[\da-f-]{32,}$/i.test(text)) return true;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((part) => part.test(text)).length;
  if (text.length >= 20 && classes === 3) return true;
  // Lower case and digits mixed all over, as no word or version is.
  return text.length >= 20 && classes === 2 && (text.match(/\d+/g) ?? []).length >= 4;
}

const placeholder =
  /\.{3}$|^(?:<.*>|\[.*\]|\{\{.*\}\}|\*+|x{3,}|\.{3}|-+|none|null|todo|changeme|secret|password|token|key)$|your|placeholder|redacted|change[-_ ]?me|replace|insert|example|dummy|xxxx|\*{3}|<[^>]*>/i;

/** A text that stands where its reader should put a secret. */
const isPlaceholder = (value: string): boolean => value.trim() === '' || placeholder.test(value.trim());

/** GitHub's and Continue's `${{ secrets.X }}` and `{{ secrets.X }}` come first: `{{x}}` alone is a part of them. */
const reference =
  /\$?\{\{\s*(?:(?:secrets|inputs|env|vars)\.)?(?:[\w.-]+\/)*([\w.-]+)\s*\}\}|\$\{(?:(?:env|input|secret|secrets|promptString|command|config):)?([\w.-]+)(?::?-([^}]*))?\}|\{(?:env|file):([^}]+)\}|\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%/g;

/** The variables and inputs that a text takes its value from: `${env:X}`, `${input:x}`, `$X`, `%X%`, `{env:X}`, `{{x}}`, `${{ secrets.X }}`. */
export const referencesIn = (value: string): string[] =>
  [...value.matchAll(reference)].map((match) => match[1] ?? match[2] ?? match[4] ?? match[5] ?? match[6] ?? '');

/** What is left of a text without its references and words like Bearer: empty if nothing secret stands in it. */
export const literalPart = (value: string): string =>
  value
    .replace(reference, (...groups) => String(groups[3] ?? '')) // the default of ${X:-default} is literal
    .replace(/^\s*(?:Bearer|Basic|Token|ApiKey)\b/i, '')
    .replace(/^op:\/\/.*$/, '')
    .trim();

/** Whether a secret itself stands there, rather than its name or a text to be replaced. */
export function isLiteralSecret(value: string): boolean {
  const rest = literalPart(value);
  return rest !== '' && !isPlaceholder(rest);
}

/** A path or name that may be shown: whatever looks like a key in it becomes `…`. */
export const withoutSecrets = (text: string): string =>
  text
    .split(/([/\\\s=,;:?&@]+)/)
    .map((part) => (looksSecret(part) ? '…' : part))
    .join('');

/** Keys of well-known kinds, wherever they stand in a text. */
const knownKey =
  /(?<![A-Za-z0-9])(?:sk-|sk_live_|rk_live_|pk_live_|gh[opusr]_|github_pat_|glpat-|xox[abeprs]-|xapp-|AKIA|ASIA|AIza|ya29\.|eyJ|hf_|npm_|pypi-|SG\.|dop_v1_|shpat_|lin_api_|ntn_)[\w.-]{12,}/g;

/** A name without keys of well-known kinds; ids of documents and tables, which are as long and random, stay. */
export const withoutKeys = (text: string): string => text.replace(knownKey, '…');

export type SafeUrl = {
  readonly scheme: string;
  /** Without user, password and port. */
  readonly host: string;
  /** Scheme, host, port and path: no user, password, query, fragment or keys in the path. */
  readonly shown: string;
  readonly hasPassword: boolean;
  /** Names and values of the query, for what is secret in them. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Passwords, parameters with a secret's name, and what looks like a key in the user, the path or the query. */
  readonly secrets: readonly string[];
};

/** A URL or database address without anything secret; undefined if the text is neither. */
export function safeUrl(text: string): SafeUrl | undefined {
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  if (scheme === '') return undefined;
  const { user, address } = splitUser(scheme, rest);
  const [, authority = '', path = '', query = ''] = /^([^/?#]*)([^?#]*)(?:\?([^#]*))?/s.exec(address) ?? [];
  const host = authority.replace(/:[^:\]]*$/, '').toLowerCase();
  const pairs = pairsIn(query);
  return {
    scheme: scheme.toLowerCase(),
    host,
    shown: withoutSecrets(`${scheme.toLowerCase()}://${authority}${path.replace(/\/$/, '')}`),
    hasPassword: user.includes(':'),
    query: pairs,
    secrets: [...secretsInUser(user), ...path.split('/').filter(looksSecret), ...secretsInQuery(pairs)],
  };
}

const pairsIn = (query: string): (readonly [name: string, value: string])[] =>
  query.split('&').flatMap((pair) => {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    return name === '' ? [] : [[name, value] as const];
  });

/** `user:password`, or a token in the place of the user. */
function secretsInUser(user: string): string[] {
  const [, password] = /^[^:]*:(.*)$/s.exec(user) ?? [];
  return password !== undefined ? [password] : looksSecret(user) ? [user] : [];
}

const secretsInQuery = (query: SafeUrl['query']): string[] =>
  query
    .filter(
      ([name, value]) => looksSecret(value) || (isSecretName(name) && (isLiteralSecret(value) || isReferred(value))),
    )
    .map(([, value]) => value);

const isReferred = (value: string): boolean => referencesIn(value).length > 0;

/** Passwords may hold `/` and `@` by mistake: for databases everything before the last @ counts as user and password. */
function splitUser(scheme: string, rest: string): { user: string; address: string } {
  const isWeb = /^(?:https?|wss?)$/i.test(scheme);
  const isOdd = /^[^/?#@]*:(?!\d+(?:[/?#]|$))/.test(rest);
  const end = isWeb && !isOdd ? rest.split(/[/?#]/)[0]?.lastIndexOf('@') : rest.lastIndexOf('@');
  return end === undefined || end === -1
    ? { user: '', address: rest }
    : { user: rest.slice(0, end), address: rest.slice(end + 1) };
}
