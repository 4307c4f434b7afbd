import { wordsOf } from '../secrets.ts';
import { factsOf } from '../tool-facts.ts';

/** What a node of a LangGraph is to the trust graph. */
export type NodePart =
  /** Calls a model. */
  | 'agent'
  /** Calls a model to decide who goes on. */
  | 'orchestrator'
  | 'tool'
  /** Looks something up and puts it into the state. */
  | 'retrieval'
  | 'memory'
  /** A human decides whether it goes on. */
  | 'gate'
  /** A human says something: a gate, unless the graph begins with it. */
  | 'answer'
  | 'guardrail'
  | 'evaluator'
  /** Neither calls a model nor anything else that counts. */
  | 'pass';

export type NodeRole = {
  readonly part: NodePart;
  readonly rule: string;
  /** False: nothing says so, it is only the likeliest. */
  readonly isKnown: boolean;
};

/** The first row of which any word of the name is one decides. */
const telling: readonly (readonly [NodePart, RegExp])[] = [
  ['gate', /^(?:approv\w*|hitl|interrupt\w*|signoff|confirm\w*)$/],
  ['answer', /^(?:humans?)$/],
  ['pass', /^hooks?$/],
  ['guardrail', /^(?:guard|guards|guardrails?|moderat\w*|saniti[sz]\w*|redact\w*|pii|safety|shield)$/],
  ['evaluator', /^(?:evaluat\w*|grad(?:e|es|er|ers|ing)|judges?|critics?|critiques?|reflect\w*|reviewers?|scorer)$/],
  [
    'orchestrator',
    /^(?:supervis\w*|orchestrat\w*|routers?|coordinat\w*|planners?|replan\w*|triage|dispatch\w*|manager)$/,
  ],
];

/** Of these the last word of the name that is one decides: a `tool_calling_llm` is a model, `agent_tools` are tools. */
const usual: readonly (readonly [NodePart, RegExp])[] = [
  ['agent', /^(?:agents?|subagents?|assistants?|llms?|models?|chat|chatbots?|bots?|gpt|claude|gemini|oracle|brain)$/],
  [
    'agent',
    /^(?:respon\w+|answers?|generat\w*|writ(?:e|es|er|ing)|draft\w*|summar\w*|rewrit\w*|translat\w*|transform\w*)$/,
  ],
  ['agent', /^(?:research\w*|analys\w*|analyz\w*|classif\w*|extract\w*|reason\w*|think\w*|solv\w*|experts?|workers?)$/],
  ['agent', /^(?:specialists?|coders?|programmers?|developers?|engineers?|decide\w*|conversation|persona|debater?)$/],
  ['tool', /^(?:tools?|toolnode|actions?|search\w*|get|fetch\w*|list|send\w*|api|sql|scrap\w*|crawl\w*|browse\w*)$/],
  ['retrieval', /^(?:retriev\w*|rag|lookup|vectorstore|knowledge)$/],
  ['memory', /^(?:memor(?:y|ies)|store|remember\w*|recall\w*|save\w*|persist\w*|checkpoint\w*)$/],
  ['gate', /^review$/],
  ['guardrail', /^filter\w*$/],
  ['orchestrator', /^(?:plan|planning|route|routing|select\w*|delegat\w*)$/],
];

/** `ask_user`, `user_feedback`: a human again, though `user` alone may be what the node is about. */
const userAnswers = /^(?:ask|asks|input|feedback|wait|reply|select|selection|choose|choice|decision)$/;

/** Words of the table of tools that name steps of graphs as often. */
const AMBIGUOUS = new Set(
  'thinking sequential linear monday teams time everything drive notes files memory web'.split(' '),
);

/** A readable guess from the name alone. */
export function roleOfName(name: string): NodeRole {
  const words = wordsOf(name);
  for (const [part, pattern] of telling) {
    const word = words.find((one) => pattern.test(one));
    if (word !== undefined) return named(part, word);
  }
  if (words.includes('user') && words.some((word) => userAnswers.test(word))) return named('answer', 'user');
  const found = words
    .toReversed()
    .flatMap((word) => usual.filter(([, pattern]) => pattern.test(word)).map(([part]) => named(part, word)));
  const [last] = found;
  if (last !== undefined && last.part !== 'tool') return last;
  const facts = words.some((word) => AMBIGUOUS.has(word)) ? undefined : factsOf(name);
  if (facts !== undefined) return known('tool', `its name is known as a tool for ${facts.title}`);
  return last ?? unknown;
}

const known = (part: NodePart, rule: string): NodeRole => ({ part, rule, isKnown: true });
const named = (part: NodePart, word: string): NodeRole => known(part, `its name says ${word.slice(0, 40)}`);
const unknown: NodeRole = {
  part: 'agent',
  rule: 'neither its name nor its class says what it does: taken to call a model',
  isKnown: false,
};

/** The class of what a node runs, as a path: surer than its name. Wrappers of functions say nothing. */
const classes: readonly (readonly [NodePart, RegExp])[] = [
  ['tool', /(?:^|\.)ToolNode$|(?:^|\.)tools?\.|Tool$/],
  ['retrieval', /retrievers?\.|vectorstores?\.|Retriever$/],
  [
    'pass',
    /(?:^|\.)(?:prompts?|output_parsers?)\.|(?:Prompt|PromptTemplate|OutputParser|RunnablePassthrough|RunnableParallel)$/,
  ],
  ['agent', /(?:^|\.)(?:chat_models?|llms|agents)\.|(?:^|\.)Chat[A-Z]\w*$|(?:^|\.)(?:AgentExecutor|\w*ChatModel)$/],
];

/** Graphs inside of graphs are agents, if their name says nothing else. */
const graphClass = /(?:^|\.)(?:CompiledStateGraph|CompiledGraph|CompiledMessageGraph|Pregel|RemoteGraph)$/;

export function roleOfNode(name: string, classPath: readonly string[] = []): NodeRole {
  const path = classPath.join('.');
  const shown = (classPath.at(-1) ?? '').slice(0, 60);
  const byClass = classes.find(([, pattern]) => pattern.test(path));
  const byName = roleOfName(name);
  // A supervisor that is a chat model stays a supervisor.
  const isRefined = byClass?.[0] === 'agent' && ['orchestrator', 'evaluator', 'guardrail'].includes(byName.part);
  if (byClass !== undefined && !isRefined) return known(byClass[0], `its class is ${shown}`);
  if (graphClass.test(path) && !byName.isKnown) return known('agent', `it is a graph of its own: ${shown}`);
  return byName;
}

const EMPTY = /^(?:node|nodes|step|graph|subgraph|call|run|invoke|my|the|a|an|main|first|last|new|test|\d+|[a-z])$/;

/** A name that its author gave it, and that means the same in another file; `agent` and `call_model` are no names. */
export const isOwnName = (name: string): boolean =>
  !/^(?:Chat|Runnable)[A-Z]/.test(name) &&
  wordsOf(name).some((word) => !EMPTY.test(word) && ![...telling, ...usual].some(([, pattern]) => pattern.test(word)));
