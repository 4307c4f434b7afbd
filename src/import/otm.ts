import { InvalidInputError, type Problem } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, type Located } from './located.ts';
import { readOtm } from './otm/read-otm.ts';
import type { ImportSettings } from './settings.ts';

const MISSING = 'otmVersion, project, and components with a parent';

/** Threat models in the Open Threat Model format, as IriusRisk and StartLeft write them: YAML or JSON. */
export const otm: Importer = {
  format: 'otm',
  title: 'Open Threat Model (OTM)',
  gives:
    'components, trust zones, data flows, ratings of assets, threats and mitigations of models from IriusRisk, StartLeft and others',
  detect: detectBy({
    words: /otmVersion/,
    without: 'it has no otmVersion',
    missing: MISSING,
    detectIn,
    saidBy: (text) => (/^\s*["']?otmVersion["']?\s*:/m.test(text) ? 'has otmVersion' : undefined),
    syntax: 'JSON or YAML',
  }),
  read: (file, _open, settings) => read(file, settings),
};

function detectIn(root: Located): Detection {
  if (find(root, 'otmVersion') === undefined) {
    return { score: 0, reason: 'it has no otmVersion at the top', missing: MISSING };
  }
  const parts = ['project', 'components', 'trustZones', 'dataflows'].filter((key) => find(root, key) !== undefined);
  const reason = ['otmVersion', ...parts].join(', ');
  return parts.length > 0 ? { score: 1, reason } : { score: 0.6, reason, missing: MISSING };
}

function read(file: SourceFile, settings: ImportSettings | undefined): Imported {
  const drafts = new Drafts();
  const problems: Problem[] = [];
  const { diagram, description } = readOtm(readLocated(file), { drafts, problems });
  if (problems.length > 0) throw new InvalidInputError(problems);
  return fromDiagram(diagram, { file: file.name, description, drafts, settings });
}
