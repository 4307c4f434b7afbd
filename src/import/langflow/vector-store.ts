import { type Drafts, declared } from '../drafts.ts';
import { isLoopback } from '../loopback.ts';
import { safeUrl } from '../secrets.ts';
import { type Fields, textIn } from './fields.ts';
import type { LangflowNode } from './node.ts';

const COLLECTIONS = [
  'index_name',
  'collection_name',
  'collection',
  'table_name',
  'index',
  'keyspace',
  'knowledge_base',
  'knowledge_base_name',
  'kb_name',
  'redis_index_name',
  'class_name',
];
const PLACES = [
  'opensearch_url',
  'elasticsearch_url',
  'url',
  'api_endpoint',
  'host',
  'cluster_url',
  'supabase_url',
  'pg_server_url',
  'mongodb_atlas_cluster_uri',
  'chroma_server_host',
  'redis_server_url',
  'connection_args',
  'server_url',
  'database_name',
  'persist_directory',
];

/** What a vector store or knowledge base keeps; two components on one collection share it. @returns its id */
export function addVectorStore(drafts: Drafts, node: LangflowNode): string {
  const { type, title, fields, key, spot } = node;
  const collection = textIn(fields, ...COLLECTIONS)?.text;
  const place = placeOf(fields);
  const family = type.replace(/(?:VectorStore|Hybrid|Ingestion|Retrieval|Component)+/g, '');
  const identity = collection === undefined ? undefined : [family, place ?? '', collection].join(' ');
  const id = drafts.idFor(`store ${identity ?? key}`, collection ?? `${title} data`);
  const name = collection === undefined ? `what ${title} keeps` : `${collection} in ${title}`;
  const isNew = !drafts.has(id);
  drafts.component({ id, kind: 'data-store', name, provenance: declared(spot) });
  // The same place under the same name is one store for every flow that uses it.
  if (identity !== undefined && (place !== undefined || family.startsWith('K')))
    drafts.identify(id, { by: 'id', key: `vector store ${identity}` });
  if (isNew) {
    const why = 'the flow does not say what its documents are worth, nor who else may write to it';
    drafts.toFill.push({ component: id, field: 'value', why });
  }
  return id;
}

/** Without anything secret, and not this machine's, which is another one elsewhere. */
function placeOf(fields: Fields): string | undefined {
  const text = textIn(fields, ...PLACES)?.text;
  if (text === undefined) return undefined;
  const url = safeUrl(text);
  if (url === undefined) return /[/\\@]/.test(text) ? undefined : text;
  return isLoopback(url.host) ? undefined : url.shown;
}
