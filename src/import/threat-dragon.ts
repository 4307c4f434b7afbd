import type { InvalidInputError } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, type Located, listOf, textOf } from './located.ts';
import { refuse } from './reading-limits.ts';
import type { ImportSettings } from './settings.ts';
import { shownName } from './shown-name.ts';
import { formOf } from './threat-dragon/cell.ts';
import { OWN_MODEL } from './threat-dragon/own-marks.ts';
import { toDiagram } from './threat-dragon/to-diagram.ts';

const MISSING = 'summary.title, and detail.diagrams with cells';

/** Models of OWASP Threat Dragon, versions 1 and 2. */
export const threatDragon: Importer = {
  format: 'threat-dragon',
  title: 'OWASP Threat Dragon model',
  gives: 'processes, stores, actors, data flows, trust boundary boxes and listed threats of all diagrams of a model',
  detect: detectBy({
    words: /"diagrams"/,
    without: 'it has no diagrams',
    missing: MISSING,
    detectIn,
    saidBy: (text) =>
      /"detail"\s*:/.test(text) && /"(?:shape|type)"\s*:\s*"(?:tm\.|trust-boundary-)/.test(text)
        ? 'draws cells of Threat Dragon'
        : undefined,
  }),
  read,
};

function detectIn(root: Located): Detection {
  const model = modelIn(root);
  const diagrams = find(model, 'detail', 'diagrams');
  const cells = listOf(diagrams).flatMap((diagram) => [
    ...listOf(find(diagram, 'cells')),
    ...listOf(find(diagram, 'diagramJson', 'cells')),
  ]);
  const isKnown = (cell: Located): boolean =>
    [find(cell, 'shape'), find(cell, 'type'), find(cell, 'data', 'type')].some(
      (one) => formOf(textOf(one)) !== undefined,
    );
  const hasTitle = find(model, 'summary', 'title') !== undefined;
  const seen = [
    ...(diagrams?.form === 'list' ? ['detail.diagrams is a list'] : []),
    ...(hasTitle ? ['summary.title'] : []),
    ...(cells.some(isKnown) ? ['cells with shapes of Threat Dragon'] : []),
  ];
  const isModel = diagrams?.form === 'list' && seen.length > 1;
  return {
    score: isModel ? 0.4 + 0.2 * seen.length : 0.1 * seen.length,
    reason: seen.length > 0 ? seen.join(', ') : 'it has no model of Threat Dragon',
    ...(isModel ? {} : { missing: MISSING }),
  };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const model = modelIn(readLocated(file));
  const drafts = new Drafts();
  const diagram = toDiagram(model, drafts);
  if (diagram.elements.length === 0 && !isOwn(model)) throw nothingDrawn(model);
  return fromDiagram(diagram, { file: file.name, description: descriptionOf(model), drafts, settings });
}

/** A template holds a model. */
const modelIn = (root: Located): Located => (find(root, 'detail') === undefined ? (find(root, 'model') ?? root) : root);

const isOwn = (model: Located): boolean => find(model, OWN_MODEL) !== undefined;

const nothingDrawn = (model: Located): InvalidInputError =>
  refuse(
    (find(model, 'detail', 'diagrams') ?? model).at,
    'a diagram with at least one process, store or actor',
    'none',
    'Draw the system in Threat Dragon, and give that file.',
  );

/** What `graph convert` wrote has the description of the ecosystem; of others, where it is from. */
function descriptionOf(model: Located): string | undefined {
  if (isOwn(model)) return textOf(find(model, 'summary', 'description'));
  const title = shownName(textOf(find(model, 'summary', 'title')) ?? '');
  return `From ${title === '' ? 'a model' : `the model ${JSON.stringify(title)}`} of OWASP Threat Dragon.`;
}
