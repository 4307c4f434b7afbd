import { wordsOf } from '../secrets.ts';
import { type Behind, type Capability, type ToolFacts, webPages } from '../tool-facts.ts';

type Row = readonly [word: RegExp, title: string, can: readonly Capability[], behind: Behind];

const mail: Behind = { form: 'external', id: 'mailbox', name: 'mail' };
const messages: Behind = { form: 'external', id: 'chat-messages', name: 'chat messages' };
const files: Behind = { form: 'files' };
const nothing: Behind = { form: 'nothing' };

/** Words in the names of tools that a server lists; a tool may match several rows. */
const rows: readonly Row[] = [
  [
    /^(?:shell|terminal|command|commands|bash|exec|eval|python|script|code)$/,
    'commands',
    ['execute'],
    { form: 'host' },
  ],
  [
    /^(?:sql|query|database|db|tables?|warehouse|rows?|records?|collections?)$/,
    'database',
    ['read-private', 'write'],
    { form: 'database', name: 'database' },
  ],
  [/^(?:files?|folders?|director(?:y|ies)|path|workspace)$/, 'files', ['read-private'], files],
  [/^(?:notes?|documents?|docs?|knowledge|vector|semantic|embeddings?)$/, 'documents', ['read-private'], files],
  [/^(?:e?mails?|inbox|gmail)$/, 'mail', ['read-private', 'ingest-untrusted'], mail],
  [/^(?:messages?|channels?|chats?|threads?|slack)$/, 'messages', ['read-private', 'ingest-untrusted'], messages],
  [
    /^(?:web|pages?|urls?|http|browse|browser|scrape|crawl|websites?|internet|news|navigate|screenshot)$/,
    'web pages',
    ['ingest-untrusted', 'egress'],
    webPages,
  ],
  [/^(?:send|post|publish|notify|reply|tweet|upload|share|email)$/, 'messages', ['egress', 'write'], nothing],
  [
    /^(?:create|update|delete|write|remove|insert|edit|move|rename|set|deploy|apply|add|merge|push)$/,
    'changes',
    ['write'],
    nothing,
  ],
];

/** Verbs that only look: an `update` beside them is another tool. */
const LOOKING = /^(?:list|describe|read|get|show|count)$/;

/** What the names of a server's own tools say about it; undefined if they say nothing. */
export function factsOfTools(tools: readonly string[]): ToolFacts | undefined {
  const found = tools.slice(0, MOST_TOOLS).flatMap(factsIn);
  const [first] = found;
  if (first === undefined) return undefined;
  const can = [...new Set(found.flatMap((facts) => facts.can))];
  const behind = found.find((facts) => facts.behind.form !== 'nothing') ?? first;
  return { title: behind.title, can, behind: behind.behind };
}

const MOST_TOOLS = 500;

function factsIn(tool: string): ToolFacts[] {
  const words = wordsOf(tool.slice(0, 200));
  const only = words.some((word) => LOOKING.test(word));
  return rows
    .filter(([pattern]) => words.some((word) => pattern.test(word)))
    .map(([, title, can, behind]) => ({ title, can: only ? can.filter((one) => one !== 'write') : can, behind }));
}
