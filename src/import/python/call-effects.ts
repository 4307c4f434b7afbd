import { safeUrl, withoutSecrets } from '../secrets.ts';
import { type Behind, type Capability, factsOf, webPages } from '../tool-facts.ts';
import { callName } from './call-name.ts';
import { HARMLESS_MODULES } from './harmless-modules.ts';
import { knownText } from './known-text.ts';
import type { PyProgram } from './py-program.ts';
import { argumentOf, lastName, type PyCall } from './py-value.ts';

/** What a call of a library does to the world. */
export type CallEffect = {
  readonly call: PyCall;
  /** Full name of what is called. */
  readonly name: string;
  readonly can: readonly Capability[];
  readonly behind: Behind | StoreBehind;
  /** The address or the program is only known when the code runs. */
  readonly isDynamic?: true;
};

/** A file or database that the code names: who names the same shares it. */
export type StoreBehind = { readonly form: 'store'; readonly key: string; readonly name: string };

/** undefined: it does nothing outside its process, or nobody knows it; {@link isStrange} tells which. */
export function effectOf(program: PyProgram, call: PyCall): CallEffect | undefined {
  const name = callName(program, call);
  if (name === undefined) return undefined;
  for (const [pattern, effect] of rows) {
    const match = pattern.exec(name);
    if (match !== null) return { call, name, ...effect({ program, call, verb: match[1] ?? '' }) };
  }
  return knownLibrary(name, call);
}

/** A call of a library of which nothing is known. */
export function isStrange(program: PyProgram, call: PyCall): boolean {
  const name = callName(program, call);
  if (name === undefined || !name.includes('.') || name.startsWith('.')) return name?.startsWith('.') === true;
  const [root = ''] = name.split('.');
  return !HARMLESS_MODULES.has(root) && effectOf(program, call) === undefined;
}

type Called = { readonly program: PyProgram; readonly call: PyCall; readonly verb: string };
type Effect = Pick<CallEffect, 'can' | 'behind' | 'isDynamic'>;
type Row = readonly [name: RegExp, effect: (called: Called) => Effect];

const nothing: Behind = { form: 'nothing' };
const always =
  (can: readonly Capability[], behind: Behind): (() => Effect) =>
  () => ({ can, behind });
const mailbox: Behind = { form: 'external', id: 'mailbox', name: 'mail' };

const http = 'requests|httpx|aiohttp|urllib3|urllib\\.request|http\\.client|curl_cffi|cloudscraper|tls_client|httplib2';
const databases =
  'sqlite3|aiosqlite|psycopg2?|asyncpg|pymysql|aiomysql|MySQLdb|mysql|pymongo|motor|sqlalchemy|sqlmodel|redis|pyodbc|snowflake|duckdb|clickhouse_\\w+|google\\.cloud\\.(?:bigquery|firestore|spanner)|cassandra|neo4j|peewee|tortoise|databases|supabase|chromadb|pinecone|qdrant_client|weaviate|elasticsearch|opensearchpy|faiss|lancedb|pymilvus|boto3\\.dynamodb';

/** The first row that matches the full name holds. */
const rows: readonly Row[] = [
  [
    /^(?:subprocess\.|os\.(?:system|popen|exec\w*|spawn\w*)$|asyncio\.create_subprocess_|pty\.spawn|pexpect\b|paramiko\b|fabric\b|asyncssh\b|docker\b|exec$|eval$|runpy\.|code\.Interactive|e2b|modal\.Sandbox)/,
    always(['execute', 'write', 'egress', 'read-private'], { form: 'host' }),
  ],
  [new RegExp(`^(?:${http})\\b.*\\.(post|put|patch|delete)$`), ({ program, call }) => request(program, call, true)],
  [
    new RegExp(`^(?:${http})\\b.*\\.(get|request|stream|urlopen|urlretrieve|send|getresponse|ws_connect|Request)$`),
    ({ program, call }) => request(program, call, false),
  ],
  [/^websockets\b.*\.connect$/, ({ program, call }) => request(program, call, false)],
  [
    /^(?:playwright|selenium|pyppeteer|browser_use|crawl4ai|firecrawl|scrapy|trafilatura|newspaper|feedparser|yfinance|wikipedia|arxiv|duckduckgo_search|ddgs|googlesearch|pytube|youtube_transcript_api)\b/,
    always(['ingest-untrusted', 'egress'], webPages),
  ],
  [/^(?:smtplib|aiosmtplib|sendgrid|yagmail|resend|mailgun|postmarker)\b/, always(['egress', 'write'], mailbox)],
  [/^(?:imaplib|poplib|exchangelib|imap_tools)\b/, always(['read-private', 'ingest-untrusted'], mailbox)],
  [new RegExp(`^(${databases})\\b`), database],
  [/^(?:builtins\.)?open$|^(?:io|aiofiles|codecs)\.open$/, openedFile],
  [
    /\.(?:write_text|write_bytes|to_csv|to_excel|to_parquet|savefig)$|^shutil\.(?!which)|^os\.(?:remove|unlink|rename|replace|rmdir|removedirs|makedirs|mkdir|chmod)$/,
    always(['write'], { form: 'files' }),
  ],
  [
    /^pathlib\.Path\.(?:read_text|read_bytes|iterdir|glob|rglob)$|^os\.(?:listdir|walk|scandir)$|^glob\.i?glob$|^pandas\.read_|^(?:PyPDF2|pypdf|pdfplumber|docx|openpyxl|fitz)\b/,
    always(['read-private'], { form: 'files' }),
  ],
  [/^boto3\b/, always(['read-private', 'write', 'egress'], { form: 'external', id: 'aws-account', name: 'AWS' })],
  [
    /^(?:openai|anthropic|google\.generativeai|google\.genai|litellm|cohere|groq|ollama|mistralai|replicate|together)\b/,
    always(['egress'], nothing),
  ],
  [/^socket\b/, always(['egress'], nothing)],
];

