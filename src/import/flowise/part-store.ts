import { declared, type Spot } from '../drafts.ts';
import { entriesOf, find, textOf } from '../located.ts';
import { isSecretName } from '../secrets.ts';
import { addLoader } from './add-loader.ts';
import type { FlowiseContext } from './context.ts';
import { itemsOf, type Part, plainText, settingOf, shortLabel, unpacked } from './part.ts';

/** A vector store or graph: nodes that name the same index of the same kind of store are one. @returns its id */
export function addPartStore({ drafts }: FlowiseContext, part: Part): string {
  const index = indexOf(part);
  const key = index === '' ? part.key : `flowise ${part.name} ${index}`;
  const id = drafts.idFor(key, part.label);
  const name = index === '' ? part.label : `${part.label} ${index}`;
  drafts.component({ id, kind: 'data-store', name: shortLabel(name), provenance: declared(part.spot) });
  return id;
}

const INDEX = /index(?:Name)?$|collection(?:Name)?$|namespace$|table(?:Name)?$|^database(?:Name)?$|^basePath$|bucket$/i;

/** Index, name space, collection, table: what tells stores of one kind apart. */
function indexOf({ inputs }: Part): string {
  const parts = entriesOf(inputs).flatMap(([name, { value }]) =>
    INDEX.test(name) && !isSecretName(name) ? [plainText(textOf(value))] : [],
  );
  return parts.filter((part) => part !== '' && !part.includes('://')).join(' ');
}

/** The document store that a node of version 1 selects; exports may be without it. @returns its id */
export function addDocumentStoreNode(context: FlowiseContext, node: Part): string {
  const selected = settingOf(node, 'selectedStore');
  if (selected !== undefined) return addDocumentStore(context, selected, node.spot, node.label);
  const { drafts } = context;
  const provenance = declared(node.spot);
  return drafts.component({ id: drafts.idFor(node.key, node.label), kind: 'data-store', provenance });
}

/** A document store of Flowise by `id:name` or id; what is loaded into it, if the file says so. @returns its id */
export function addDocumentStore(context: FlowiseContext, reference: string, spot: Spot, label?: string): string {
  const { drafts, exported, secrets } = context;
  const [key = '', ...rest] = reference.split(':');
  const stored = exported.documentStores.get(key);
  const name = rest.join(':') || textOf(find(stored, 'name')) || label || 'document store';
  const id = drafts.idFor(`flowise document store ${key}`, shortLabel(name));
  if (drafts.has(id)) return id;
  drafts.component({ id, kind: 'data-store', name: shortLabel(name), provenance: declared(spot) });
  drafts.identify(id, { by: 'id', key: `flowise document store ${key}` });
  if (stored === undefined) return id;
  for (const [at, loader] of itemsOf(find(stored, 'loaders')).entries()) {
    const kind = textOf(find(loader, 'loaderId')) ?? 'loader';
    const inputs = unpacked(find(loader, 'loaderConfig'));
    const partKey = `document store ${key} loader ${at}`;
    const labelOf = shortLabel(textOf(find(loader, 'loaderName')) ?? kind);
    const part = { key: partKey, name: kind, label: labelOf, spot: loader, inputs, credential: undefined };
    addLoader(context, { ...part, takes: undefined }, [{ id, spot: loader }]);
  }
  const vectors = unpacked(find(stored, 'vectorStoreConfig'));
  const kind = textOf(find(vectors, 'name'));
  if (vectors !== undefined && kind !== undefined) {
    const part = { key: `document store ${key} vectors`, name: kind, label: kind, spot: vectors, takes: undefined };
    secrets.add({ ...part, inputs: unpacked(find(vectors, 'config')), credential: undefined }, [id]);
  }
  return id;
}
