/** Kernels that `--kernel` may ask for. Which of them answer a question depends on the model and the kind of input. */
export const kernelNames = ['lanes', 'skip', 'every-entry', 'one-pass'] as const;
export type KernelName = (typeof kernelNames)[number];

/** `isPlain`: in TypeScript instead of WebAssembly; the results are the same. */
export type KernelOption = { readonly name: KernelName; readonly isPlain: boolean };

const PLAIN = '/plain';

/** `skip`, `lanes/plain`, ...; undefined if it is none. */
export function parseKernel(text: string): KernelOption | undefined {
  const isPlain = text.endsWith(PLAIN);
  const base = isPlain ? text.slice(0, -PLAIN.length) : text;
  const name = kernelNames.find((one) => one === base);
  return name && { name, isPlain };
}
