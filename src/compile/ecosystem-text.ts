import type { ComponentDraft, EcosystemDraft, GuardDraft, RelationDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { toBelief, toEffectiveness, toTrust } from './belief-text.ts';
import type { ComponentText, ControlText, RelationText, SelectorText, SourceText } from './ecosystem-schema.ts';
import type { Locate, Path } from './locate.ts';
import type { EffectivenessText } from './schema-values.ts';
import type { SuiteFileText } from './suite-schema.ts';

/**
 * The ecosystem of a file that is free of problems. Controls become components; what they are on becomes
 * a `guards` relation if it is a component (then the control can be taken from there), else a guard of
 * the control. `guards` relations written with `on` are read the same way.
 */
export function ecosystemDraft(file: SuiteFileText, name: string, locate: Locate): EcosystemDraft {
  const relations = (file.relations ?? []).map((relation, index) => ({ relation, path: ['relations', index] }));
  const ends = relations.filter(({ relation }) => relation.to !== undefined);
  const guardsOn = relations.flatMap(({ relation: { from, on, effectiveness, source }, path }) =>
    on === undefined || effectiveness === undefined ? [] : [{ control: from, on, effectiveness, source, path }],
  );
  const controls = Object.entries(file.controls ?? {}).map(([id, control]) => ({
    id,
    control,
    path: ['controls', id],
  }));
  const controlsOn = controls.flatMap(({ id, control: { on, effectiveness, source }, path }) =>
    on === undefined || effectiveness === undefined ? [] : [{ control: id, on, effectiveness, source, path }],
  );
  const statements = [...controlsOn, ...guardsOn].map((statement) => readStatement(statement, locate));
  const guards = new Map<string, GuardDraft[]>();
  for (const statement of statements) {
    guards.set(statement.control, [...(guards.get(statement.control) ?? []), ...statement.guards]);
  }
  const guardsOf = (id: string): GuardDraft[] => guards.get(id) ?? [];
  return {
    name,
    description: file.description,
    components: [
      ...Object.entries(file.components).map(([id, component]) => componentDraft(id, component, guardsOf(id), locate)),
      ...controls.map(({ id, control }) => controlDraft(id, control, guardsOf(id), locate)),
    ],
    relations: [
      ...ends.map(({ relation, path }) => relationDraft(relation, path, locate)),
      ...statements.flatMap(({ relations }) => relations),
    ],
  };
}

function componentDraft(id: string, component: ComponentText, guards: GuardDraft[], locate: Locate): ComponentDraft {
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

const controlDraft = (id: string, control: ControlText, guards: GuardDraft[], locate: Locate): ComponentDraft => ({
  ...common(id, control, guards, ['controls', id], locate),
  kind: 'control',
});

function common(id: string, text: ComponentText | ControlText, guards: GuardDraft[], path: Path, locate: Locate) {
  const { name, layer, value, exposed, hardening, latency, count, zone, tags, source } = text;
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
    guards,
    provenance: provenance(source, path, locate),
  };
}

function relationDraft(relation: RelationText, path: Path, locate: Locate): RelationDraft {
  const {
    from,
    to = '',
    kind,
    id,
    trust,
    rate,
    signed,
    link,
    tags,
    detection,
    role,
    max,
    effectiveness,
    source,
  } = relation;
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
    detection: detection === undefined ? undefined : toBelief(detection),
    role,
    max,
    effectiveness: effectiveness === undefined ? undefined : toEffectiveness(effectiveness),
    provenance: provenance(source, path, locate),
  };
}

/** "This control is on these arcs, with this effectiveness", from an entry of `controls:` or a `guards` relation. */
type Statement = {
  readonly control: string;
  readonly on: SelectorText | readonly SelectorText[];
  readonly effectiveness: EffectivenessText;
  readonly source: SourceText | undefined;
  readonly path: Path;
};

function readStatement({ control, on, effectiveness: text, source, path }: Statement, locate: Locate) {
  const effectiveness = toEffectiveness(text);
  const selectors = [on]
    .flat()
    .map((selector) => ({ ...selector }) as Exclude<SelectorText, { component: string }> & { component?: string });
  return {
    control,
    relations: selectors.flatMap(({ component }): RelationDraft[] =>
      component === undefined
        ? []
        : [
            {
              from: control,
              to: component,
              kind: 'guards',
              effectiveness,
              provenance: provenance(source, path, locate),
            },
          ],
    ),
    guards: selectors
      .filter(({ component }) => component === undefined)
      .map((selector): GuardDraft => ({ on: selector, effectiveness, at: locate.value([...path, 'on']) })),
  };
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
