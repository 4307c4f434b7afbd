import { join } from 'node:path';
import type { Shell } from './shell.ts';

/**
 * Where big graphs are kept between runs: BLASTRADIUS_CACHE (empty: nowhere), else blastradius in XDG_CACHE_HOME
 * (specifications.freedesktop.org/basedir-spec), else ~/.cache/blastradius.
 */
export function cacheFolder(env: Shell['env']): string | undefined {
  const { BLASTRADIUS_CACHE: own, XDG_CACHE_HOME: caches, HOME: home = env['USERPROFILE'] } = env;
  if (own !== undefined) return own === '' ? undefined : own;
  if (caches) return join(caches, 'blastradius');
  return home ? join(home, '.cache', 'blastradius') : undefined;
}
