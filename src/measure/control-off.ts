import { decodeId } from '../graph/ids.ts';

const PREFIX = 'control-off:';

/** Which control a scenario is without, from its id; null if it has all of them. */
export function controlOff(scenarioId: string): string | null {
  const part = scenarioId.split('/').find((one) => one.startsWith(PREFIX));
  return part === undefined ? null : (decodeId(part.slice(PREFIX.length)) ?? null);
}
