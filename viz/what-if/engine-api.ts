import type { Details, Estimate, LayerKey, Results, RunModel } from '../../src/measure/results.ts';
import type { Edit } from './edit.ts';

/**
 * What the engine's code (viz/browser/engine-main.ts, a bundle of its own) puts on the page under {@link ENGINE_GLOBAL}.
 * It is loaded when the first change is made.
 */
export type EngineApi = {
  /**
   * @param kernels - the bytes of src/engine/wasm/kernels.wasm; null, or where a browser refuses them: the plain
   * kernels, which give the same numbers, slower
   */
  readonly openEngine: (kernels: Uint8Array<ArrayBuffer> | null) => Promise<Engine>;
};

export const ENGINE_GLOBAL = 'blastradiusEngine';

export type Engine = {
  /**
   * Runs the scenario with and without the edits, in the same worlds, a few milliseconds at a time.
   * @returns null if it was stopped
   * @throws {RangeError} if the edits leave no valid ecosystem; {InvalidInputError} if it is too large
   */
  readonly answer: (question: Question, watch?: Watch) => Promise<Answer | null>;
  /** Rows of the channel table that carry influence into a component in this scenario, as the edits leave them. */
  readonly channels: (question: Question, into: string) => readonly ChannelRow[];
};

export type Question = {
  readonly results: Results;
  /** With what was run. */
  readonly details: Details & { readonly model: RunModel };
  /** Id of a scenario of the suite. */
  readonly scenario: string;
  readonly edits: readonly Edit[];
};

export type Watch = {
  readonly onProgress?: (progress: SoFar) => void;
  /** The asked scenario is done; its ways of compromise and the other scenarios of the suite follow. */
  readonly onAnswer?: (answer: Answer) => void;
  readonly signal?: AbortSignal;
};

/** Of the worlds so far. */
export type SoFar = {
  readonly done: number;
  readonly worlds: number;
  readonly total: Estimate;
  /** Null until both have a world in common. */
  readonly difference: Estimate | null;
};

export type Answer = {
  /** What the page shows instead: scenarios, their gates and their details as the edits make them. */
  readonly results: Results;
  readonly details: Details & { readonly model: RunModel };
  /** Ids, before the edits, of the scenarios that were run with them; all others are as the run left them. */
  readonly scenarios: readonly string[];
  /** Reached after the edits less reached before, in the same worlds. */
  readonly difference: {
    readonly total: Estimate;
    readonly layers: Readonly<Partial<Record<LayerKey, Estimate>>>;
  };
  /** The edits, to be put into the file. */
  readonly yaml: string;
};

export type ChannelRow = {
  readonly threat: Extract<Edit, { kind: 'channel' }>['threat'];
  readonly relationKind: Extract<Edit, { kind: 'channel' }>['relationKind'];
  readonly direction: Extract<Edit, { kind: 'channel' }>['direction'];
  /** Its probability, at the mean of what is believed. */
  readonly mean: number;
  readonly isPerAttempt: boolean;
  readonly evidence: string;
};
