import { assignmentsIn } from './code-assignments.ts';
import { HARMLESS_MODULES } from './python/harmless-modules.ts';
import { isLiteralSecret, isSecretName, looksSecret } from './secrets.ts';
import { type Behind, type Capability, factsOf, type ToolFacts, webPages } from './tool-facts.ts';

/** What the source of a function gives away; it is read as text and never run. */
export type SourceFacts = {
  /** undefined: it uses modules of which nothing is known. */
  readonly facts: ToolFacts | undefined;
  /** It requests an address that it is given. */
  readonly isDynamic: boolean;
  /** Names of secret variables that it takes from its environment. */
  readonly variables: readonly string[];
  /** Names of variables that hold a secret as it is. */
  readonly literals: readonly string[];
};

type Row = readonly [text: RegExp, title: string, can: readonly Capability[], behind: Behind];

const nothing: Behind = { form: 'nothing' };

/** Calls in Python and what they do; what stands behind the function is that of the first row that has something. */
const rows: readonly Row[] = [
  [
    /\b(?:subprocess|os\.system|os\.popen|pexpect|paramiko)\b|\b(?:exec|eval)\(/,
    'commands',
    ['execute', 'write'],
    { form: 'host' },
  ],
  [
    /\b(?:requests|httpx|aiohttp|urllib3|websockets?|session)\.\w|\burlopen\(|\burllib\.request\b|\bhttp\.client\b|\b(?:ClientSession|AsyncClient)\(|\bplaywright\b|\bselenium\b|\bfeedparser\b|\byfinance\b|\bwikipedia\b|\barxiv\b/,
    'web requests',
    ['ingest-untrusted', 'egress'],
    webPages,
  ],
  [/\b(?:requests|httpx|session|client)\.(?:post|put|patch|delete)\(/, 'web requests', ['egress', 'write'], nothing],
  [
    /\b(?:smtplib|sendgrid|mailgun|twilio|boto3\.client\(["']ses)\b/,
    'mail',
    ['egress', 'write'],
    { form: 'external', id: 'mailbox', name: 'mail' },
  ],
  [
    /\b(?:imaplib|poplib|exchangelib)\b/,
    'mail',
    ['read-private', 'ingest-untrusted'],
    { form: 'external', id: 'mailbox', name: 'mail' },
  ],
  [
    /\b(?:sqlite3|psycopg2?|sqlalchemy|create_engine|pymysql|mysql\.connector|pymongo|MongoClient|redis|asyncpg|pyodbc|snowflake\.connector|bigquery)\b/,
    'database',
    ['read-private', 'write'],
    { form: 'database', name: 'database' },
  ],
  [/\b(?:openai|AsyncOpenAI|OpenAI|anthropic|genai|replicate)\b/, 'model service', ['egress'], nothing],
  [
    /\bopen\([^)\n]*,\s*(?:mode\s*=\s*)?["'][rbt+]*[wax]|\.(?:write_text|write_bytes|to_csv|to_excel|to_json|savefig|imsave)\(|\b(?:shutil|os\.(?:remove|unlink|rename|rmdir|makedirs|mkdir))\b/,
    'files',
    ['write'],
    { form: 'files' },
  ],
  [
    /\bopen\((?![^)\n]*,\s*(?:mode\s*=\s*)?["'][rbt+]*[wax])|\.(?:read_text|read_bytes)\(|\b(?:read_csv|read_excel|os\.listdir|os\.walk|glob\.glob|PdfReader|Document)\(/,
    'files',
    ['read-private'],
    { form: 'files' },
  ],
];

/**
 * @param source - a Python function
 * @param imports - modules that are imported for it
 */
export function factsOfSource(source: string, imports: readonly string[]): SourceFacts {
  const text = source.length > LONGEST ? source.slice(0, LONGEST) : source;
  const found = rows.filter(([pattern]) => pattern.test(text));
  const modules = [...imports, ...importsIn(text)].map((name) => name.split('.')[0] ?? '');
  const strange = modules.filter(
    (name) => !HARMLESS_MODULES.has(name) && !rows.some(([pattern]) => pattern.test(`${name}.x`)),
  );
  const known = strange.flatMap((name) => factsOf(name) ?? []);
  const can = [...new Set([...found.flatMap(([, , some]) => some), ...known.flatMap((facts) => facts.can)])];
  const behinds = [...found.map(([, , , behind]) => behind), ...known.map(({ behind }) => behind)];
  const title = found[0]?.[1] ?? known[0]?.title ?? 'work in its own process';
  const behind = behinds.find(({ form }) => form !== 'nothing') ?? nothing;
  const isKnown = can.length > 0 || strange.length === 0;
  const isDynamic = can.includes('egress') && GIVEN_ADDRESS.test(text);
  return { facts: isKnown ? { title, can, behind } : undefined, isDynamic, ...secretsIn(text) };
}

const LONGEST = 200_000;
const GIVEN_ADDRESS =
  /\b(?:requests|httpx|client|session|aiohttp)\.(?:get|post|put|patch|delete|request|stream)\(\s*(?:url\s*=\s*)?\w*(?:url|uri|link|address|endpoint)\b/i;

const importsIn = (text: string): string[] =>
  [...text.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );

function secretsIn(text: string): Pick<SourceFacts, 'variables' | 'literals'> {
  const asked = [...text.matchAll(/\bos\.(?:environ(?:\.get)?\s*[[(]|getenv\()\s*["'](\w{1,100})["']/g)];
  const variables = asked.map((match) => match[1] ?? '').filter(isSecretName);
  const literals = assignmentsIn(text).flatMap(({ name, text: value }) =>
    isLiteralSecret(value) && (looksSecret(value) || (isSecretName(name) && /^\S{16,}$/.test(value))) ? [name] : [],
  );
  return { variables: [...new Set(variables)], literals: [...new Set(literals)] };
}
