import { known } from '../graph/belief.ts';
import type { GuardDraft, SelectorDraft } from '../graph/build-ecosystem.ts';
import type { Effectiveness } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { type DefenceName, threatClasses } from '../graph/kinds.ts';
import { defences } from '../threats/defences.ts';
import { toEffectiveness } from './belief-text.ts';
import type { SelectorText, SourceText } from './ecosystem-schema.ts';
import type { Locate, Path } from './locate.ts';
import type { EffectivenessText } from './schema-values.ts';
import type { SuiteFileText } from './suite-schema.ts';

/** "This control is on these components and arcs": an entry of `controls:`, or a `guards` relation with `on`. */
export type GuardStatement = {
  readonly control: string;
  readonly components: readonly string[];
  readonly arcs: readonly SelectorDraft[];
  readonly effectiveness: Effectiveness;
  readonly source: SourceText | undefined;
  readonly path: Path;
};

export function guardStatements({ controls = {}, relations = [] }: SuiteFileText): GuardStatement[] {
  const written = [
    ...Object.entries(controls).map(([id, control]) => ({ ...control, control: id, path: ['controls', id] })),
    ...relations.map((relation, index) => ({ ...relation, control: relation.from, path: ['relations', index] })),
  ];
  return written.flatMap(({ control, on, effectiveness, source, path, ...rest }) => {
    const defence = 'defence' in rest ? rest.defence : undefined;
    if (on === undefined || (effectiveness === undefined && defence === undefined)) return [];
    return [statement({ control, on, effectiveness, defence, source, path })];
  });
}

/** What each control is on besides components, in an order that does not depend on the file's. */
export function guardsByControl(statements: readonly GuardStatement[], locate: Locate): Map<string, GuardDraft[]> {
  const guards = new Map<string, GuardDraft[]>();
  for (const { control, arcs, effectiveness, path } of statements) {
    const at = locate.value([...path, 'on']);
    const own = guards.get(control) ?? [];
    for (const on of arcs) own.push({ on, effectiveness, at });
    guards.set(control, own);
  }
  for (const own of guards.values()) own.sort((a, b) => byCodeUnits(sortKey(a), sortKey(b)));
  return guards;
}

const sortKey = ({ on, effectiveness }: GuardDraft): string => JSON.stringify([on, effectiveness]);

type Written = Pick<GuardStatement, 'control' | 'source' | 'path'> & {
  readonly on: SelectorText | readonly SelectorText[];
  readonly effectiveness: EffectivenessText | undefined;
  readonly defence: DefenceName | undefined;
};

function statement({ on, effectiveness, defence, ...rest }: Written): GuardStatement {
  const selectors = [on].flat();
  return {
    ...rest,
    effectiveness: effectivenessOf(effectiveness, defence),
    components: selectors.flatMap((selector) => ('component' in selector ? [selector.component] : [])),
    arcs: selectors.flatMap((selector) => ('component' in selector ? [] : [inOrder(selector)])),
  };
}

/** What is said, else what the defence is judged to do. */
function effectivenessOf(text: EffectivenessText | undefined, defence: DefenceName | undefined): Effectiveness {
  if (text !== undefined) return toEffectiveness(text);
  return defence === undefined ? known(0) : defences[defence].strength;
}

/** The keys of a selector and its threats are sets: always in the same order. */
function inOrder({
  relation,
  kind,
  from,
  to,
  direction,
  threats,
}: Exclude<SelectorText, { component: string }>): SelectorDraft {
  const ordered = threats === undefined ? undefined : threatClasses.filter((threat) => threats.includes(threat));
  return { relation, kind, from, to, direction, threats: ordered };
}
