import { InvalidInputError } from '../base/errors.ts';
import { findCards, readCard } from './a2a/card.ts';
import { joinCards } from './a2a/hub.ts';
import { mapCard } from './a2a/map-card.ts';
import { Drafts, finish } from './drafts.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';

/** Agent cards of the Agent2Agent protocol: what an agent says of itself to those who may call it. */
export const a2a: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'a2a',
  title: 'A2A agent card',
  gives: 'agents, their hosts, who can call them and with which credentials; of several cards the hub, assumed',
  detect,
  read,
  together: joinCards,
};

const WORDS = /skills|capabilities|InputModes|protocols|mcp-server|supportedInterfaces/;
const MISSING = 'name with skills, capabilities or supportedInterfaces';

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it has no skills and capabilities', missing: MISSING };
  try {
    return findCards(readLocated(file)).detection;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const isOwn = /"(?:defaultInputModes|supportedInterfaces|preferredTransport)"/.test(file.text);
    const reason = isOwn ? 'it is no valid JSON, but has keys of agent cards' : 'it is no valid JSON';
    return { score: isOwn ? 0.6 : 0, reason, missing: 'valid JSON' };
  }
}

function read(file: SourceFile): Imported {
  const { cards, refusal } = findCards(readLocated(file));
  if (refusal !== undefined) throw new InvalidInputError([refusal]);
  const drafts = new Drafts();
  for (const map of cards) mapCard(drafts, readCard(map));
  const count = cards.length === 1 ? 'An agent' : `${cards.length} agents`;
  const about = { file: file.name, description: `${count}, imported from A2A agent cards.` };
  const imported = finish(drafts, about);
  if (cards.length === 1) return imported;
  const { relations, toFill, warnings } = joinCards([{ name: file.name, imported, idOf: (id) => id }]);
  for (const relation of relations) drafts.relation(relation);
  drafts.toFill.push(...toFill);
  drafts.warnings.push(...warnings);
  return finish(drafts, about);
}
