import { describePlace } from '../base/errors.ts';
import type { Drafts, Spot } from './drafts.ts';

/** Tells of an address that is only known when the system runs. @param decided - who decides on which, in words */
export function reportDynamicAddress(drafts: Drafts, { at }: Spot, decided: string): void {
  const detail = `${decided}: taken to be any`;
  drafts.findings.push({ title: 'Dynamic address', detail, where: describePlace(at) });
}
