import { isDeepStrictEqual } from 'node:util';
import { isSeq, LineCounter, parse, parseDocument, stringify } from 'yaml';

type Fields = Record<string, unknown>;
type Entries = Record<string, Fields>;
type File = {
  components: Entries;
  controls?: Entries;
  relations: Fields[];
  suite?: Fields & { channels?: unknown[] };
};

/** What an author's hands would do: copied edits in a file, each piece where its comment says. */
export function pasted(file: string, copied: string): string {
  const whole = parse(file) as File;
  const pieces = (parse(copied) ?? {}) as Partial<File>;
  for (const section of ['components', 'controls'] as const) {
    for (const [id, fields] of Object.entries(pieces[section] ?? {})) {
      const entry = whole[section]?.[id];
      if (entry === undefined) throw new Error(`no ${id} in ${section}`);
      Object.assign(entry, fields);
    }
  }
  const relationAt = relationsByLine(file, whole.relations);
  const comments = [...copied.matchAll(/^ {2}# (set on this relation.*|instead of .*)$/gmu)].map(
    ([, text]) => text ?? '',
  );
  for (const [i, fields] of (pieces.relations ?? []).entries()) {
    const comment = comments[i] ?? '';
    const line = Number(/:(\d+)$/u.exec(comment)?.[1]);
    if (comment.startsWith('instead of')) {
      delete whole.components[fields['from'] as string]?.['model'];
      whole.relations.push(fields);
    } else Object.assign(relationAt.get(line) ?? (byGuard(whole, fields) as Fields), fields);
  }
  for (const [, text = ''] of copied.matchAll(/^# delete (.*)$/gmu)) deleteAs(text, whole, relationAt);
  const { channels = [], ...suite } = pieces.suite ?? {};
  whole.suite = { ...whole.suite, ...suite, channels: [...(whole.suite?.channels ?? []), ...channels] };
  return stringify(whole);
}

/** `guards` with `on`, of which nobody knows the line. */
const byGuard = ({ relations }: File, { from, on }: Fields): Fields | undefined =>
  relations.find((relation) => relation['from'] === from && isDeepStrictEqual(relation['on'], on));

function relationsByLine(file: string, relations: readonly Fields[]): Map<number, Fields> {
  const lines = new LineCounter();
  const sequence = parseDocument(file, { lineCounter: lines }).get('relations', true);
  const places = isSeq(sequence) ? sequence.items.map((item) => (item as { range: [number] }).range[0]) : [];
  return new Map(places.map((start, i) => [lines.linePos(start).line, relations[i] as Fields]));
}

function deleteAs(text: string, whole: File, relationAt: ReadonlyMap<number, Fields>): void {
  const [, key = '', value = '', control] =
    /^"(model|component|relation): (.+?)"(?: from "on")? of (.+?)(?:, [^,]*:\d+)?$/u.exec(text) ?? [];
  if (key === 'model') delete whole.components[control as string]?.['model'];
  else if (key !== '') {
    const entry = whole.controls?.[control as string] as Fields;
    entry['on'] = [entry['on']].flat().filter((on) => (on as Fields)[key] !== value);
  } else {
    const gone = relationAt.get(Number(/:(\d+)$/u.exec(text)?.[1]));
    whole.relations = whole.relations.filter((relation) => relation !== gone);
  }
}
