import { addLiteralCredential } from '../add-literal-credential.ts';
import { type AddedTool, addTool } from '../add-tool.ts';
import { assignmentsIn } from '../code-assignments.ts';
import type { Drafts } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { isLiteralSecret, isSecretName, looksSecret, safeUrl } from '../secrets.ts';
import { type Behind, type Capability, type ToolFacts, webPages } from '../tool-facts.ts';
import type { DifyNode } from './node.ts';

/** Code that the author wrote, in Dify's sandbox. Only what it does to content is looked for in it. */
export function mapCodeNode(drafts: Drafts, { key, title: name, spot, data }: DifyNode): AddedTool {
  const text = textOf(find(data, 'code')) ?? '';
  const tool = { key: `node ${key}`, name, spot, knownAs: [], callers: [], kind: 'plugin' as const };
  const added = addTool(drafts, { ...tool, facts: factsOfCode(text) });
  addKeysInCode(drafts, text, { data, title: name }, added);
  return added;
}

/** Calls that run a text as a program or a command; not methods of the same name, such as RegExp.exec. */
const RUNS =
  /(?<![.\w])(?:exec|eval|execfile|__import__)\s*\(|\bsubprocess\b|\bos\.(?:system|popen|exec\w*)\b|\bnew Function\s*\(|\bchild_process\b|\bvm\.runIn/;
const REQUESTS = /\b(?:requests|httpx|aiohttp|urllib\d?|http\.client|axios)\b|\bfetch\s*\(|\bXMLHttpRequest\b/;
/** Code is sent to somebody else who runs it: Dify's own sandbox, or an executor of the user. */
const SENT_TO_RUN = /https?:\/\/[^\s"']*\/(?:run|exec|execute|eval)\b/i;

function factsOfCode(text: string): ToolFacts {
  const sends = REQUESTS.test(text);
  const runs = RUNS.test(text) || (sends && SENT_TO_RUN.test(text));
  const host = sends ? safeUrl(/https?:\/\/[^\s"'{}<>\\]+/.exec(text)?.[0] ?? '')?.host : undefined;
  const can: Capability[] = sends ? ['ingest-untrusted', 'egress'] : [];
  if (runs) can.push('execute');
  const service: Behind = host === undefined || host === '' ? webPages : { form: 'external', id: host, name: host };
  return {
    title: sends ? 'code that sends requests' : 'code in a sandbox',
    can,
    behind: sends ? service : { form: 'nothing' },
  };
}

function addKeysInCode(
  drafts: Drafts,
  text: string,
  { data, title }: Pick<DifyNode, 'data' | 'title'>,
  { id, opens }: AddedTool,
): void {
  const spot = find(data, 'code');
  for (const { name, text: value } of assignmentsIn(text)) {
    const bare = value.replace(/^(?:Bearer|Basic)\s+/i, '');
    if (spot === undefined || !isSecretName(name) || !isLiteralSecret(value) || !looksSecret(bare)) continue;
    const use = { name: `${title} ${name}`, text: value, spot };
    addLiteralCredential(drafts, { ...use, holder: id, opens, owner: title });
  }
}
