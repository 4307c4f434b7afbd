import { InvalidInputError } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { describeForm, find, type Located, listOf, textOf } from './located.ts';
import { aboutModel } from './pytm/about-model.ts';
import { noteRules } from './pytm/note-rules.ts';
import { readPytmJson } from './pytm/read-json.ts';
import { toDiagram } from './pytm/to-diagram.ts';
import type { ImportSettings } from './settings.ts';

const MISSING = 'elements with __class__ and flows with source and sink';

/** Models of pytm as JSON: what it reads, and what it writes with --json. */
export const pytm: Importer = {
  format: 'pytm',
  title: 'pytm model (JSON)',
  gives:
    'actors, servers, data stores, language models and agents in boundaries, data flows, controls, findings with severity',
  detect: detectBy({
    words: /"sink"|__class__/,
    without: 'it has neither __class__ nor sink',
    missing: MISSING,
    detectIn,
    saidBy: (text) =>
      /"__class__"\s*:\s*"(?:Actor|Server|Datastore|Boundary|Lambda|LLM)"/.test(text) && /"sink"\s*:/.test(text)
        ? 'has elements with __class__ and flows with sink'
        : undefined,
  }),
  read,
};

function detectIn(root: Located): Detection {
  const isFlow = listOf(find(root, 'flows')).some(
    (flow) => textOf(find(flow, 'source')) !== undefined && textOf(find(flow, 'sink')) !== undefined,
  );
  const isElement = ['elements', 'assets', 'actors'].some((key) =>
    listOf(find(root, key)).some((one) => textOf(find(one, '__class__')) !== undefined),
  );
  if (isFlow && isElement) return { score: 1, reason: 'elements have __class__, flows have source and sink' };
  const seen = isFlow ? 'flows have source and sink' : isElement ? 'elements have __class__' : undefined;
  if (seen === undefined) return { score: 0, reason: 'it has no elements and flows of pytm', missing: MISSING };
  const isElse = find(root, 'boundaries') !== undefined || find(root, 'elements') !== undefined;
  return { score: isElse ? 0.7 : 0.3, reason: seen, missing: MISSING };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const root = readLocated(file);
  const drafts = new Drafts();
  const model = readPytmJson(root, drafts);
  if (model.elements.length === 0) throw noElements(root);
  noteRules(model, drafts);
  return fromDiagram(toDiagram(model), { file: file.name, description: aboutModel(model), drafts, settings });
}

const noElements = (root: Located): InvalidInputError =>
  new InvalidInputError([
    {
      at: root.at,
      expected: 'elements, each with a name',
      found: root.form === 'map' ? 'none' : describeForm(root),
      fix: 'Write the model with: python tm.py --json model.json.',
    },
  ]);
