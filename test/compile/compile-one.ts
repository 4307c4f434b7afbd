import { type Compilation, compileScenario } from '../../src/compile/arcs.ts';
import type { Scenario } from '../../src/compile/scenario.ts';
import { type ChannelOverride, defaultSettings } from '../../src/compile/suite.ts';
import { buildEcosystem, type ComponentDraft, type RelationDraft } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import { type ComponentKind, type RelationKind, threatClasses } from '../../src/graph/kinds.ts';

const provenance = { certainty: 'declared', at: { file: 'test' } } as const;
type Loose<T> = T extends unknown ? Partial<T> : never;

export const component = (id: string, kind: ComponentKind, more: Partial<ComponentDraft> = {}): ComponentDraft => ({
  id,
  kind,
  provenance,
  ...more,
});

export const relation = (
  from: string,
  kind: RelationKind,
  to: string,
  more: Loose<RelationDraft> = {},
): RelationDraft => ({ from, kind, to, provenance, ...more });

export function ecosystem(components: readonly ComponentDraft[], relations: readonly RelationDraft[] = []): Ecosystem {
  const built = buildEcosystem({ name: 'test', components, relations });
  if (built.ecosystem === undefined) throw new Error(JSON.stringify(built.problems));
  return built.ecosystem;
}

/** All classes together from the first component, unless told otherwise. */
export function compile(of: Ecosystem, more: Partial<Scenario> = {}): Compilation {
  return compileScenario(of, {
    id: 'test',
    model: 'agentic',
    entry: [of.components[0]?.id as ComponentId],
    threats: threatClasses,
    controlOff: null,
    settings: defaultSettings,
    channels: [],
    ...more,
  });
}

export const override = (
  threat: ChannelOverride['threat'],
  kind: RelationKind,
  direction: ChannelOverride['direction'],
  value: number,
  more: Partial<ChannelOverride> = {},
): ChannelOverride => ({
  threat,
  kind,
  direction,
  probability: { form: 'number', value },
  at: { file: 'test', line: 7 },
  ...more,
});
