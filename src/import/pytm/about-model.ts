import type { PytmModel } from './model.ts';

/** One sentence for reports. */
export function aboutModel({ title }: PytmModel): string {
  const name = title?.trim() ?? '';
  return `From a pytm threat model${name === '' ? '' : ` called ${JSON.stringify(name.slice(0, 200))}`}.`;
}
