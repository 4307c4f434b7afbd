import type { Place } from '../base/errors.ts';
import type { Belief } from '../graph/belief.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import type { Direction, ModelTier, RelationKind, ThreatClass } from '../graph/kinds.ts';
import type { ModelName } from '../graph/propagation-model.ts';
import type { Maturity } from '../threats/maturities.ts';
import { bundledAtlas, type MaturityTable } from '../threats/maturity.ts';
import type { Attacker } from './factors/attackers.ts';
import { type Factors, noFactors } from './factors/factors.ts';

/** Many scenarios: the product of its lists. What a suite file says, with defaults filled in. */
export type Suite = {
  readonly threats: ThreatLists;
  readonly entries: Entries;
  readonly models: readonly ModelName[];
  /** Besides the scenario with all controls on, one with each of these off. */
  readonly controlsOff: readonly ComponentId[];
  /** Grids: the product of the values of each named setting; a setting that is not here has one value in `settings`. */
  readonly parameters: readonly ParameterGrid[];
  readonly settings: Settings;
  readonly worlds: number;
  readonly seed: number;
  /** Stop when the half width of the total's fraction is at most this in every scenario; null: run all worlds. */
  readonly precision: { readonly halfWidth: number; readonly of: 'total' | 'layers' } | null;
  readonly channels: readonly ChannelOverride[];
};

/** One scenario with all of the list together, or one per class. */
export type ThreatLists = { readonly together: readonly ThreatClass[] } | { readonly each: readonly ThreatClass[] };

export type Entries =
  | { readonly form: 'together'; readonly ids: readonly ComponentId[] }
  | { readonly form: 'each'; readonly ids: readonly ComponentId[] }
  /** One scenario per component of the ecosystem, or per exposed one (per component if none is exposed). */
  | { readonly form: 'every' }
  /** Where nobody is exposed and there are more components than `most`, so many of them are drawn. */
  | { readonly form: 'exposed'; readonly most?: number }
  /** One scenario; every world draws its own entry. */
  | { readonly form: 'random' }
  /** `count` components drawn once, one scenario each. */
  | { readonly form: 'sample'; readonly count: number };

/** Where nobody said it: a graph of thousands must not become thousands of scenarios unasked. */
export const usualEntries = { form: 'exposed', most: 200 } as const satisfies Entries;

/** What a round can do besides spreading, and how draws are shared (DESIGN §3, §4.1). */
export type Settings = {
  readonly horizonRounds: number;
  /** 1 to 100. */
  readonly attempts: number;
  readonly monoculture: Belief;
  readonly retries: 'correlated' | 'independent';
  /** Rows of the channel table below it do not exist; `feasible` keeps all. */
  readonly maturity: Maturity;
  /** The release of ATLAS that says how mature a row is. */
  readonly atlas: MaturityTable;
  /** Per round: that an infectious component recovers, in `sis`, `sir` and `seir`. */
  readonly recovery: Belief;
  /** Per round: that an exposed component becomes infectious, in `seir`. */
  readonly incubation: Belief;
  readonly response: Response;
  readonly attacker: Attacker;
  readonly factors: Factors;
};

export type Response = {
  /** Rounds between a flag and containment. */
  readonly afterRounds: number;
  readonly purge: Belief;
  readonly repair: Belief;
  readonly restore: Belief;
  /** Multiplies every working control's pass probability once the alert is on; in [0, 1]. */
  readonly alertFactor: number;
};

/** Settings that a grid may vary; the name stands in scenario ids. */
export const gridNames = [
  'horizon',
  'attempts',
  'monoculture',
  'retries',
  'maturity',
  'recovery',
  'incubation',
  'after',
  'purge',
  'repair',
  'restore',
  'alertFactor',
  'attacker',
  'nonDeterminism',
  'autonomy',
  'noTrustBoundary',
  'dynamicIdentity',
  'delegationChains',
  'goalCascades',
  'collusion',
] as const;
export type GridName = (typeof gridNames)[number];
export type ParameterGrid = { readonly name: GridName; readonly values: readonly (number | string)[] };

/** A user's own row of the channel table; `into`, `source` and `tier` left out mean all. */
export type ChannelOverride = {
  readonly threat: ThreatClass;
  readonly kind: RelationKind;
  readonly direction: Direction;
  /** Only arcs into this component. */
  readonly into?: ComponentId;
  readonly source?: 'content' | 'agent';
  readonly tier?: ModelTier;
  readonly probability: Belief;
  readonly at: Place;
};

export type ThresholdRule = {
  /** As written. */
  readonly rule: string;
  readonly level: 'error' | 'warn';
  readonly at: Place;
};

/** Everything an ecosystem/suite file says. */
export type SuiteFile = {
  readonly ecosystem: Ecosystem;
  readonly suite: Suite;
  /** What a round is, if the file says: `one task`. */
  readonly round: string | null;
  readonly thresholds: readonly ThresholdRule[];
  /** What was assumed where the file is silent, whole sentences. */
  readonly assumptions: readonly string[];
  /** What its author says is the same thing in several files. */
  readonly sameAs: readonly SameAsRule[];
  /** How it was imported; null if nobody did. */
  readonly imported: ImportedBlock | null;
};

export type SameAsRule = {
  /** As an import without merging gives them; at least two. */
  readonly ids: readonly string[];
  readonly at: Place;
};

/** What `import --update` compares with. */
export type ImportedBlock = {
  /** Files and folders, from the folder of the file. */
  readonly from: readonly string[];
  readonly format: string | null;
  readonly merge: boolean;
  readonly sameAs: readonly SameAsRule[];
  /** `HASH:ID` of every part as the import wrote it. */
  readonly components: string;
  readonly relations: string;
  /** What was said of kinds and layers: a path from the folder of the file, names of attributes, a seed. */
  readonly map: string | undefined;
  readonly kindAttribute: string | undefined;
  readonly layerAttribute: string | undefined;
  readonly layersSeed: number | undefined;
};

export const defaultSettings: Settings = {
  horizonRounds: 50,
  attempts: 10,
  monoculture: { form: 'number', value: 0.5 },
  retries: 'correlated',
  maturity: 'feasible',
  atlas: bundledAtlas,
  recovery: { form: 'number', value: 0.1 },
  incubation: { form: 'number', value: 0.5 },
  response: {
    afterRounds: 0,
    purge: { form: 'number', value: 0 },
    repair: { form: 'number', value: 0 },
    restore: { form: 'number', value: 0 },
    alertFactor: 1,
  },
  attacker: 'opportunistic',
  factors: noFactors,
};
