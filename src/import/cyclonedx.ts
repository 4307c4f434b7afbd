import { InvalidInputError } from '../base/errors.ts';
import { readBill } from './cyclonedx/bill.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { isJsonText, readLocated } from './jsonc.ts';
import { find, type Located, textOf } from './located.ts';
import type { ImportSettings } from './settings.ts';

const MISSING = 'bomFormat: CycloneDX';

/** Bills of materials with models, data and services; threat models in the same envelope. */
export const cyclonedx: Importer = {
  format: 'cyclonedx',
  title: 'CycloneDX bill of materials (ML-BOM, SaaSBOM)',
  gives: 'models, data sets, services and applications, who depends on whom, data flows, trust zones, vulnerabilities',
  detect: detectBy({
    words: /bomFormat|cyclonedx\.org\/schema\/bom/,
    without: 'it has no bomFormat',
    missing: MISSING,
    detectIn,
    saidBy: (text) =>
      isXml(text) || /"bomFormat"\s*:\s*"CycloneDX"/u.test(text) ? 'says that it is a CycloneDX bill' : undefined,
  }),
  read,
};

const isXml = (text: string): boolean =>
  /^\s*</u.test(text) && /\bcyclonedx\.org\/schema\/bom/u.test(text.slice(0, 4000));

function detectIn(root: Located, { text }: SourceFile): Detection {
  if (textOf(find(root, 'bomFormat')) === 'CycloneDX') return { score: 1, reason: 'bomFormat is CycloneDX' };
  if (isXml(text)) return { score: 0.9, reason: 'it is XML in the namespace of CycloneDX', missing: MISSING };
  return { score: 0, reason: 'its bomFormat is not CycloneDX', missing: MISSING };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  if (!isJsonText(file.text) && isXml(file.text)) throw notJson(file);
  const drafts = new Drafts();
  const { diagram, description } = readBill(readLocated(file), file.name, drafts);
  return fromDiagram(diagram, { file: file.name, description, drafts, settings });
}

const notJson = ({ name }: SourceFile): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file: name, line: 1, column: 1 },
      expected: 'CycloneDX as JSON',
      found: 'CycloneDX as XML',
      fix: 'Convert it: cyclonedx convert --input-file bom.xml --output-file bom.json.',
    },
  ]);
