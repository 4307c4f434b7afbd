import { describePlace } from '../base/errors.ts';
import type { Drafts, Spot } from './drafts.ts';

export type LiteralSecret = {
  /** Of the setting that holds it. */
  readonly name: string;
  /** Whose it is, unless the name says it. */
  readonly owner?: string;
  readonly spot: Spot;
  /** What to do in its place. */
  readonly instead?: string;
};

/** Tells of a secret that stands in the file itself, by name and place: once, though many may hold it. */
export function reportLiteralSecret(drafts: Drafts, { name, owner, spot, ...secret }: LiteralSecret): void {
  const { instead = 'refer to it instead' } = secret;
  const what = owner === undefined ? name : `${name} of ${owner}`;
  const detail = `${what} stands in the file as it is; ${instead}, and change it if the file was shared`;
  const [title, where] = ['Secret in the file', describePlace(spot.at)];
  const isSame = (text: string): boolean => text.startsWith(`${name} of `) || text.startsWith(`${name} stands in `);
  if (drafts.findings.some((one) => one.title === title && one.where === where && isSame(one.detail))) return;
  drafts.findings.push({ title, detail, where });
}
