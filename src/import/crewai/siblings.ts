import { InvalidInputError } from '../../base/errors.ts';
import type { OpenSibling, SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { type CrewFile, crewFileOf } from './crew-files.ts';

/** Paths from a folder below or above, as paths from this one. */
export const from =
  (folder: string, open: OpenSibling): OpenSibling =>
  (name) =>
    open(`${folder}${name}`);

export const folderOf = (path: string): string => path.replace(/[^/\\]*$/, '');
export const baseOf = (path: string): string => path.replace(/^.*[\\/]/, '');

/** `config/agents.yaml` -> the tasks that go with it, and the other way round. */
export function counterparts(file: SourceFile, wanted: 'agents' | 'tasks'): readonly string[] {
  const base = baseOf(file.name).replace(/\.[^.]*$/, '');
  const renamed =
    wanted === 'tasks'
      ? base.replace(/agent(s?)/gi, (_, s: string) => `task${s}`)
      : base.replace(/task(s?)/gi, (_, s: string) => `agent${s}`);
  const stems = renamed === base ? [wanted] : [renamed, wanted];
  return [...new Set(stems)].flatMap((stem) => [`${stem}.yaml`, `${stem}.yml`]);
}

/** The Python files that can give the crew of YAML files its tools and its process. */
export function codeFiles(file: SourceFile): readonly string[] {
  const folders = folderOf(file.name)
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.');
  const above = folders.at(-1) === 'config' ? folders.at(-2) : folders.at(-1);
  const names = above === undefined || above === 'src' ? ['crew'] : ['crew', above, `${above}_crew`];
  return names.flatMap((name) => [`${name}.py`, `../${name}.py`]);
}

/** A sibling that holds what is wanted; undefined if there is none, or it cannot be read. */
export function openForm(open: OpenSibling, paths: readonly string[], form: CrewFile['form']): SourceFile | undefined {
  for (const path of paths) {
    const file = open(path);
    if (file !== undefined && formOf(file) === form) return file;
  }
  return undefined;
}

/** What a file holds; undefined if it is none of CrewAI, or cannot be read. */
function formOf(file: SourceFile): CrewFile['form'] | undefined {
  try {
    return crewFileOf(readLocated(file))?.form;
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** The folder that a system is in, as its path tells it; folders that only sort files say nothing. */
export function systemName(path: string): string | undefined {
  const parts = folderOf(path)
    .split(/[\\/]/)
    .filter((part) => /\w/.test(part));
  return parts.toReversed().find((part) => !/^(?:config|src|agents|crews|app|lib)$/i.test(part));
}

/** The folder of a file, as a path from that of another one: `../crews/poem/`. */
export function relativeFolder(start: string, file: string): string {
  const here = folderOf(start).split(/[\\/]/).slice(0, -1);
  const there = folderOf(file).split(/[\\/]/).slice(0, -1);
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].map((part) => `${part}/`).join('');
}
