import { safeUrl, withoutSecrets } from '../../import/secrets.ts';

/** A target as it may be shown: addresses without users, passwords and queries, nothing that looks like a key, not too long. */
export function shownTarget(name: string): string {
  const shown = safeUrl(name)?.shown ?? withoutSecrets(name);
  return shown.length > 100 ? `${shown.slice(0, 99)}…` : shown;
}
