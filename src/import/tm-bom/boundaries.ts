import { find, type Located, listOf, textOf } from '../located.ts';
import { textsOf } from './named.ts';

/** What stands in no zone is where everybody is. */
export const OUTSIDE = 'public';

/** Ways to prove who one is that nobody else can repeat; passwords and logins of social networks can be taken. */
const STRONG: ReadonlySet<string> = new Set(['public_key', 'token', 'otp', 'challenge_response', 'biometrics', 'sso']);

/** Whether all who cross the boundary between two zones prove who they are. */
export function provenBetween(root: Located): (a: string | undefined, b: string | undefined) => boolean {
  const proven = listOf(find(root, 'trust_boundaries')).flatMap((spot) => {
    const methods = textsOf(find(spot, 'authentication_methods'));
    const zones = ['trust_zone_a', 'trust_zone_b'].map((key) => textOf(find(spot, key)) ?? '');
    return methods.length > 0 && methods.every((method) => STRONG.has(method)) ? [zones] : [];
  });
  return (a = OUTSIDE, b = OUTSIDE) => a !== b && proven.some((zones) => zones.includes(a) && zones.includes(b));
}
