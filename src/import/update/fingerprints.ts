import { identityOf } from '../../base/random.ts';
import type { Ecosystem } from '../../graph/ecosystem.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { componentText, relationText } from '../write-ecosystem.ts';

/** What an import wrote, part by part: id -> a hash of what it said, whatever its place. */
export type Fingerprints = {
  readonly components: ReadonlyMap<string, string>;
  readonly relations: ReadonlyMap<string, string>;
};

export const fingerprintsOf = ({ components, relations }: Ecosystem): Fingerprints => ({
  components: new Map(components.map((one) => [one.id, fingerprint(componentText(one))])),
  relations: new Map(relations.map((one) => [one.id, fingerprint(relationText(one))])),
});

/** Seven letters and digits: enough to tell that somebody edited a part. */
function fingerprint(text: string): string {
  const { low, high } = identityOf(text);
  return ((low ^ high) >>> 0).toString(36).padStart(7, '0');
}

/** `HASH:ID`, separated by blanks, in the order of the ids. */
export const fingerprintText = (hashes: ReadonlyMap<string, string>): string =>
  [...hashes]
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([id, hash]) => `${hash}:${id.replace(/[\s%]/gu, encodeURIComponent)}`)
    .join(' ');

/** The other way round; what is no `HASH:ID` is skipped: then its part counts as edited. */
export function parseFingerprints(text: string): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const token of text.split(/\s+/u)) {
    const at = token.indexOf(':');
    if (at > 0) hashes.set(decoded(token.slice(at + 1)), token.slice(0, at));
  }
  return hashes;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
