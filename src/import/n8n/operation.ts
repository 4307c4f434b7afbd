import type { NodeType } from './node-type.ts';
import { defaultEffect } from './operation-defaults.ts';
import { firstParameter, type Parameter } from './parameter.ts';
import type { WorkflowNode } from './workflow.ts';

/** What a call does where it goes: takes content from there, or changes and sends something. */
export type Effect = 'reads' | 'writes';

/** By the operation of a node, or by its default where the file leaves it out; undefined: it may do anything. */
export function effectOf({ type, parameters }: Pick<WorkflowNode, 'type' | 'parameters'>): Effect | undefined {
  const operation = firstParameter(parameters, 'operation');
  if (operation !== undefined) return operation.form === 'literal' ? effectOfVerb(operation.text) : undefined;
  if (type.base === 'facebookGraphApi') return effectOfMethod(firstParameter(parameters, 'httpRequestMethod'));
  const resource = firstParameter(parameters, 'resource');
  return resource?.form === 'dynamic' ? undefined : effectByDefault(type, resource?.text);
}

const effectByDefault = ({ base }: NodeType, resource: string | undefined): Effect | undefined =>
  defaultEffect(base.toLowerCase(), resource?.toLowerCase());

function effectOfMethod(method: Parameter | undefined): Effect | undefined {
  if (method?.form === 'dynamic') return undefined;
  return method === undefined || /^get$/i.test(method.text) ? 'reads' : 'writes';
}

/** `getAll`, `roleAdd`, `mediaUrlGet`: the first word, or else any word that is a verb. */
function effectOfVerb(operation: string): Effect | undefined {
  const parts = operation
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  const [first = ''] = parts;
  if (RUNS.test(first)) return undefined;
  if (READS.test(first) || READ_NAMES.has(parts.join(' '))) return 'reads';
  if (WRITES.test(first) || parts.some((word) => WRITE_WORDS.has(word))) return 'writes';
  return parts.some((word) => READ_WORDS.has(word)) ? 'reads' : undefined;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What is run decides. */
const RUNS = /^(?:execute|run|invoke|launch|call|custom|trigger|perform)/;
const READS =
  /^(?:get|list|search|read|select|lookup|find|aggregate|download|info|keys|count|query|similarity|export|fetch|retrieve|watch|availability|load|scrape|screenshot|check|show|view|preview)/;
const WRITES =
  /^(?:send|post|create|reply|append|add|insert|update|upsert|upload|publish|delete|remove|clear|mark|move|label|draft|share|edit|pin|invite|set|push|write)/;
const READ_WORDS = words('get list search read lookup find download count fetch exists finder scrape screenshot');
const WRITE_WORDS =
  words(`add remove create update delete upload send post reply append insert publish unpublish archive unarchive
  close open reopen cancel rename copy duplicate clone merge enable disable activate deactivate kick leave ban unban
  timeout react like retweet lock unlock submit start stop reset pause resume restart join notify schedule reschedule
  unpin promote mute approve disapprove complete resolve trash untrash restore link unlink subscribe unsubscribe
  resubscribe make save resend setup tag void ship replace patch incr terminate`);
/** Operations that are called after what they give. */
const READ_NAMES = words(`history replies member members me status users user stats statistics messages metadata
  properties transitions administrators changelog report log reflog`);
