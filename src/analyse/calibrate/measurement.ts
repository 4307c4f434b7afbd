import type { Trials } from '../../graph/belief.ts';
import { decodeId, encodeId } from '../../graph/ids.ts';

/** What one result file says about one component, for the evidence of a belief. */
export type Measurement = {
  /** The file, from the folder of the ecosystem file. */
  readonly name: string;
  /** The first eight digits of its SHA-256. */
  readonly hash: string;
  readonly tool: string;
  /** The component that was tested; `*` for all. */
  readonly target: string;
  readonly successes: number;
  readonly trials: number;
  readonly note?: string;
};

/** `redteam.json#1a2b3c4d (promptfoo 0.121.3): triage 3/40; what its author wrote`. */
export const measurementText = ({ name, hash, tool, target, successes, trials, note }: Measurement): string =>
  `${name}#${hash} (${tool}): ${target === '*' ? '*' : encodeId(target)} ${successes}/${trials}${note === undefined ? '' : `; ${note}`}`;

const FORM = /^(.+)#([0-9a-f]{8}) \(([^()]*)\): (\S+) (\d{1,9})\/(\d{1,9})(?:; (.+))?$/su;

/**
 * The measurements that a belief was written from; undefined if it is not from `calibrate`, or was edited since:
 * what was measured must add up to its trials.
 */
export function measurementsOf({ successes, trials, evidence = [] }: Trials): readonly Measurement[] | undefined {
  const found = evidence.flatMap((text) => parse(text) ?? []);
  const sum = (of: (one: Measurement) => number): number => found.reduce((total, one) => total + of(one), 0);
  const addsUp = sum((one) => one.successes) === successes && sum((one) => one.trials) === trials;
  return found.length > 0 && addsUp ? found : undefined;
}

function parse(text: string): Measurement | undefined {
  const [, name, hash, tool, target, successes, trials, note] = FORM.exec(text) ?? [];
  if (name === undefined || hash === undefined || tool === undefined || target === undefined) return undefined;
  return {
    name,
    hash,
    tool,
    target: decodeId(target) ?? target,
    successes: Number(successes),
    trials: Number(trials),
    ...(note === undefined ? {} : { note }),
  };
}
