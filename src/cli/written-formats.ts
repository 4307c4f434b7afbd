import { graphFormats } from '../export/graph-formats.ts';
import { rawGraphFormats } from '../export/raw/raw-graph-formats.ts';

/** Something that `graph convert` writes, after `--to` or by the ending of `-o`. */
export type WrittenFormat = {
  readonly format: string;
  readonly title: string;
  readonly endings: readonly string[];
  readonly of: readonly ('ecosystem' | 'raw graph')[];
};

/** Everything that `graph convert` writes besides our own file, each once, by name. */
export function writtenFormats(): readonly WrittenFormat[] {
  const rows = new Map<string, WrittenFormat>();
  const add = (of: WrittenFormat['of'][number], formats: typeof rawGraphFormats | typeof graphFormats): void => {
    for (const { format, title, endings } of formats) {
      const { of: before = [], ...known } = rows.get(format) ?? { format, title, endings };
      rows.set(format, { ...known, of: [...before, of] });
    }
  };
  add('ecosystem', graphFormats);
  add('raw graph', rawGraphFormats);
  return [...rows.values()].sort((a, b) => (a.format < b.format ? -1 : 1));
}
