import type { Settings } from '../compile/suite.ts';
import { meanOf } from '../graph/belief.ts';
import { lastsRounds, type ModelName } from '../graph/propagation-model.ts';
import type { KernelOption } from '../run/kernel-option.ts';
import { kernelsOf } from '../run/kernels-of.ts';
import { usageError } from './usage.ts';

type Asked = {
  readonly model: ModelName;
  readonly kernel: KernelOption | undefined;
  readonly settings: Settings;
  /** As they were typed. */
  readonly horizon: number | undefined;
  readonly precision: number | undefined;
};

/** The least recovery that the kernel draws durations for. */
const LEAST_RECOVERY = 2 ** -20;

/**
 * What a kernel would answer differently from what was asked is refused.
 * @throws {InvalidInputError}
 */
export function checkRawKernel({ model, kernel, settings, horizon, precision }: Asked): void {
  if (horizon !== undefined && !lastsRounds(model)) {
    throw usageError(
      'a model that runs in rounds for --horizon',
      model,
      'Leave --horizon out: it spreads until nothing is left to try.',
    );
  }
  if (kernel === undefined) return;
  const fitting = kernelsOf(model);
  if (!fitting.includes(kernel.name)) {
    const fix = fitting.length === 0 ? 'Leave --kernel out.' : `Kernels of ${model}: ${fitting.join(', ')}.`;
    throw usageError(`a kernel that runs ${model}`, `--kernel ${kernel.name}`, fix);
  }
  if (kernel.name === 'every-entry' && precision !== undefined) {
    throw usageError(
      'a kernel that stops at a precision',
      '--kernel every-entry',
      'Leave --precision out, or say --kernel skip.',
    );
  }
  if (kernel.name !== 'one-pass') return;
  if (horizon !== undefined) {
    throw usageError(
      'a kernel that counts rounds for --horizon',
      '--kernel one-pass',
      'Leave --horizon out, or say --kernel lanes.',
    );
  }
  if (meanOf(settings.recovery) < LEAST_RECOVERY) {
    throw usageError(
      'a recovery of at least 2^-20 for --kernel one-pass',
      `${meanOf(settings.recovery)}`,
      'Say --kernel lanes.',
    );
  }
}
