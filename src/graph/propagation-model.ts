/** Standard names of the field; a model is data, so that it survives YAML, a queue and a worker message. */
export const modelNames = [
  'agentic',
  'independent-cascade',
  'linear-threshold',
  'si',
  'sis',
  'sir',
  'seir',
  'worst-case',
  'exact',
] as const;
export type ModelName = (typeof modelNames)[number];

/** What an epidemic does besides infecting: where recovery leads, and whether the infected are exposed first. */
export type Epidemic = { readonly recoversTo: 'susceptible' | 'removed' | null; readonly incubates: boolean };

export const epidemics = {
  si: { recoversTo: null, incubates: false },
  sis: { recoversTo: 'susceptible', incubates: false },
  sir: { recoversTo: 'removed', incubates: false },
  seir: { recoversTo: 'removed', incubates: true },
} as const satisfies Partial<Readonly<Record<ModelName, Epidemic>>>;
export type EpidemicName = keyof typeof epidemics;

const epidemicOf = (model: ModelName): Epidemic | undefined =>
  Object.hasOwn(epidemics, model) ? epidemics[model as EpidemicName] : undefined;

export const hasRecovery = (model: ModelName): boolean => (epidemicOf(model)?.recoversTo ?? null) !== null;
export const hasIncubation = (model: ModelName): boolean => epidemicOf(model)?.incubates ?? false;

/** Whether everybody is removed sooner or later, if only a world lasts long enough. */
export const burnsOut = (model: ModelName): boolean => epidemicOf(model)?.recoversTo === 'removed';

/** Whether its worlds go on, round by round, until the horizon or until nothing can happen any more. */
export const lastsRounds = (model: ModelName): boolean => model === 'agentic' || epidemicOf(model) !== undefined;
