import { isSimulated } from '../engine/kernels.ts';
import type { ModelName } from '../graph/propagation-model.ts';
import type { KernelName } from './kernel-option.ts';

/** Kernels that run a model on a raw graph; none for those that do not run in worlds. */
export function kernelsOf(model: ModelName): readonly KernelName[] {
  if (!isSimulated(model)) return [];
  if (model === 'independent-cascade') return ['lanes', 'skip', 'every-entry'];
  return model === 'sir' ? ['lanes', 'one-pass'] : ['lanes'];
}
