import { factsOfHost } from '../add-web-request.ts';
import { safeUrl } from '../secrets.ts';
import type { Behind, Capability, ToolFacts } from '../tool-facts.ts';

/** What JavaScript of a flow does, by the words in it: it is neither run nor copied. */
export function factsOfCode(code: string): ToolFacts {
  const text = code.replace(/^\s*(?:\/\/|\*).*$/gm, '');
  const database = DATABASES.find(([, word]) => new RegExp(`['"\`](?:${word})['"\`/]`).test(text));
  const can: Capability[] = [];
  const service = SENDS.test(text) ? onlyService(text) : undefined;
  if (database !== undefined || FILES.test(text)) can.push('read-private', 'write');
  if (SENDS.test(text)) can.push('egress');
  if (RUNS.test(text)) can.push('execute');
  if (service !== undefined) can.push(...service.can.filter((one) => !can.includes(one)));
  return { title: service?.title ?? 'code', can, behind: behindOf(database?.[0], can, service) };
}

function behindOf(database: string | undefined, can: readonly Capability[], service: ToolFacts | undefined): Behind {
  if (database !== undefined) return { form: 'database', name: database };
  return can.includes('execute') ? { form: 'host' } : (service?.behind ?? { form: 'nothing' });
}

/** The one host that code names, if it names no other: what it sends goes there, what it reads comes from there. */
function onlyService(text: string): ToolFacts | undefined {
  const urls = [...text.matchAll(ADDRESS)].flatMap(([, url = '']) => safeUrl(url) ?? []);
  const [url, ...others] = [...new Map(urls.map((one) => [one.host, one])).values()];
  if (url === undefined || url.host === '' || others.length > 0) return undefined;
  const known = factsOfHost(url.host);
  // Searches are posted as well, and answered with what strangers wrote; who writes for an account reads nothing.
  const writes = WRITES.test(text) && known?.can.includes('write') !== false;
  const can: Capability[] = writes ? ['write'] : known?.can.includes('ingest-untrusted') ? ['ingest-untrusted'] : [];
  const behind =
    known?.behind.form === 'external' ? known.behind : ({ form: 'external', id: url.host, name: url.host } as const);
  return { title: `code that requests ${url.host}`, can, behind };
}

const ADDRESS = /['"`](https?:\/\/[\w.-]{1,200}(?::\d{1,5})?)(?=[/?#'"`])/gi;
const WRITES = /['"`](?:POST|PUT|PATCH|DELETE)['"`]|\.\s*(?:post|put|patch|delete)\s*\(/;

const SENDS =
  /\b(?:fetch|axios|got)\s*(?:\.\s*\w+\s*)?\(|node-fetch|XMLHttpRequest|WebSocket|https?\s*\.\s*(?:request|get)\s*\(|nodemailer|['"`]axios['"`]/;
const RUNS =
  /\bprocess\s*\.|child_process|\beval\s*\(|new\s+Function\s*\(|\bexecSync\s*\(|\bspawn\s*\(|['"`](?:node:)?vm['"`]/;
const FILES = /['"`](?:node:)?fs(?:\/promises)?['"`]|\bfs\s*\.\s*(?:read|write)/;

const DATABASES: readonly (readonly [name: string, modules: string])[] = [
  ['PostgreSQL', 'pg|pg-promise|postgres|@supabase/supabase-js'],
  ['MySQL', 'mysql2?(?:/promise)?|mariadb'],
  ['SQLite', 'sqlite3?|better-sqlite3'],
  ['SQL Server', 'mssql'],
  ['MongoDB', 'mongodb|mongoose'],
  ['Redis', 'redis|ioredis'],
  ['SQL database', 'typeorm|knex|sequelize'],
];
