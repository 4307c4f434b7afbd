import { addService } from '../add-service.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';
import { mapFile } from './map-file.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, lastName, type Setting, severalIn, textIn } from './setting.ts';

/** Sources that `readers` have in their context; each file of them is a store, a text one of its own. */
export function mapKnowledge(mapping: Mapping, readers: readonly string[], sources: Setting | undefined): void {
  for (const source of severalIn(sources)) {
    for (const store of storesOf(mapping.drafts, source)) {
      for (const from of readers)
        mapping.drafts.relation({ from, to: store, kind: 'reads', provenance: declared(source) });
    }
  }
}

const PATHS = ['file_paths', 'file_path', 'paths', 'path', 'urls', 'url'];

function storesOf(drafts: Drafts, source: Setting): string[] {
  if (source.form === 'text') return [mapFile(drafts, source.text, source)];
  const fields = fieldsOf(source);
  const paths = PATHS.flatMap((key) => severalIn(fields.get(key)));
  const files = paths.flatMap((path) => {
    const text = textIn(path);
    if (text === undefined) return [];
    const store = mapFile(drafts, text, path);
    if (/^https?:/i.test(text)) feedFrom(drafts, store, text, path);
    return [store];
  });
  return files.length > 0 ? files : [unnamedStore(drafts, source)];
}

/** A page that is fetched into the store. */
function feedFrom(drafts: Drafts, store: string, url: string, path: Setting): void {
  const host = safeUrl(url)?.host ?? 'web';
  const provenance = inferred(path, 'the knowledge is fetched from this address');
  const id = addService(drafts, { id: host, name: `pages of ${host}`, exposed: false, provenance });
  drafts.relation({ from: id, to: store, kind: 'feeds', provenance });
}

function unnamedStore(drafts: Drafts, source: Setting): string {
  const kind = source.form === 'call' || source.form === 'name' || source.form === 'code' ? lastName(source.name) : '';
  const name = textIn(fieldsOf(source).get('name')) ?? (kind === '' ? 'knowledge' : kind);
  const id = drafts.idFor(
    `knowledge ${source.at.file}:${source.at.line}:${source.at.column} ${source.pointer}`,
    shownName(name),
  );
  drafts.component({ id, kind: 'data-store', name: 'knowledge of the crew', provenance: declared(source) });
  return id;
}
