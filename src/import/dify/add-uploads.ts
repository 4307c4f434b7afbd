import { type Drafts, inferred, type Spot } from '../drafts.ts';

/** The files that users of an app upload. @returns the id of where they come from */
export function addUploads(drafts: Drafts, spot: Spot): string {
  const provenance = inferred(spot, 'users upload files, which others may have written');
  const id = drafts.idFor('uploads', 'uploaded-files');
  return drafts.component({ id, kind: 'external', name: 'uploaded files', exposed: true, provenance });
}
