import { find, textOf } from '../located.ts';
import { firstParameter, type Parameter, shownName } from './parameter.ts';
import type { WorkflowNode } from './workflow.ts';

/** Which data a node reaches: of a table, a sheet, a collection; or all that a credential opens. */
export type DataPlace = {
  /** The same key, the same data. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** Why it is taken to be these data, where the file does not name them. */
  readonly because?: string;
  /** A model or the flow decides which. */
  readonly isDynamic: boolean;
};

type Way = { readonly family: string; readonly title: string; readonly outer?: string[]; readonly inner: string[] };

const way = (family: string, title: string, inner: string, outer = ''): Way => ({
  family,
  title,
  inner: inner.split(' '),
  ...(outer === '' ? {} : { outer: outer.split(' ') }),
});

/** By type: what its databases are called, and the settings that name the data. */
const ways: Readonly<Record<string, Way>> = {
  postgres: way('postgres', 'PostgreSQL', 'table tableName'),
  supabase: way('postgres', 'Supabase', 'tableId'),
  timescaledb: way('timescale', 'Timescale', 'table'),
  cratedb: way('crate', 'CrateDB', 'table'),
  questdb: way('quest', 'QuestDB', 'table'),
  mysql: way('mysql', 'MySQL', 'table'),
  microsoftsql: way('mssql', 'SQL Server', 'table'),
  oracledatabase: way('oracle', 'Oracle', 'table'),
  oraclesql: way('oracle', 'Oracle', 'table'),
  snowflake: way('snowflake', 'Snowflake', 'table'),
  mongodb: way('mongo', 'MongoDB', 'collection'),
  redis: way('redis', 'Redis', 'list channel'),
  airtable: way('airtable', 'Airtable', 'table tableId', 'base application baseId'),
  nocodb: way('nocodb', 'NocoDB', 'table', 'projectId'),
  baserow: way('baserow', 'Baserow', 'tableId', 'databaseId'),
  googlesheets: way('google-sheets', 'Google Sheets', 'sheetName sheet range', 'documentId sheetId'),
  microsoftexcel: way('excel', 'Excel', 'worksheet', 'workbook'),
  microsoftexcelsharepoint: way('excel', 'Excel', 'worksheet', 'workbook'),
  seatable: way('seatable', 'SeaTable', 'tableName'),
  stackby: way('stackby', 'Stackby', 'table', 'stackId'),
  grist: way('grist', 'Grist', 'tableId', 'docId'),
  coda: way('coda', 'Coda', 'tableId', 'docId'),
  quickbase: way('quickbase', 'Quick Base', 'tableId'),
  googlebigquery: way('bigquery', 'BigQuery', 'tableId', 'datasetId'),
  googlefirebasecloudfirestore: way('firestore', 'Firestore', 'collection'),
  googlefirebaserealtimedatabase: way('firebase', 'Firebase', 'path'),
  awsdynamodb: way('dynamodb', 'DynamoDB', 'tableName'),
  azurecosmosdb: way('cosmos', 'Cosmos DB', 'container containerCreate'),
  elasticsearch: way('elasticsearch', 'Elasticsearch', 'indexId'),
  awss3: way('s3', 'S3', 'bucketName'),
  s3: way('s3', 'S3', 'bucketName'),
  googlecloudstorage: way('gcs', 'Cloud Storage', 'bucketName'),
  azurestorage: way('azure-storage', 'Azure Storage', 'container'),
  datatable: way('n8n-table', 'data tables of n8n', 'dataTableId'),
  googledocs: way('google-docs', 'Google Docs', 'documentURL'),
  ftp: way('ftp', 'FTP server', 'path'),
};
const files = way('files', 'files', 'fileName filePath fileSelector dataPropertyFileName path');

