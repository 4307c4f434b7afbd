import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import type { ImportSettings } from './settings.ts';
import { readModel } from './tm7/read-model.ts';
import { toDiagram } from './tm7/to-diagram.ts';

const MISSING = 'a ThreatModel with a DrawingSurfaceList';

/** Threat models of the Microsoft Threat Modeling Tool: `.tm7`. */
export const tm7: Importer = {
  format: 'tm7',
  title: 'Microsoft Threat Modeling Tool (.tm7)',
  gives: 'processes, stores and external interactors, trust boundaries by their place, data flows, listed threats',
  detect,
  read,
};

/** How far the root element can be: comments and a declaration may come before it. */
const HEAD = 4096;
const NAMESPACE = /schemas\.datacontract\.org\/2004\/07\/ThreatModeling/u;

function detect({ text }: SourceFile): Detection {
  const head = text.slice(0, HEAD);
  const [root = '', name] = /<(?:[\w.-]+:)?(ThreatModel|KnowledgeBase)(?=[\s>])[^>]*>?/u.exec(head) ?? [];
  const missing = MISSING;
  if (name === 'ThreatModel' && NAMESPACE.test(root))
    return { score: 1, reason: 'a ThreatModel in the namespace of the Microsoft Threat Modeling Tool' };
  if (name === 'ThreatModel' && /<(?:[\w.-]+:)?DrawingSurfaceList\b/u.test(head))
    return { score: 0.8, reason: 'a ThreatModel with a DrawingSurfaceList' };
  if (name === 'KnowledgeBase' && /<(?:[\w.-]+:)?(?:Manifest|ThreatMetaData|GenericElements)\b/u.test(head))
    return { score: 0.6, reason: 'a template (.tb7) of the Microsoft Threat Modeling Tool', missing };
  return { score: 0, reason: 'it has no ThreatModel of the Microsoft Threat Modeling Tool', missing };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const drafts = new Drafts();
  const model = readModel(file);
  const description =
    model.title === ''
      ? 'From a model of the Microsoft Threat Modeling Tool.'
      : `From the Microsoft Threat Modeling Tool model ${JSON.stringify(model.title)}.`;
  return fromDiagram(toDiagram(model, drafts), { file: file.name, description, drafts, settings });
}
