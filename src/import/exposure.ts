import type { ComponentDraft, RelationDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { isIn } from '../graph/kinds.ts';

/** The part of the drafts that is needed here; they import this file. */
type Drafted = {
  idFor(key: string, wanted: string): string;
  component(draft: ComponentDraft): string;
  relation(draft: RelationDraft): void;
  components(): ComponentDraft[];
  relations(): RelationDraft[];
};

const RULE = 'no component is known to take in content from outside, but what users paste or open does';

/** No attacker without a place to start: where nothing is exposed, it is what users bring in to the first agents. */
export function exposeSomething(drafts: Drafted): void {
  const components = drafts.components();
  if (components.some(({ exposed }) => exposed === true)) return;
  const first = firstAgents(components, drafts.relations());
  if (first.length === 0) return;
  const id = drafts.idFor('pasted', 'pasted-content');
  const provenanceOf = ({ provenance: { at, pointer } }: ComponentDraft): Provenance => ({
    certainty: 'assumed',
    at,
    ...(pointer === undefined ? {} : { pointer }),
    rule: RULE,
  });
  const [one] = first;
  if (one === undefined) return;
  const provenance = provenanceOf(one);
  drafts.component({ id, kind: 'external', name: 'what users paste or open', exposed: true, provenance });
  for (const agent of first)
    drafts.relation({ from: id, to: agent.id, kind: 'feeds', provenance: provenanceOf(agent) });
}

/** Agents that a human talks to; else those that no other agent gives work; else all of them. */
function firstAgents(components: readonly ComponentDraft[], relations: readonly RelationDraft[]): ComponentDraft[] {
  const kindOf = new Map(components.map(({ id, kind }) => [id, kind]));
  const agents = components.filter(({ kind }) => isIn('agent', kind));
  const given = (byHuman: boolean): Set<string> =>
    new Set(
      relations
        .filter(({ kind, from }) => GIVES.has(kind) && (kindOf.get(from) === 'human') === byHuman)
        .map(({ to }) => to),
    );
  const spokenTo = given(true);
  const asked = agents.filter(({ id }) => spokenTo.has(id));
  if (asked.length > 0) return asked;
  const busy = given(false);
  const free = agents.filter(({ id }) => !busy.has(id));
  return free.length > 0 ? free : agents;
}

const GIVES: ReadonlySet<string> = new Set(['messages', 'delegates', 'spawns']);