export function dataPlace(node: WorkflowNode): DataPlace {
  const { family, title, inner, outer = [] } = ways[node.type.base.toLowerCase()] ?? wayOf(node);
  const [table, base] = [firstParameter(node.parameters, ...inner), firstParameter(node.parameters, ...outer)];
  if (table?.form === 'literal') return named(family, table, base);
  const inQuery = tablesIn(node);
  if (inQuery !== undefined) return { key: `${family} ${inQuery}`, id: inQuery, name: inQuery, isDynamic: false };
  if (base?.form === 'literal') return { ...named(family, base, undefined), isDynamic: table?.form === 'dynamic' };
  return wholeOf(node, family, title, table?.form === 'dynamic' || base?.form === 'dynamic');
}

const wayOf = ({ type }: WorkflowNode): Way =>
  /file/i.test(type.base) ? files : way(type.base.toLowerCase(), type.base, 'table tableName collection');

function named(family: string, table: Parameter, base: Parameter | undefined): DataPlace {
  const shown = base?.form === 'literal' && base.shown !== undefined ? `${base.shown}: ` : '';
  const name = shownName(`${shown}${nameIn(table)}`);
  const within = base?.form === 'literal' ? `${base.text} ` : '';
  return { key: `${family} ${within}${table.text}`, id: name, name, isDynamic: false };
}

const nameIn = (table: Parameter): string =>
  table.form === 'literal' && table.shown !== undefined ? table.shown : table.text;

/** Nobody says which table: all that this credential opens. */
function wholeOf(
  { credentials, key, name }: WorkflowNode,
  family: string,
  title: string,
  isDynamic: boolean,
): DataPlace {
  const [credential] = credentials;
  const whose = credential === undefined ? name : credential.name;
  return {
    key: credential === undefined ? `${family} of ${key}` : `${family} of ${credential.id} ${credential.name}`,
    id: shownName(`${title} of ${whose}`),
    name: shownName(`${title} of ${whose}`),
    because: 'the node does not name its data: it is taken to reach all that its credential opens',
    isDynamic,
  };
}

/** The one table of a query that stands in the file. */
function tablesIn({ parameters }: WorkflowNode): string | undefined {
  const query = textOf(find(parameters, 'query')) ?? textOf(find(parameters, 'sqlQuery'));
  if (query === undefined || query.includes('$fromAI')) return undefined;
  const found = [
    ...query.matchAll(/\b(?:from|into|update|join|table)\s+(?:only\s+|if\s+(?:not\s+)?exists\s+)?"?`?([a-z_][\w.]*)/gi),
  ];
  const tables = new Set(found.map(([, table = '']) => table.replace(/^public\./i, '').toLowerCase()));
  const own = [...tables].filter(
    (table) => !/^(?:information_schema|pg_)|^(?:select|set|lateral|where|exists)$/.test(table),
  );
  return own.length === 1 ? own[0] : undefined;
}

/** Of a vector store or a memory: the setting that names its collection. */
const COLLECTION = [
  'tableName',
  'pineconeIndex',
  'qdrantCollection',
  'milvusCollection',
  'weaviateCollection',
  'mongoCollection',
  'chromaCollection',
  'collectionName',
  'redisIndex',
  'indexName',
  'index',
  'collection',
  'memoryKey',
];

/** Where a vector store or a memory keeps what it is given. */
export function collectionPlace(node: WorkflowNode): DataPlace {
  const family = familyOf(node);
  const setting = firstParameter(node.parameters, ...COLLECTION);
  if (setting?.form === 'literal') return named(family, setting, undefined);
  const [credential] = node.credentials;
  const within = credential === undefined ? node.workflow.key : `${credential.id} ${credential.name}`;
  const which = setting === undefined ? '' : ` ${setting.text}`;
  return {
    key: `${family} in ${within}${which}`,
    id: shownName(node.name),
    name: shownName(node.name),
    isDynamic: setting !== undefined,
  };
}

/** Supabase is PostgreSQL: the same table under two types of nodes. */
function familyOf({ type }: WorkflowNode): string {
  const vendor = type.base.replace(/^(?:vectorStore|memory)/i, '').replace(/(?:Insert|Load|Chat|Scoped)$/, '');
  const family = vendor.toLowerCase();
  return /^(?:pgvector|supabase|postgres)$/.test(family) ? 'postgres' : family === 'mongodbatlas' ? 'mongo' : family;
}
