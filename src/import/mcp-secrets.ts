/*
 * Which texts of a configuration are secrets. Only names and places of them ever leave these files.
 */

/** A name that says that its value is one: `GITHUB_TOKEN`, `--api-key`, `Authorization`. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1_$2')) && !/^author/i.test(name.replace(/authoriz|authent/i, ''));

const SECRET_NAME =
  /token|secret|passw|(?:^|[_-])(?:pwd|pass|pat|key|auth|jwt|dsn|cookie|bearer|cert)(?:$|[_-])|api_?-?key|credential|authoriz|authent|webhook/i;

/** The forms of the big issuers, whatever the name says. */
const KNOWN_SECRET = /^(?:gh[pousr]_|github_pat_|sk-|sk_live|xox[abprs]-|AKIA|ASIA|eyJ[\w-]{8}|glpat-|AIza|ya29\.|hf_|npm_|pypi-)/;

const PLACEHOLDER =
  /^(?:<.*>|\[.*\]|[x*.•]{3,}|redacted|changeme|todo|tbd|none|null|placeholder|example|dummy|secret|token|password|api[_-]?key|\.\.\.)$|^(?:your|my|insert|replace|enter|change|put|add)(?:[-_ ]\w+){1,6}(?:[-_ ]here)?$/i;

/** Filled in when the client starts: `${env:X}`, `$X`, `%X%`, `{env:X}`, `{{x}}`. */
export const isReference = (text: string): boolean => /\$\{[^}]*\}|\$[A-Za-z_]\w*$|%\w+%|\{\{.*\}\}|\{(?:env|file):[^}]+\}/.test(text);

/** Whether a text is a real secret and not a reference, an obvious placeholder or nothing. */
export function isLiteralSecret(text: string): boolean {
  const value = text.replace(/^(?:bearer|basic|token)\s+/i, '').trim();
  return value !== '' && !isReference(value) && !PLACEHOLDER.test(value);
}

export const looksLikeSecret = (text: string): boolean => KNOWN_SECRET.test(text.replace(/^(?:bearer|basic|token)\s+/i, ''));

/** The variable or input that a text refers to and is nothing but: `${input:pat}` -> `pat`. */
export function referredName(text: string): string | undefined {
  const value = text.replace(/^(?:bearer|basic|token)\s+/i, '').trim();
  return /^(?:\$\{(?:env:|input:|localEnv:)?([\w.-]+)\}|\$([A-Za-z_]\w*)|%(\w+)%|\{env:([\w.-]+)\})$/.exec(value)?.slice(1).find((one) => one !== undefined);
}

/** The input that a text asks for: `${input:pat}` -> `pat`. */
export const inputName = (text: string): string | undefined => /\$\{input:([^}]+)\}/.exec(text)?.[1];

export type Dsn = { readonly name: string; readonly hasPassword: boolean };

/** A connection string without user, password and parameters: `postgresql://db.local/shop`. */
export function dsnOf(text: string): Dsn | undefined {
  const [, scheme, rest] = /^([a-z][\w+.-]*):\/\/(.+)$/i.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  const at = rest.lastIndexOf('@'); // a password may hold / ? # and @ itself
  const [place = ''] = rest.slice(at + 1).split(/[?#;]/);
  const user = at === -1 ? '' : rest.slice(0, at);
  const isSafe = /^[\w.-]*(?::\d{1,5})?(?:\/[\w./ \\:~-]*)?$/.test(place);
  return { name: `${scheme}://${isSafe ? place : '…'}`, hasPassword: user.includes(':') && isLiteralSecret(user.slice(user.indexOf(':') + 1)) };
}

export type Address = { readonly host: string; readonly isLocal: boolean; readonly hasSecret: boolean };

/** Where a remote server is; its path and parameters may hold keys and are dropped. */
export function addressOf(url: string): Address {
  const [, authority = '', path = ''] = /^[a-z][\w+.-]*:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  const at = authority.lastIndexOf('@');
  const bare = authority.slice(at + 1);
  const host = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(bare) ? bare.replace(/:\d+$/, '') : 'its address';
  const isLocal = /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/i.test(host);
  return { host, isLocal, hasSecret: at !== -1 || hasKey(path) };
}

/** A parameter with a secret's name, or a long random part of the path. */
function hasKey(path: string): boolean {
  const [plain = '', query = ''] = path.split('?');
  const named = query.split(/[&#]/).some((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return (isSecretName(name) && isLiteralSecret(value)) || looksLikeSecret(value);
  });
  return named || plain.split('/').some((part) => /^[\w-]{20,}$/.test(part) && /\d/.test(part) && /[a-z]/i.test(part));
}
