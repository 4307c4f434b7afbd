import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { declared, inferred } from '../drafts.ts';
import { roleOfName } from '../langgraph/node-role.ts';
import type { WorkStep } from '../langgraph/work-step.ts';
import type { RadarNode } from './read-radar.ts';

export const START = /^_*start_*$/i;
export const END = /^_*end_*$/i;

/** The framework whose graph it is, as far as its nodes tell. */
export type Flavour = 'graph' | 'workflow';

/** A node that is neither an agent nor a tool: where it begins, a step of LangGraph, or a node of n8n. */
export function basicStep(drafts: Drafts, node: RadarNode, flavour: Flavour, isFirst: boolean): WorkStep | undefined {
  const { name, located: spot } = node;
  const base = { key: `node ${name}`, name, spot };
  if (START.test(name)) return { ...base, part: 'start', provenance: declared(spot) };
  if (flavour === 'workflow' && isFirst) return triggerStep(drafts, node);
  if (flavour === 'workflow') {
    const why = 'Radar calls it basic: it only passes content on, so that its neighbours are joined';
    drafts.ignored.push({ what: `node ${name.slice(0, 80)}`, where: describePlace(spot.at), why });
    return { ...base, part: 'pass', provenance: inferred(spot, why) };
  }
  const { part, rule, isKnown } = roleOfName(name);
  return { ...base, part, provenance: { ...inferred(spot, rule), ...(isKnown ? {} : { certainty: 'assumed' }) } };
}

/** What sets a workflow off: people and strangers where its name says so. */
function triggerStep(drafts: Drafts, { name, located: spot }: RadarNode): WorkStep {
  const base = { key: `node ${name}`, name, spot };
  if (/schedule|cron|interval|another workflow|executed by|error/i.test(name)) {
    const why = 'it starts the workflow without content of its own, or with that of a workflow that is not in the file';
    drafts.ignored.push({ what: `node ${name.slice(0, 80)}`, where: describePlace(spot.at), why });
    return { ...base, part: 'pass', provenance: inferred(spot, why) };
  }
  const isContent = /webhook|e?mail|gmail|imap|rss|http|issue|ticket/i.test(name);
  const isPublic = isContent || /chat|message|form|telegram|whatsapp|slack|discord/i.test(name);
  const rule = isPublic ? 'its name says that anybody may write there' : 'it starts the workflow: taken to be a user';
  const provenance = inferred(spot, rule);
  const id = drafts.idFor(base.key, name);
  drafts.component({ id, kind: isContent ? 'external' : 'human', name, exposed: isPublic, provenance });
  return { ...base, part: 'start', provenance, ids: [id], isContent };
}
