import type { Choice } from './properties.ts';

/** Running As: Kernel -> `running-as: kernel`; Sanitizes Input: Yes -> `sanitizes-input`. */
export function choiceTag({ title, value }: Choice): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return (isYes(value) ? name : `${name}: ${value.toLowerCase()}`).slice(0, LONGEST);
}

export const isYes = (value: string): boolean => /^(?:yes|true)$/iu.test(value);

const LONGEST = 200;
