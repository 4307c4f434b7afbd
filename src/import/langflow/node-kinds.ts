import { factsOf } from '../tool-facts.ts';
import { valueIn } from './fields.ts';
import type { LangflowNode } from './node.ts';

/** What a component is to us. */
export type NodeKind =
  | 'chat-input'
  | 'webhook'
  /** Has a model and instructions of its own. */
  | 'agent'
  /** Chains, crews, routers that a model decides. */
  | 'orchestrator'
  /** Gives a model to others, or answers by itself. */
  | 'model'
  | 'embeddings'
  /** Orders what was found. */
  | 'reranker'
  | 'vector-store'
  | 'knowledge'
  | 'memory'
  | 'files'
  | 'mcp'
  | 'sub-flow'
  | 'request'
  | 'code'
  /** Something outside that it calls. */
  | 'service'
  /** Shapes or branches content. */
  | 'pass'
  /** Code of which nothing is known. */
  | 'unknown';

/** Classes of Langflow 1.0 to 1.7, without `Component` at their end. */
const byType: ReadonlyMap<string, NodeKind> = new Map<string, NodeKind>(
  (
    [
      ['chat-input', 'ChatInput'],
      ['webhook', 'Webhook'],
      ['mcp', 'MCP MCPTools MCPStdio MCPSse MCPServer'],
      ['sub-flow', 'RunFlow SubFlow FlowTool'],
      ['request', 'APIRequest URL URLLoader GraphQLRequest'],
      [
        'code',
        'PythonREPL PythonREPLTool PythonREPLCore PythonCodeStructuredTool PythonCodeStructured PythonFunction PythonInterpreter CodeInterpreter',
      ],
      ['knowledge', 'KnowledgeIngestion KnowledgeRetrieval KBIngestion KBRetrieval KnowledgeBase'],
      ['files', 'File Directory SaveToFile SaveFile FileWriter LocalFile CSVtoData JSONtoData ReadFile WriteFile'],
      ['orchestrator', 'LLMRouter SmartRouter LLMSelector SequentialCrew HierarchicalCrew VectorStoreRouterAgent'],
      ['agent', 'StructuredOutput BatchRun Cuga LambdaFilter SmartFunction SmartTransform GuardrailValidator'],
      [
        'pass',
        'TextInput SecretInput ChatOutput TextOutput DataOutput JSONOutput Prompt ConditionalRouter DataConditionalRouter Pass Notify Listen Loop IDGenerator JSONCleaner RegexExtractor MessagetoData MessageToData DocumentsToData AdvancedDynamicFormBuilder DynamicCreateData ExportDoclingDocument ChunkDoclingDocument Retriever VectorStoreInfo HtmlLinkExtractor RunnableExecutor CharacterText SequentialTask HierarchicalTask OutputParser SubFlowOutput FlowOutput AlterMetadata FakeEmbeddings MockDataGenerator CombineInputs TextEmbedder EmbeddingSimilarity',
      ],
    ] satisfies [NodeKind, string][]
  ).flatMap(([kind, types]) => types.split(' ').map((type) => [type.toLowerCase(), kind] as const)),
);

const SHAPES =
  /^(?:Parse|Split|Combine|Merge|Filter|Update|Create|Select|Extract|Convert|Data(?:Frame)?(?:To|Op|Out|Filter)|Prompt|TextOp|Type)|(?:TextSplitter|Splitter|OutputParser|Converter|Parser|Task|Retriever|RetrieverTool)$/;
const REMEMBERS = /memory|Message(?:Reader|Writer|Store|History)|StoreMessage|^mem0/i;

/** @param hasModel - a model goes into it */
export function kindOf(node: LangflowNode, hasModel: boolean): NodeKind {
  const type = node.type.replace(/(.)(?:Tool)?Component$/, '$1');
  const known = byType.get(type.toLowerCase()) ?? byType.get(node.type.toLowerCase());
  if (known !== undefined) return known;
  if (/(?:Chain|Crew)$|RetrievalQA/.test(type)) return 'orchestrator';
  if (/Agent(?:V\d)?$|^Agent/.test(type) && !/^AgentQL/i.test(type)) return 'agent';
  if (
    node.gives.has('VectorStore') ||
    SEARCHES.some((field) => node.fields.has('ingest_data') && node.fields.has(field))
  )
    return 'vector-store';
  if (node.gives.has('Embeddings') || /Embeddings?(?:Model)?$/.test(type)) return 'embeddings';
  if (node.gives.has('LanguageModel') || /Model$/.test(type)) return 'model';
  if (/Rerank/i.test(type)) return 'reranker';
  if (hasModel || choosesModel(node)) return 'agent';
  if (REMEMBERS.test(node.type)) return 'memory';
  if (SHAPES.test(type)) return 'pass';
  if (namesOf(node).some((name) => factsOf(name) !== undefined)) return 'service';
  return node.fields.size > 0 && hasAddress(node) ? 'service' : 'unknown';
}

const SEARCHES = ['search_query', 'search_input', 'embedding'];

/** By what the table of tools may know a component: `RSSReaderSimple` is an RSS Reader. */
export const namesOf = ({ type, title }: LangflowNode): string[] => [
  type,
  type.replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2'),
  title,
];

/** New versions hold the chosen models in a field of their own type. */
function choosesModel({ fields }: LangflowNode): boolean {
  const model = valueIn(fields, 'model');
  return fields.has('agent_llm') || (model?.form === 'list' && model.items.some(({ form }) => form === 'map'));
}

/** Fields that hold the address of a server. */
export const ADDRESSES = [
  'url',
  'api_url',
  'base_url',
  'api_endpoint',
  'endpoint_url',
  'endpoint',
  'server_url',
  'host',
];

const hasAddress = ({ fields }: LangflowNode): boolean =>
  ADDRESSES.some((name) => {
    const value = valueIn(fields, name);
    return value?.form === 'scalar' && typeof value.value === 'string' && /^https?:/.test(value.value);
  });
