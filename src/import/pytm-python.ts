import { InvalidInputError } from '../base/errors.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { codeOnly } from './python/code-only.ts';
import { readProgram } from './python/py-program.ts';
import { aboutModel } from './pytm/about-model.ts';
import { noteRules } from './pytm/note-rules.ts';
import { toDiagram } from './pytm/to-diagram.ts';
import { readPytmCode } from './pytm-python/read-code.ts';
import type { ImportSettings } from './settings.ts';

const MISSING = 'Python code with from pytm import TM, and a Dataflow(…)';

/** Models of pytm as they are written: Python, read as text and never run. */
export const pytmPython: Importer = {
  format: 'pytm-python',
  title: 'pytm model (Python)',
  gives:
    'actors, servers, data stores, language models and agents in boundaries, data flows, controls from Python code',
  detect,
  read,
};

const IMPORTS = /^[ \t]*(?:from[ \t]+pytm(?:\.[\w.]+)?[ \t]+import\b|import[ \t]+pytm\b)/m;

function detect({ text }: SourceFile): Detection {
  const code = codeOnly(text);
  if (!IMPORTS.test(code)) return { score: 0, reason: 'no import from pytm', missing: MISSING };
  if (/\bDataflow\s*\(/.test(code)) return { score: 0.95, reason: 'it imports from pytm and makes a Dataflow(…)' };
  if (/\bTM\s*\(/.test(code)) return { score: 0.7, reason: 'it imports from pytm and makes a TM(…)', missing: MISSING };
  return { score: 0.4, reason: 'it imports from pytm', missing: MISSING };
}

async function read(file: SourceFile, open: OpenSibling, settings?: ImportSettings): Promise<Imported> {
  const program = await readProgram(file, open);
  const drafts = new Drafts();
  drafts.warnings.push(...program.warnings);
  const model = readPytmCode(program, drafts);
  if (model.elements.length === 0) throw noElements(file);
  noteRules(model, drafts);
  return fromDiagram(toDiagram(model), { file: file.name, description: aboutModel(model), drafts, settings });
}

const noElements = ({ name }: SourceFile): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file: name },
      expected: 'elements of a pytm model: Actor(…), Server(…), Datastore(…)',
      found: 'none that can be seen without running the code',
      fix: `Let pytm write the model, and import that: python ${name.replace(/^.*[\\/]/, '')} --json model.json.`,
    },
  ]);
