import type { Place } from '../../base/errors.ts';
import type { Direction, ModelTier, RelationKind, ThreatClass } from '../../graph/kinds.ts';

/** What a file of red-team results says, pooled; nothing of its prompts, answers and keys. */
export type RedTeamResults = {
  /** `promptfoo 0.121.3`, `Agentic Radar`, `CSV`. */
  readonly tool: string;
  readonly trials: readonly TrialGroup[];
  /** What is no evidence of compromise, or cannot be told; by what it is. */
  readonly unused: readonly UnusedTrials[];
};

/** Attacks on one target that count for one class: a success is a successful attack. */
export type TrialGroup = {
  /** As the file names it, other names of it after it; `*` is everything. */
  readonly targets: readonly string[];
  readonly threat: ThreatClass;
  /** The class where the target is a tool. */
  readonly atTool?: ThreatClass;
  readonly successes: number;
  readonly trials: number;
  /** The way that was attacked, if the file says. */
  readonly kind?: RelationKind;
  readonly direction?: Direction;
  readonly source?: 'content' | 'agent';
  readonly tier?: ModelTier;
  /** What its author writes about it. */
  readonly note?: string;
  readonly at: Place;
};

export type UnusedTrials = { readonly what: string; readonly trials: number; readonly why: string };

/** One attack, or several that were counted already. */
export type Attack = Omit<TrialGroup, 'targets'> & { readonly targets: readonly string[] };

/** Attacks of one target, class and way together, in the order in which each first came. */
export function pooled(attacks: readonly Attack[]): TrialGroup[] {
  const groups = new Map<string, TrialGroup>();
  for (const attack of attacks) {
    const { targets, threat, atTool, kind, direction, source, tier, note } = attack;
    const key = JSON.stringify([targets, threat, atTool, kind, direction, source, tier, note]);
    const before = groups.get(key);
    groups.set(
      key,
      before === undefined
        ? attack
        : {
            ...before,
            successes: before.successes + attack.successes,
            trials: before.trials + attack.trials,
          },
    );
  }
  return [...groups.values()];
}

/** The same reason for the same thing once, with how many trials it was. */
export function counted(unused: readonly UnusedTrials[]): UnusedTrials[] {
  const sums = new Map<string, UnusedTrials>();
  for (const { what, trials, why } of unused) {
    const key = `${what}\0${why}`;
    sums.set(key, { what, trials: trials + (sums.get(key)?.trials ?? 0), why });
  }
  return [...sums.values()];
}
