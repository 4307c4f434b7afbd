import { identityOf, purposes, seedOf, uniform32 } from '../base/random.ts';
import { controlOffPart } from '../graph/control-off-part.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { byCodeUnits, type ComponentId, encodeId } from '../graph/ids.ts';
import { agenticClasses, strideClasses, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import type { ModelName } from '../graph/propagation-model.ts';
import type { FactorName } from './factors/factors.ts';
import type { ChannelOverride, Entries, GridName, ParameterGrid, Settings, Suite, ThreatLists } from './suite.ts';

/** One question: who is taken first, how it may travel, by which model, with which controls on. */
export type Scenario = {
  /** model/entry/threats[/control-off:ID][/param=value], ids encoded; stable. */
  readonly id: string;
  readonly model: ModelName;
  readonly entry: EntryPoints;
  readonly threats: readonly ThreatClass[];
  readonly controlOff: ComponentId | null;
  readonly settings: Settings;
  readonly channels: readonly ChannelOverride[];
};

export type EntryPoints = readonly ComponentId[] | 'random';

/** The product of a suite's lists, in the order models, entries, threats, controls, parameters. */
export function scenariosOf(ecosystem: Ecosystem, suite: Suite): Scenario[] {
  const variants = settingsVariants(suite.settings, suite.parameters);
  const controls = [null, ...suite.controlsOff];
  return suite.models.flatMap((model) =>
    entryLists(ecosystem, suite.entries, suite.seed).flatMap((entry) =>
      threatLists(suite.threats).flatMap((threats) =>
        controls.flatMap((controlOff) =>
          variants.map(({ settings, suffix }) => ({
            id: [
              model,
              entryText(entry),
              threatsText(threats),
              ...(controlOff === null ? [] : [controlOffPart(controlOff)]),
              ...suffix,
            ].join('/'),
            model,
            entry,
            threats,
            controlOff,
            settings,
            channels: suite.channels,
          })),
        ),
      ),
    ),
  );
}

const entryText = (entry: EntryPoints): string => (entry === 'random' ? 'random' : entry.map(encodeId).join(','));

/** Names everything of a scenario but its id and entry points: scenarios of one key compile to the same arrays. */
export function compilationKey({ model, threats, controlOff, settings, channels }: Scenario): string {
  // All scenarios of a run have the same release of ATLAS.
  const { atlas: _, ...own } = settings;
  const { high, low } = identityOf('compilation', JSON.stringify([model, threats, controlOff, own, channels]));
  return `${model}/${high}.${low}`;
}

/** `agentic`, `stride` and `all` stand for the whole family; otherwise the names, joined. */
export function threatsText(threats: readonly ThreatClass[]): string {
  const sameAs = (list: readonly ThreatClass[]): boolean =>
    list.length === threats.length && list.every((threat) => threats.includes(threat));
  if (sameAs(threatClasses)) return 'all';
  if (sameAs(agenticClasses)) return 'agentic';
  if (sameAs(strideClasses)) return 'stride';
  return threats.join('+');
}

/** Each list without repeats and in the order of the vocabulary, so that the id does not depend on how it was typed. */
function threatLists(lists: ThreatLists): readonly (readonly ThreatClass[])[] {
  const ordered = (list: readonly ThreatClass[]): ThreatClass[] =>
    threatClasses.filter((threat) => list.includes(threat));
  return 'each' in lists ? ordered(lists.each).map((threat) => [threat]) : [ordered(lists.together)];
}

function entryLists(ecosystem: Ecosystem, entries: Entries, seed: number): EntryPoints[] {
  const all = ecosystem.components.map(({ id }) => id);
  const oneEach = (ids: readonly ComponentId[]): ComponentId[][] => ids.map((id) => [id]);
  switch (entries.form) {
    case 'together':
      return [[...new Set(entries.ids)].sort(byCodeUnits)];
    case 'each':
      return oneEach([...new Set(entries.ids)]);
    case 'every':
      return oneEach(all);
    case 'exposed': {
      const exposed = ecosystem.components.filter(({ exposed }) => exposed).map(({ id }) => id);
      if (exposed.length > 0) return oneEach(exposed);
      return oneEach(isDrawn(ecosystem, entries) ? sample(all, entries.most, seed) : all);
    }
    case 'random':
      return ['random'];
    case 'sample':
      return oneEach(sample(all, entries.count, seed));
  }
}

/** Whether only some components are entry points because all would be too many scenarios for a suite that names none. */
export const isDrawn = ({ components }: Ecosystem, entries: Entries): entries is { form: 'exposed'; most: number } =>
  entries.form === 'exposed' &&
  entries.most !== undefined &&
  components.length > entries.most &&
  !components.some(({ exposed }) => exposed);

/** `count` different ids, drawn once for the whole run: a partial Fisher-Yates shuffle over keyed draws. */
export function sample<T>(ids: readonly T[], count: number, seed: number): T[] {
  const pool = [...ids];
  const size = Math.min(count, pool.length);
  for (let i = 0; i < size; i++) {
    const u = uniform32(seedOf(seed), 0, 0, i, 0, purposes.entry, 0);
    const j = i + Math.floor((u / 2 ** 32) * (pool.length - i));
    [pool[i], pool[j]] = [pool[j] as T, pool[i] as T];
  }
  return pool.slice(0, size);
}

type Variant = { readonly settings: Settings; readonly suffix: readonly string[] };

const settingsVariants = (settings: Settings, grids: readonly ParameterGrid[]): Variant[] =>
  grids.reduce<Variant[]>(
    (variants, { name, values }) =>
      variants.flatMap((variant) =>
        values.map((value) => ({
          settings: setters[name](variant.settings, value),
          suffix: [...variant.suffix, `${name}=${value}`],
        })),
      ),
    [{ settings, suffix: [] }],
  );

type Setter = (settings: Settings, value: number | string) => Settings;
const belief = (value: number | string) => ({ form: 'number', value: Number(value) }) as const;
const ofResponse =
  (change: (value: number | string) => Partial<Settings['response']>): Setter =>
  (settings, value) => ({ ...settings, response: { ...settings.response, ...change(value) } });

const ofFactor =
  (name: FactorName): Setter =>
  (settings, value) => ({
    ...settings,
    factors: { ...settings.factors, [name]: name === 'nonDeterminism' ? Number(value) : belief(value) },
  });

const setters: { readonly [N in GridName]: Setter } = {
  horizon: (settings, value) => ({ ...settings, horizonRounds: Number(value) }),
  attempts: (settings, value) => ({ ...settings, attempts: Number(value) }),
  monoculture: (settings, value) => ({ ...settings, monoculture: belief(value) }),
  retries: (settings, value) => ({ ...settings, retries: value as Settings['retries'] }),
  maturity: (settings, value) => ({ ...settings, maturity: value as Settings['maturity'] }),
  recovery: (settings, value) => ({ ...settings, recovery: belief(value) }),
  incubation: (settings, value) => ({ ...settings, incubation: belief(value) }),
  after: ofResponse((value) => ({ afterRounds: Number(value) })),
  purge: ofResponse((value) => ({ purge: belief(value) })),
  repair: ofResponse((value) => ({ repair: belief(value) })),
  restore: ofResponse((value) => ({ restore: belief(value) })),
  alertFactor: ofResponse((value) => ({ alertFactor: Number(value) })),
  attacker: (settings, value) => ({ ...settings, attacker: value as Settings['attacker'] }),
  nonDeterminism: ofFactor('nonDeterminism'),
  autonomy: ofFactor('autonomy'),
  noTrustBoundary: ofFactor('noTrustBoundary'),
  dynamicIdentity: ofFactor('dynamicIdentity'),
  delegationChains: ofFactor('delegationChains'),
  goalCascades: ofFactor('goalCascades'),
  collusion: ofFactor('collusion'),
};
