import { InvalidInputError, type Problem } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { entriesOf, find, type Located, textOf } from './located.ts';
import type { ImportSettings } from './settings.ts';
import { shownName } from './shown-name.ts';
import { readWhole } from './threagile/includes.ts';
import { readModel } from './threagile/read-model.ts';

const MISSING = 'threagile_version, and technical_assets or includes';

/** Models of Threagile with the files that they include, and the parsed model that it writes. */
export const threagile: Importer = {
  format: 'threagile',
  title: 'Threagile model',
  gives:
    'technical assets, communication links, trust boundaries, shared runtimes, ratings, identified and tracked risks, from one file or several',
  detect: detectBy({
    words: /threagile_version|technical_assets|risk_tracking|technical_assets_running/,
    without: 'it has no technical_assets',
    missing: MISSING,
    detectIn,
    saidBy: (text) => (/^threagile_version\s*:/m.test(text) ? 'has threagile_version' : undefined),
    syntax: 'YAML',
  }),
  read,
};

const PARTS = ['technical_assets', 'trust_boundaries', 'shared_runtimes', 'data_assets', 'risk_tracking'];
/** What assets of Threagile say, and things of the same name elsewhere do not. */
const OWN_KEYS = /^(?:communication_links|data_assets_\w+|used_as_client_by_human|technolog(?:y|ies)|out_of_scope)$/;

function detectIn(root: Located): Detection {
  const hasVersion = find(root, 'threagile_version') !== undefined;
  const parts = PARTS.filter((key) => find(root, key)?.form === 'map');
  const isWhole = parts.includes('technical_assets') || find(root, 'includes')?.form === 'list';
  const hasAssets = entriesOf(find(root, 'technical_assets')).some(([, { value }]) =>
    entriesOf(value).some(([key]) => OWN_KEYS.test(key)),
  );
  const seen = [...(hasVersion ? ['threagile_version'] : []), ...parts];
  const reason = seen.length > 0 ? seen.join(', ') : 'it has no technical_assets';
  if (hasVersion && isWhole) return { score: 1, reason };
  if (hasAssets) return { score: 0.9, reason };
  if (hasVersion || isPartOf(root)) return { score: 0.6, reason, missing: MISSING };
  return { score: parts.length > 0 ? 0.2 : 0, reason, missing: MISSING };
}

/** A file to be included: boundaries or runtimes of assets that stand elsewhere. */
const isPartOf = (root: Located): boolean =>
  ['trust_boundaries', 'shared_runtimes'].some((part) =>
    entriesOf(find(root, part)).some(([, { value }]) =>
      entriesOf(value).some(([key]) => /^technical_assets_(?:inside|running)$/.test(key)),
    ),
  );

function read(file: SourceFile, open: OpenSibling, settings?: ImportSettings): Imported {
  const drafts = new Drafts();
  const problems: Problem[] = [];
  const root = readWhole(file, open, { drafts, problems });
  const diagram = readModel(root, { drafts, problems });
  if (problems.length > 0) throw new InvalidInputError(problems);
  const called = shownName(textOf(find(root, 'title')) ?? '');
  const description = called === '' ? 'From a Threagile model.' : `From the Threagile model "${called}".`;
  return fromDiagram(diagram, { file: file.name, description, drafts, settings });
}
