import type { PhysicalLocation } from './sarif-log.ts';

/** Stands for the folder that relative names are relative to: where the sources were checked out. */
export const SOURCE_ROOT = '%SRCROOT%';

/**
 * A file's name as SARIF takes it: relative names below the root of the sources, with forward slashes and
 * percent-encoded; a name that leads out of the root, an absolute one and what came through a pipe stand on their own.
 */
export function artifactUri(file: string): PhysicalLocation['artifactLocation'] {
  if (pipes.has(file)) return { uri: 'stdin' };
  const name = file.replaceAll('\\', '/');
  if (name.startsWith('//')) return { uri: `file:${encoded(name)}` };
  if (DRIVE.test(name)) return { uri: `file:///${name.slice(0, 2)}${encoded(name.slice(2))}` };
  if (name.startsWith('/')) return { uri: `file://${encoded(name)}` };
  const path = normal(name);
  return path === '..' || path.startsWith('../')
    ? { uri: encoded(path) }
    : { uri: encoded(path), uriBaseId: SOURCE_ROOT };
}

const pipes: ReadonlySet<string> = new Set(['-', '<stdin>', '']);
const DRIVE = /^[A-Za-z]:\//u;

const encoded = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');

/** Without `.`, empty parts, and `..` where something stands before it. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}
