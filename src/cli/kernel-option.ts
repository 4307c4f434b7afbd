import { type KernelOption, kernelNames, parseKernel } from '../run/kernel-option.ts';
import { quoted } from './option-value.ts';
import { usageError } from './usage.ts';

/** @throws {InvalidInputError} if it is none */
export function kernelValue(text: string): KernelOption {
  const kernel = parseKernel(text);
  if (kernel !== undefined) return kernel;
  const names = kernelNames.join(', ');
  throw usageError(
    'a kernel after --kernel',
    quoted(text),
    `One of ${names}; with /plain after it, without WebAssembly.`,
  );
}

/** Every run on an ecosystem draws per arc, so that all its scenarios and variants can be compared world by world. */
export function refuseRawKernel(kernel: KernelOption | undefined): void {
  if (kernel === undefined || kernel.name === 'lanes') return;
  throw usageError('a raw graph', `--kernel ${kernel.name} for an ecosystem`, 'Leave it out, or say --kernel lanes.');
}
