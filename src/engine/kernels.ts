import { agentic } from './agentic.ts';
import { independentCascade } from './independent-cascade.ts';
import type { Kernel } from './kernel.ts';

/** Models that run in worlds. `worst-case` and `exact` have one answer and run elsewhere. */
export const kernels = { agentic, 'independent-cascade': independentCascade } as const satisfies Readonly<
  Record<string, Kernel>
>;

export type SimulatedModel = keyof typeof kernels;

export const isSimulated = (model: string): model is SimulatedModel => Object.hasOwn(kernels, model);
