import { describePlace } from '../../base/errors.ts';
import type { ComponentKind } from '../../graph/kinds.ts';
import { addTool } from '../add-tool.ts';
import { addUser } from '../add-user.ts';
import type { Drafts } from '../drafts.ts';
import type { Step } from '../flow.ts';
import { wordsOf } from '../secrets.ts';
import { factsOf, type ToolFacts } from '../tool-facts.ts';
import { isOwnName, roleOfName } from './node-role.ts';
import type { FlowPart, WorkStep } from './work-step.ts';

/** One node as a component and as a step. @param isFirst - the graph begins with it */
export function addStep(drafts: Drafts, work: WorkStep, isFirst: boolean): FlowPart {
  const { key, name, spot, provenance } = work;
  const base = { key, name: name.slice(0, LONGEST_NAME), spot };
  const alone = (step: Step): FlowPart => ({ work, step, links: [] });
  switch (work.part) {
    case 'start':
      return alone({
        ...base,
        role: 'source',
        isHuman: work.isContent !== true,
        id: work.ids?.[0] ?? addUser(drafts, { to: [], spot }),
      });
    case 'agent':
    case 'orchestrator':
      return alone({ ...base, role: 'agent', id: addAgent(drafts, work, work.part) });
    case 'tool':
      return addTools(drafts, work, base);
    case 'retrieval':
    case 'memory':
      return addStore(drafts, work, base);
    case 'gate':
      return alone({ ...base, role: 'gate', provenance });
    case 'answer':
      // A graph that begins with its human begins with its user.
      return alone({ ...base, role: isFirst ? 'pass' : 'gate', provenance });
    case 'guardrail':
      return alone({ ...base, role: 'gate', isGuardrail: true, provenance });
    case 'evaluator':
      component(drafts, work, 'evaluator');
      return alone({ ...base, role: 'pass' });
    case 'pass':
      return alone({ ...base, role: 'pass' });
  }
}

const LONGEST_NAME = 200;

function component(drafts: Drafts, { key, name, provenance }: WorkStep, kind: ComponentKind): string {
  const id = drafts.idFor(`step ${key}`, name);
  return drafts.component({ id, kind, provenance });
}

function addAgent(drafts: Drafts, work: WorkStep, kind: 'agent' | 'orchestrator'): string {
  const id = work.ids?.[0] ?? component(drafts, work, kind);
  if (work.provenance.certainty !== 'assumed' && isOwnName(work.name))
    drafts.identify(id, { by: 'agent', key: work.name });
  return id;
}

/** A tool node that looks things up. */
const retrievalFacts: ToolFacts = {
  title: 'retrieval',
  can: ['read-private'],
  behind: { form: 'database', name: 'vector store' },
};

/** A node whose tools are all known to be something else only passes on. */
function addTools(drafts: Drafts, work: WorkStep, base: Pick<Step, 'key' | 'name' | 'spot'>): FlowPart {
  const [first, ...more] = work.ids ?? [addNodeTool(drafts, work)];
  if (first === undefined) return { work, step: { ...base, role: 'pass' }, links: [] };
  const others = more.map((id, at): Step => ({ ...base, key: `${base.key} ${at}`, role: 'tool', id }));
  return { work, step: { ...base, role: 'tool', id: first }, others, links: [] };
}

function addNodeTool(drafts: Drafts, { key, name, spot, provenance }: WorkStep): string {
  const facts = factsOf(name) === undefined && roleOfName(name).part === 'retrieval' ? retrievalFacts : undefined;
  return addTool(drafts, {
    key: `step ${key}`,
    name,
    spot,
    provenance,
    knownAs: [name],
    callers: [],
    ...(facts && { facts }),
  }).id;
}

/** What passes goes on; beside it stands what is read and written. */
function addStore(drafts: Drafts, work: WorkStep, base: Pick<Step, 'key' | 'name' | 'spot'>): FlowPart {
  const { spot } = base;
  const id = work.ids?.[0] ?? component(drafts, work, work.part === 'memory' ? 'memory' : 'rag-pipeline');
  const store: Step = { ...base, key: `${base.key} store`, role: 'store', id, readers: 'all' };
  const read = { from: store.key, to: base.key, spot };
  const write = { from: base.key, to: store.key, spot };
  const way = work.part === 'memory' ? directionOf(work.name) : 'read';
  const links = [...(way === 'write' ? [] : [read]), ...(way === 'read' ? [] : [write])];
  if (way === 'read') {
    drafts.toFill.push({
      component: id,
      field: 'value',
      why: `the file does not say what ${id} holds, nor what it is worth`,
    });
  }
  return { work, step: { ...base, role: 'pass' }, store, links };
}

/** `load_memory` reads, `save_memory` writes; `memory` may do both. */
function directionOf(name: string): 'read' | 'write' | 'both' {
  const words = wordsOf(name);
  if (words.some((word) => /^(?:load|read|get|recall\w*|retriev\w*|fetch|search)$/.test(word))) return 'read';
  if (words.some((word) => /^(?:sav\w+|writ\w+|stor(?:e|es|ing)|persist\w*|remember\w*|updat\w+|put|add)$/.test(word)))
    return 'write';
  return 'both';
}

/** Steps that become nothing are told. */
export function noteContracted(drafts: Drafts, { name, spot, provenance }: WorkStep): void {
  const why = `${provenance.rule ?? 'it only passes content on'}: no component, what passes it goes on`;
  drafts.ignored.push({ what: `node ${name.slice(0, 80)}`, where: describePlace(spot.at), why });
}
