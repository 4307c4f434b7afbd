import type { RelationDraft } from '../../graph/build-ecosystem.ts';
import type { Importer, Together, TogetherFile } from '../importer.ts';
import type { MergeFile } from './merge-file.ts';

/** What files of one format say only together. @param idIn - what a component of a file is called in the whole */
export function saidTogether(files: readonly MergeFile[], idIn: (file: string, id: string) => string): Together {
  const formats = new Map<Importer, TogetherFile[]>();
  for (const { name, imported, importer } of files) {
    if (importer?.together === undefined) continue;
    const file = { name, imported, idOf: (id: string) => idIn(name, id) };
    formats.set(importer, [...(formats.get(importer) ?? []), file]);
  }
  const said = [...formats].flatMap(([importer, some]) =>
    some.length > 1 && importer.together !== undefined ? [importer.together(some)] : [],
  );
  return {
    relations: said.flatMap(({ relations }) => relations),
    toFill: said.flatMap(({ toFill }) => toFill),
    warnings: said.flatMap(({ warnings }) => warnings),
  };
}

/** Relations, and those of more that say something else. */
export function withMore(drafts: readonly RelationDraft[], more: readonly RelationDraft[]): readonly RelationDraft[] {
  const key = ({ from, kind, to, role }: RelationDraft): string => [from, kind, to, role ?? ''].join('\0');
  const known = new Set(drafts.map(key));
  const added = new Map(more.filter((draft) => !known.has(key(draft))).map((draft) => [key(draft), draft]));
  return [...drafts, ...added.values()];
}
