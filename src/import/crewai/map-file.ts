import { type Drafts, declared, type Spot } from '../drafts.ts';
import { safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';

/** A file that agents read or write by its path: the same path, the same store. @returns its id */
export function mapFile(drafts: Drafts, path: string, spot: Spot): string {
  const name = safeUrl(path)?.shown ?? shownName(path.trim());
  const id = drafts.idFor(`file ${path.trim().replace(/^\.\//, '')}`, name.replace(/^\.\//, ''));
  return drafts.component({ id, kind: 'data-store', provenance: declared(spot) });
}