/** Requests of a fixed host are to that service; any other address is whatever the caller says. */
function request(program: PyProgram, call: PyCall, writes: boolean): Effect {
  const isGeneral = /^(?:request|stream|ws_request)$/.test(call.callee.form === 'attribute' ? call.callee.name : '');
  const given = argumentOf(call, 'url', isGeneral ? 1 : 0);
  const { text, isWhole, variable } = knownText(program, given);
  const isReading =
    !writes && !(isGeneral && /^(?:post|put|patch|delete)$/i.test(knownText(program, call.args[0]).text));
  const sends: readonly Capability[] = isReading ? ['egress'] : ['egress', 'write'];
  if (variable !== undefined) return { can: sends, behind: service(variable, `the address in ${variable}`) };
  const [start = ''] = /^https?:\/\/[^/?#]+(?=[/?#])/i.exec(isWhole ? `${text}/` : text) ?? [];
  const host = safeUrl(start)?.host ?? '';
  if (host === '') return { can: ['ingest-untrusted', 'egress'], behind: webPages, isDynamic: true };
  const domain = host.split('.').slice(0, -1).at(-1) ?? host;
  const known = factsOf(domain);
  return known === undefined ? { can: sends, behind: service(host, host) } : { can: known.can, behind: known.behind };
}

const service = (id: string, name: string): Behind => ({
  form: 'external',
  id: withoutSecrets(id).slice(0, 100),
  name: withoutSecrets(name).slice(0, 120),
});

const WRITES = /^\s*(?:insert|update|delete|create|drop|alter|replace|truncate|merge|grant)\b/i;

function database({ program, call, verb }: Called): Effect {
  const [library = ''] = verb.split('.');
  const method = call.callee.form === 'attribute' ? call.callee.name : '';
  const sql = knownText(program, call.args[0]);
  const isSql = /^execute/.test(method);
  const writes =
    (isSql && (WRITES.test(sql.text) || (sql.text === '' && !sql.isWhole))) ||
    /^(?:commit|insert|update|delete|upsert|add|set|replace|bulk_|put)/.test(method);
  const can: readonly Capability[] = writes ? ['read-private', 'write'] : ['read-private'];
  const name = openedStore(program, call, 0);
  if (name !== undefined) return { can, behind: { form: 'store', key: `database ${name}`, name } };
  return { can, behind: { form: 'database', name: titles[library] ?? library } };
}

/** The database that a connection, cursor or engine was made for. */
function openedStore(program: PyProgram, call: PyCall, depth: number): string | undefined {
  const { callee, args } = call;
  if (/^(?:connect|create_engine|create_async_engine)$/.test(lastName(callee) ?? '')) {
    const opened = knownText(program, args[0]);
    return opened.isWhole ? storeName(opened.text) : undefined;
  }
  if (callee.form !== 'attribute' || depth > 6) return undefined;
  for (const object of program.resolve(callee.object)) {
    const name = object.form === 'call' ? openedStore(program, object, depth + 1) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Of a file or address, without anything secret. */
const storeName = (text: string): string | undefined => {
  const shown = (safeUrl(text)?.shown ?? withoutSecrets(text)).replace(/^.*[\\/](?=[^\\/])/, '').slice(0, 100);
  return shown === '' || shown === ':memory:' ? undefined : shown;
};

const titles: Readonly<Record<string, string>> = {
  sqlite3: 'SQLite',
  aiosqlite: 'SQLite',
  psycopg: 'PostgreSQL',
  psycopg2: 'PostgreSQL',
  asyncpg: 'PostgreSQL',
  pymongo: 'MongoDB',
  motor: 'MongoDB',
  redis: 'Redis',
  sqlalchemy: 'database',
  sqlmodel: 'database',
  chromadb: 'vector store',
};

function openedFile({ program, call }: Called): Effect {
  const mode = knownText(program, argumentOf(call, 'mode', 1));
  const writes = /[wax+]/.test(mode.text);
  const can: readonly Capability[] = writes ? ['write'] : ['read-private'];
  const path = knownText(program, argumentOf(call, 'file', 0));
  const name = path.isWhole ? storeName(path.text) : undefined;
  return { can, behind: name === undefined ? { form: 'files' } : { form: 'store', key: `file ${name}`, name } };
}

/** Libraries that are called like the service they are for: `slack_sdk`, `tavily`. */
function knownLibrary(name: string, call: PyCall): CallEffect | undefined {
  const [root = ''] = name.split('.');
  if (!name.includes('.') || HARMLESS_MODULES.has(root) || MODEL.test(name)) return undefined;
  const facts = factsOf(root);
  return facts === undefined ? undefined : { call, name, can: facts.can, behind: facts.behind };
}

/** Models are no tools of the cloud that runs them: `langchain_aws.ChatBedrock`. */
const MODEL = /\.(?:(?:Azure)?Chat[A-Z]\w*|\w+Embeddings)\b/;
