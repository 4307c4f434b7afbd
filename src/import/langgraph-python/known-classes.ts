import type { PyProgram } from '../python/py-program.ts';
import { lastName, type PyCall } from '../python/py-value.ts';
import { langName } from './lang-name.ts';

const STORES =
  /^(?:Chroma|FAISS|Pinecone\w*|Qdrant\w*|Weaviate\w*|Milvus|Zilliz|PGVector\w*|InMemoryVectorStore|Elasticsearch\w*|OpenSearch\w*|LanceDB|MongoDBAtlas\w*|AzureSearch|AzureAISearch\w*|Neo4jVector|SupabaseVectorStore|DocArray\w*|Annoy|AstraDB\w*|Vectara|\w*VectorStore|\w*VectorSearch|BM25Retriever|ParentDocumentRetriever|VectorStoreIndex)$/;

/** A call that makes a vector store or a retriever over one: `Chroma(…)`, `FAISS.from_documents(…)`. */
export function isStoreCall(program: PyProgram, call: PyCall): boolean {
  if (program.nameOf(call.callee) === undefined) return false;
  return STORES.test(storeClass(call));
}

export function storeClass({ callee }: PyCall): string {
  const name = lastName(callee) ?? '';
  const isFactory = /^a?from_\w+$/.test(name) || name === 'load_local';
  return isFactory && callee.form === 'attribute' ? (lastName(callee.object) ?? '') : name;
}

const TOOL =
  /(?:Tool|Toolkit|SearchResults|SearchRun|QueryRun|Wrapper|Search|REPL|WikipediaRetriever|ArxivRetriever|APIRetriever)$/;
const TOOL_MAKER = /^(?:(?:Tool|StructuredTool)(?:\.from_function)?|create_retriever_tool)$/;

/** A call that makes a tool of LangChain: `TavilySearch(…)`, `DuckDuckGoSearchRun()`. */
export function isToolClass(program: PyProgram, call: PyCall): boolean {
  const name = langName(program, call);
  if (name === undefined) return false;
  if (TOOL_MAKER.test(name)) return true;
  const [own = '', factory = 'from_'] = name.split('.');
  if (!/^(?!Injected)[A-Z]/.test(own) || !factory.startsWith('from_')) return false;
  const full = program.nameOf(call.callee) ?? '';
  return TOOL.test(own) || /\.(?:tools|utilities|agent_toolkits)\./.test(full);
}
