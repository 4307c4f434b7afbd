import { epidemics } from '../graph/propagation-model.ts';
import { agentic } from './agentic.ts';
import { epidemic } from './epidemic.ts';
import { independentCascade } from './independent-cascade.ts';
import type { Kernel } from './kernel.ts';
import { linearThreshold } from './linear-threshold.ts';

/** Models that run in worlds. `worst-case` and `exact` have one answer and run elsewhere. */
export const kernels = {
  agentic,
  'independent-cascade': independentCascade,
  'linear-threshold': linearThreshold,
  si: epidemic(epidemics.si),
  sis: epidemic(epidemics.sis),
  sir: epidemic(epidemics.sir),
  seir: epidemic(epidemics.seir),
} as const satisfies Readonly<Record<string, Kernel>>;

export type SimulatedModel = keyof typeof kernels;

export const isSimulated = (model: string): model is SimulatedModel => Object.hasOwn(kernels, model);
