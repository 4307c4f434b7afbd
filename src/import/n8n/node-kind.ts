import { firstParameter, literal } from './parameter.ts';
import type { WorkflowNode } from './workflow.ts';

/** What a node is to the trust graph. */
export type NodeKind =
  /** Has a model and instructions. */
  | 'agent'
  | 'model'
  | 'memory'
  | 'vector-store'
  /** Brings a source of its own into a vector store. */
  | 'document'
  | 'parser'
  /** Parts between a store or a model and its agent: retrievers, splitters, loaders, choosers of models. */
  | 'part'
  /** Calls a workflow, for an agent or in the flow. */
  | 'workflow-tool'
  | 'workflow-call'
  | 'mcp-client'
  | 'code'
  | 'http'
  | 'data'
  /** A service, a file, a command: whatever else is called. */
  | 'service'
  /** A human who is asked in the flow, or before an agent's tool runs. */
  | 'approval'
  | 'tool-approval'
  | 'guardrail'
  | 'chat-trigger'
  | 'form-trigger'
  /** A further page of a form, in the flow. */
  | 'form-page'
  | 'webhook'
  | 'workflow-trigger'
  | 'mcp-trigger'
  /** The clock, a button, an error: brings no content from outside. */
  | 'quiet-trigger'
  | 'event-trigger'
  | 'evaluation'
  /** Routes, shapes or waits: content passes. */
  | 'pass'
  | 'note';

const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/\s+/));

const PASS = words(`if switch filter set merge splitInBatches noOp limit aggregate splitOut summarize sort
  removeDuplicates itemLists renameKeys compareDatasets html htmlExtract markdown xml crypto dateTime jwt totp
  compression moveBinaryData convertToFile extractFromFile readPDF spreadsheetFile editImage respondToWebhook
  stopAndError wait executionData debugHelper simulate iCalendar iCal timeSaved form chat dynamicCredentialCheck
  memoryManager memoryChatRetriever modelSelector e2eTest`);
const QUIET = words(`scheduleTrigger cron interval manualTrigger start n8nTrigger workflowTrigger errorTrigger
  evaluationTrigger simulateTrigger activationTrigger togglTrigger`);
const AGENT = words(`agent agentTool openAiAssistant chainLlm chainRetrievalQa chainSummarization
  informationExtractor textClassifier sentimentAnalysis messageAnAgent`);
/** Nodes of one vendor that do all its models can. */
const VENDOR = words('openAi anthropic googleGemini ollama mistralAi grok deepSeek');
const PART = words('toolVectorStore modelSelector toolExecutor');
const DATA = words(`postgres supabase timescaleDb crateDb questDb mySql microsoftSql oracleDatabase oracleSql snowflake
  databricks mongoDb redis airtable nocoDb baserow googleSheets microsoftExcel microsoftExcelSharePoint seaTable stackby
  grist coda quickbase googleBigQuery googleFirebaseCloudFirestore googleFirebaseRealtimeDatabase awsDynamoDb
  azureCosmosDb elasticsearch awsS3 s3 googleCloudStorage azureStorage dataTable googleDocs readWriteFile readBinaryFile
  readBinaryFiles writeBinaryFile localFile ftp fileMaker toolDataTableSql toolDataTableSqlQuery`);

/** By the type of a node, and by what it gives to others: types of the community follow the same pattern. */
export function kindOf(node: WorkflowNode, gives: ReadonlySet<string>, takes: ReadonlySet<string>): NodeKind {
  const { type } = node;
  const [name, base] = [type.name.toLowerCase(), type.base.toLowerCase()];
  if (name === 'stickynote') return 'note';
  if (/HitlTool$/.test(type.name)) return 'tool-approval';
  const trigger = triggerKind(name, type.name);
  if (trigger !== undefined) return trigger;
  // A wrapper of a model is no model of its own.
  if (gives.has('ai_languageModel') && takes.has('ai_languageModel')) return 'part';
  const known = langchainKind(node, name, base) ?? givenKind(gives, base);
  if (known !== undefined) return known;
  // Code of LangChain, and agents of the community.
  return takes.has('ai_languageModel') && gives.size <= 1 ? 'agent' : flowKind(node, name, base);
}

