import { type Drafts, declared, type Spot } from '../drafts.ts';

export type DatasetUse = {
  /** Its id in Dify: a UUID, or an encrypted text; undefined where the file gives none. */
  readonly given: string | undefined;
  readonly spot: Spot;
  /** Of the node that uses it. */
  readonly title: string;
};

/** A knowledge base; apps only hold its id. @returns the id of its component */
export function addDataset(drafts: Drafts, { given, spot, title }: DatasetUse): string {
  const isShort = given !== undefined && /^[\w-]{1,40}$/.test(given);
  const readable = isShort ? `dataset-${given}` : given === undefined ? title : `knowledge of ${title}`;
  const id = drafts.idFor(`dataset ${given ?? title}`, readable);
  if (drafts.has(id)) return id;
  drafts.component({ id, kind: 'data-store', name: `knowledge base of ${title}`, provenance: declared(spot) });
  if (given !== undefined) drafts.identify(id, { by: 'id', key: `dify dataset ${given}` });
  const why = 'the file holds only the id of the knowledge base, not what it is worth nor who may write to it';
  drafts.toFill.push({ component: id, field: 'value', why });
  return id;
}
