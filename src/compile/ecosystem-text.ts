import type { Belief } from '../graph/belief.ts';
import type { ComponentDraft, EcosystemDraft, GuardDraft, RelationDraft } from '../graph/build-ecosystem.ts';
import { noCosts } from '../graph/build-ecosystem.ts';
import type { Costs, Provenance } from '../graph/ecosystem.ts';
import type { DefenceName } from '../graph/kinds.ts';
import { defences } from '../threats/defences.ts';
import { toBelief, toEffectiveness, toTrust } from './belief-text.ts';
import type { ComponentText, ControlText, RelationText, SourceText } from './ecosystem-schema.ts';
import { guardStatements, guardsByControl } from './guard-text.ts';
import type { Locate, Path } from './locate.ts';
import type { SuiteFileText } from './suite-schema.ts';

/**
 * The ecosystem of a file that is free of problems. Controls become components; what they are on becomes
 * a `guards` relation if it is a component (then the control can be taken from there), else a guard of
 * the control. `guards` relations written with `on` are read the same way.
 */
export function ecosystemDraft(file: SuiteFileText, name: string, locate: Locate): EcosystemDraft {
  const statements = guardStatements(file);
  const guards = guardsByControl(statements, locate);
  const guardsOf = (id: string): readonly GuardDraft[] => guards.get(id) ?? [];
  const written = (file.relations ?? []).flatMap((relation, index) =>
    relation.to === undefined ? [] : [relationDraft(relation, relation.to, file, ['relations', index], locate)],
  );
  const guarding = statements.flatMap(({ control, components, effectiveness, source, path }) =>
    components.map((to): RelationDraft => {
      return { from: control, to, kind: 'guards', effectiveness, provenance: provenance(source, path, locate) };
    }),
  );
  return {
    name,
    description: file.description,
    components: [
      ...Object.entries(file.components).map(([id, component]) => componentDraft(id, component, guardsOf(id), locate)),
      ...Object.entries(file.controls ?? {}).map(([id, control]) => controlDraft(id, control, guardsOf(id), locate)),
    ],
    relations: [...written, ...guarding],
  };
}

function componentDraft(
  id: string,
  component: ComponentText,
  guards: readonly GuardDraft[],
  locate: Locate,
): ComponentDraft {
  const { kind, model, tier } = component;
  const path = ['components', id];
  return {
    ...common(id, component, guards, path, locate),
    kind,
    model,
    tier,
    places: { model: locate.value([...path, 'model']) },
  };
}

const controlDraft = (
  id: string,
  control: ControlText,
  guards: readonly GuardDraft[],
  locate: Locate,
): ComponentDraft => ({
  ...common(id, control, guards, ['controls', id], locate),
  kind: 'control',
});

function common(
  id: string,
  text: ComponentText | ControlText,
  guards: readonly GuardDraft[],
  path: Path,
  locate: Locate,
) {
  const { name, layer, value, exposed, hardening, latency, count, zone, tags, defence, costs, source } = text;
  return {
    id,
    name,
    layer,
    // Rounded, since 0.29 * 1000 is not whole in binary.
    valueThousandths: value === undefined ? undefined : Math.round(value * 1000),
    exposed,
    hardening: hardening === undefined ? undefined : toBelief(hardening),
    latencyRounds: latency,
    count,
    zone,
    tags,
    defence,
    costs: costsOf(costs, defence),
    guards,
    provenance: provenance(source, path, locate),
  };
}

function relationDraft(
  relation: RelationText,
  to: string,
  file: SuiteFileText,
  path: Path,
  locate: Locate,
): RelationDraft {
  const { from, kind, id, trust, rate, signed, link, tags, detection, role, max, effectiveness, source } = relation;
  return {
    from,
    to,
    kind,
    id,
    trust: trust === undefined ? undefined : toTrust(trust),
    rate: rate === undefined ? undefined : toBelief(rate),
    signed,
    link,
    tags,
    detection: detection === undefined ? usualDetection(relation, file) : toBelief(detection),
    role,
    max,
    effectiveness: effectiveness === undefined ? undefined : toEffectiveness(effectiveness),
    provenance: provenance(source, path, locate),
  };
}

/** What is not said is that of the defence, if it is a known one. */
function costsOf(text: ComponentText['costs'], defence: DefenceName | undefined): Costs {
  const usual = defence === undefined ? noCosts : defences[defence].costs;
  return {
    price: text?.price ?? usual.price,
    falseAlarms: text?.falseAlarms ?? usual.falseAlarms,
    utilityLoss: text?.utilityLoss ?? usual.utilityLoss,
  };
}

/** Of a monitor that is a known defence. */
function usualDetection({ kind, from }: RelationText, { components }: SuiteFileText): Belief | undefined {
  const defence = kind === 'monitors' ? components[from]?.defence : undefined;
  return defence === undefined ? undefined : defences[defence].strength;
}

/** Where the file says it came from, else the file itself. */
function provenance(source: SourceText | undefined, path: Path, locate: Locate): Provenance {
  if (source === undefined) return { certainty: 'declared', at: locate.key(path) };
  const { certainty, at, pointer, rule } = source;
  return {
    certainty,
    at: at === undefined ? locate.key(path) : typeof at === 'string' ? placeFrom(at) : at,
    ...(pointer === undefined ? {} : { pointer }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** `file:line:column`, `file:line` or `file`. */
function placeFrom(text: string): Provenance['at'] {
  const [, file = text, line, column] = /^(.+?)(?::(\d{1,9}))?(?::(\d{1,9}))?$/su.exec(text) ?? [];
  return {
    file,
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(column === undefined ? {} : { column: Number(column) }),
  };
}