function triggerKind(name: string, written: string): NodeKind | undefined {
  if (QUIET.has(name)) return 'quiet-trigger';
  if (name === 'chattrigger' || name === 'manualchattrigger') return 'chat-trigger';
  if (name === 'formtrigger') return 'form-trigger';
  if (name === 'webhook') return 'webhook';
  if (name === 'mcptrigger') return 'mcp-trigger';
  if (name === 'executeworkflowtrigger') return 'workflow-trigger';
  if (written.endsWith('Trigger') || name === 'emailreadimap') return 'event-trigger';
  return undefined;
}

function langchainKind(node: WorkflowNode, name: string, base: string): NodeKind | undefined {
  if (AGENT.has(name)) return 'agent';
  if (VENDOR.has(base)) return vendorKind(node, name !== base);
  if (/^(?:lmchat|lm[a-z]|embeddings|reranker)/.test(name)) return 'model';
  if (PASS.has(name) && name.startsWith('memory')) return 'pass';
  if (/^memory[a-z]/.test(name)) return 'memory';
  if (/vectorstore/.test(name) && !/^(?:tool|retriever)/.test(name)) return 'vector-store';
  if (name === 'documentgithubloader') return 'document';
  if (/^outputparser/.test(name)) return 'parser';
  if (PART.has(name) || /^(?:retriever(?!workflow)|document|textsplitter)/.test(name)) return 'part';
  if (name === 'toolworkflow' || name === 'retrieverworkflow') return 'workflow-tool';
  if (name === 'executeworkflow') return 'workflow-call';
  if (/mcpclient/.test(name)) return 'mcp-client';
  if (name === 'guardrails') return 'guardrail';
  return undefined;
}

/** Writing texts is an agent's work; making files, sounds and pictures is a service. */
function vendorKind({ parameters, type }: WorkflowNode, isTool: boolean): NodeKind {
  const resource = literal(parameters, 'resource');
  if (type.base.toLowerCase() === 'mistralai' || isTool) return 'service';
  const operation = literal(parameters, 'operation') ?? '';
  const isText = resource === undefined || /^(?:text|chat|assistant|conversation|message)$/.test(resource);
  return isText || /^(?:analyze|message|complete)/.test(operation) ? 'agent' : 'service';
}

/** Whatever it is called: what gives a model is one. */
function givenKind(gives: ReadonlySet<string>, base: string): NodeKind | undefined {
  if (gives.has('ai_languageModel') || gives.has('ai_embedding') || gives.has('ai_reranker')) return 'model';
  if (gives.has('ai_memory')) return 'memory';
  if (gives.has('ai_vectorStore')) return 'vector-store';
  if (gives.has('ai_outputParser')) return 'parser';
  if (gives.has('ai_document') || gives.has('ai_textSplitter') || gives.has('ai_retriever')) return 'part';
  if (gives.has('ai_agent')) return 'agent';
  return gives.has('ai_tool') && /^(?:toolcode|code)$/.test(base) ? 'code' : undefined;
}

function flowKind(node: WorkflowNode, name: string, base: string): NodeKind {
  if (asksHuman(node, name)) return 'approval';
  if (/^(?:code|function|functionitem|aitransform|toolcode|toolcalculator|toolthink)$/.test(base)) return 'code';
  if (/^(?:httprequest|toolhttprequest|graphql|rssfeedread|ssetrigger)$/.test(base)) return 'http';
  if (name === 'form') return literal(node.parameters, 'operation') === 'completion' ? 'pass' : 'form-page';
  if (name === 'evaluation') return 'evaluation';
  if (DATA.has(base)) return 'data';
  // A step that shapes, called by an agent.
  if (PASS.has(base) && base !== name) return 'code';
  return PASS.has(name) ? 'pass' : 'service';
}

/** The workflow stops until a human answers: a message with buttons, a link, a form. */
function asksHuman({ parameters, type }: WorkflowNode, name: string): boolean {
  if (type.name.endsWith('Tool')) return false;
  if (name === 'gotohuman') return true;
  if (/^(?:sendAndWait|dispatchAndWait)$/.test(literal(parameters, 'operation') ?? '')) return true;
  if (literal(parameters, 'responseType') === 'approval') return true;
  if (name === 'chat') return firstParameter(parameters, 'waitUserReply')?.text === 'true';
  return name === 'wait' && /^(?:webhook|form)$/.test(literal(parameters, 'resume') ?? '');
}
