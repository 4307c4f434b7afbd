import type { Capability, ToolFacts } from '../tool-facts.ts';

/** What JavaScript of a flow does, by the words in it: it is neither run nor copied. */
export function factsOfCode(code: string): ToolFacts {
  const text = code.replace(/^\s*(?:\/\/|\*).*$/gm, '');
  const database = DATABASES.find(([, word]) => new RegExp(`['"\`](?:${word})['"\`/]`).test(text));
  const can: Capability[] = [];
  if (database !== undefined || FILES.test(text)) can.push('read-private', 'write');
  if (SENDS.test(text)) can.push('egress');
  if (RUNS.test(text)) can.push('execute');
  const behind = database === undefined ? undefined : ({ form: 'database', name: database[0] } as const);
  return { title: 'code', can, behind: behind ?? (can.includes('execute') ? { form: 'host' } : { form: 'nothing' }) };
}

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
