import { knownText } from '../python/known-text.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyValue } from '../python/py-value.ts';

/** Classes and functions of LangChain's integrations that make a model. */
const MODELS =
  /^(?:Chat(?!Prompt|Message|History|Memory|Generation|Result|Session)[A-Z]\w*|AzureChatOpenAI|AzureOpenAI|OpenAI|Anthropic\w*|Ollama\w*|Bedrock\w*|LlamaCpp|VertexAI\w*|GoogleGenerativeAI|HuggingFace(?:Hub|Endpoint|Pipeline)|Cohere|MistralAI|Together|Fireworks|Groq|OpenAI(?:Chat|Responses)?Model|AnthropicModel|GeminiModel|GoogleModel|GroqModel|MistralModel|init_chat_model|load_chat_model|configurable_model|Fake\w*ChatModel|GenericFakeChatModel)$/;

/** Agents of other libraries that nodes run: their model is all that is read of them. */
const FOREIGN = /^(?:pydantic_ai(?:\.agent)?\.Agent|crewai\.(?:Crew|LLM|Agent))$/;

export const isForeignAgent = (program: PyProgram, value: PyValue): boolean =>
  value.form === 'call' && FOREIGN.test(program.nameOf(value.callee) ?? '');

export function isModelCall(program: PyProgram, call: PyCall): boolean {
  const name = lastName(call.callee) ?? '';
  if (isForeignAgent(program, call)) return true;
  if (!MODELS.test(name) || /Embeddings?$/.test(name)) return false;
  const full = program.nameOf(call.callee);
  // A function of the program that is called like one makes what it returns.
  return full !== undefined && !/^(?:openai|anthropic|cohere|together|groq|ollama)\./.test(full);
}

/** The names that a model may have; none if only the running code knows. */
export function modelNames(program: PyProgram, model: PyValue): readonly string[] {
  if (model.form === 'string') return [withoutProvider(model.text)];
  if (model.form !== 'call') return [];
  const given = NAMES.flatMap((name) => argumentOf(model, name) ?? []);
  const [first = isDirect(model) ? undefined : model.args[0]] = given;
  if (first === undefined) return [];
  const names = program.resolve(first).flatMap((one) => {
    if (one.form === 'variable') return one.fallback === undefined ? [] : [knownText(program, one.fallback)];
    return [knownText(program, one)];
  });
  return names.flatMap(({ text, isWhole }) => (isWhole && text.trim() !== '' ? [withoutProvider(text)] : []));
}

const NAMES = ['model', 'model_name', 'model_id', 'azure_deployment', 'deployment_name', 'repo_id', 'deployment'];

/** Clients take messages first. */
const isDirect = ({ callee }: PyCall): boolean =>
  callee.form === 'attribute' && /^(?:create|parse|chat)$/.test(callee.name);

const PROVIDERS =
  /^(?:openai|anthropic|azure_openai|azure_ai|google_vertexai|google_genai|google_anthropic_vertex|bedrock|bedrock_converse|cohere|fireworks|together|mistralai|huggingface|groq|ollama|deepseek|ibm|nvidia|xai|perplexity)[:/](?=.)/;

/** `openai:gpt-4o` is the gpt-4o of others. */
const withoutProvider = (name: string): string => name.trim().replace(PROVIDERS, '');
