import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What a folder holds that may describe agents, by its names: what it is decides its content. */
export type FoundSources = {
  /** Real path of the folder: nothing outside is read. */
  readonly root: string;
  /** Paths from the folder, those nearest to it first, then by name. */
  readonly paths: readonly string[];
  /** Folders that may not be read, and links that lead out. */
  readonly closed: readonly string[];
  readonly links: readonly string[];
  /** There were more files than anybody wants to be looked at. */
  readonly isCut: boolean;
};

export const MOST_FILES = 20_000;
/** Of any kind, so that a whole disk ends soon. */
const MOST_ENTRIES = 1_000_000;

const KNOWN_ENDINGS = /\.(?:json|jsonc|json5|ya?ml|mmd|mermaid|py|toml|otm|tm7)$/iu;
/** Long, common, and never about agents. */
const OTHER_FILES =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock|tsconfig.*\.json|blastradius\.schema\.json)$/iu;
/** What others made or brought: never the system itself. */
const OTHER_FOLDERS =
  /^(?:node_modules|bower_components|jspm_packages|__pycache__|site-packages|venv|virtualenv|dist|build|target|vendor|coverage|\.git|.*\.egg-info|.*cache)$/iu;
/** Hidden folders in which tools keep agents, servers or cards. */
const KNOWN_HIDDEN =
  /^\.(?:agents?|ai|aider|amazonq|augment|autogen|claude|cline|codeium|codex|continue|copilot|crewai|cursor|dify|flowise|gemini|github|goose|junie|kiro|langgraph|lmstudio|mcp|n8n|opencode|qwen|roo|trae|vscode|well-known|windsurf|zed)$/iu;

/**
 * Searches a folder and all below it. Links to files are followed inside the folder, links to folders never: what
 * they lead to is found where it lies.
 */
export function findSources(folder: string, most: number = MOST_FILES): FoundSources {
  const root = realpathSync(folder);
  const search = { root, paths: [] as string[], closed: [] as string[], links: [] as string[], isCut: false };
  const pending: string[] = [];
  let entries = 0;
  let level = [root];
  while (level.length > 0 && !search.isCut) {
    const below: string[] = [];
    for (const here of level) {
      const listed = list(here);
      if (listed === undefined) search.closed.push(here);
      entries += listed?.length ?? 0;
      for (const entry of listed ?? []) {
        const path = join(here, entry.name);
        if (entry.isDirectory() && isSearched(path, entry.name)) below.push(path);
        else if (entry.isFile() && isCandidate(entry.name)) search.paths.push(path);
        else if (entry.isSymbolicLink() && isCandidate(entry.name)) pending.push(path);
      }
      search.isCut ||= entries > MOST_ENTRIES || search.paths.length > most;
    }
    level = below;
  }
  const known = new Set(search.paths);
  for (const link of pending.sort()) {
    const target = targetOf(link);
    if (target === undefined || known.has(target)) continue;
    if (!isInside(root, target)) search.links.push(link);
    else search.paths.push(link);
    known.add(target);
  }
  const below = (paths: readonly string[]): string[] => paths.map((path) => relative(root, path) || '.');
  return {
    root,
    paths: below(search.paths.slice(0, most)),
    closed: below(search.closed),
    links: below(search.links),
    isCut: search.isCut,
  };
}

function list(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

const isCandidate = (name: string): boolean => KNOWN_ENDINGS.test(name) && !OTHER_FILES.test(name);

const isSearched = (path: string, name: string): boolean =>
  !OTHER_FOLDERS.test(name) &&
  (!name.startsWith('.') || KNOWN_HIDDEN.test(name)) &&
  // A virtual environment of Python, whatever it is called.
  !existsSync(join(path, 'pyvenv.cfg'));

/** What a link leads to, if that is a file. */
function targetOf(link: string): string | undefined {
  try {
    const target = realpathSync(link);
    return statSync(target).isFile() ? target : undefined;
  } catch {
    return undefined;
  }
}

const isInside = (root: string, path: string): boolean => {
  const inside = relative(root, path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`);
};
