import { controlOffIn } from '../graph/control-off-part.ts';

/** Which control a scenario is without, from its id; null if it has all of them. */
export const controlOff = (scenarioId: string): string | null =>
  scenarioId
    .split('/')
    .map(controlOffIn)
    .find((control) => control !== null) ?? null;
