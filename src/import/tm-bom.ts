import { InvalidInputError } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { describeForm, find, type Located, listOf, textOf } from './located.ts';
import type { ImportSettings } from './settings.ts';
import { readThreatModel } from './tm-bom/threat-model.ts';

const MISSING = 'trust_zones, components, data_flows with symbolic_name';

/** Threat models in the schema of the OWASP Threat Model Library, which Threat Dragon calls TM-BOM. */
export const tmBom: Importer = {
  format: 'tm-bom',
  title: 'TM-BOM (OWASP Threat Model Library)',
  gives:
    'actors, components and data stores in trust zones, data flows, sensitivity of data, threats with controls and risks',
  detect: detectBy({
    words: /symbolic_name/,
    without: 'nothing in it has a symbolic_name',
    missing: MISSING,
    detectIn,
    saidBy: (text) =>
      /"symbolic_name"\s*:/.test(text) && /"(?:data_flows|trust_zones)"\s*:/.test(text)
        ? 'has trust_zones or data_flows with symbolic_name'
        : undefined,
  }),
  read,
};

const LISTS = ['trust_zones', 'actors', 'components', 'data_stores', 'data_flows'] as const;

function detectIn(root: Located): Detection {
  const named = LISTS.filter((key) =>
    listOf(find(root, key)).some((one) => textOf(find(one, 'symbolic_name')) !== undefined),
  );
  if (named.length === 0) return { score: 0, reason: 'no list of parts has symbolic_name', missing: MISSING };
  const score = Math.min(1, 0.4 + 0.2 * named.length);
  return { score, reason: `${named.join(', ')} have symbolic_name`, ...(named.length > 1 ? {} : { missing: MISSING }) };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const root = readLocated(file);
  const drafts = new Drafts();
  const diagram = readThreatModel(root, drafts);
  if (diagram.elements.length === 0) throw nothingDrawn(root);
  const title = diagram.title?.trim() ?? '';
  const description = `From a TM-BOM threat model${title === '' ? '' : ` of ${JSON.stringify(title.slice(0, 200))}`}.`;
  return fromDiagram(diagram, { file: file.name, description, drafts, settings });
}

const nothingDrawn = (root: Located): InvalidInputError =>
  new InvalidInputError([
    {
      at: root.at,
      expected: 'actors, components or data_stores, each with a symbolic_name',
      found: root.form === 'map' ? 'none' : describeForm(root),
      fix: 'Fill in at least one of the three lists, as the schema of the OWASP Threat Model Library has them.',
    },
  ]);
