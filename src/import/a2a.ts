import { InvalidInputError } from '../base/errors.ts';
import { findCards, readCard } from './a2a/card.ts';
import { joinCards } from './a2a/hub.ts';
import { mapCard } from './a2a/map-card.ts';
import { detectBy } from './detect-by.ts';
import { Drafts, finish } from './drafts.ts';
import type { FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';

const MISSING = 'name with skills, capabilities or supportedInterfaces';

/** Agent cards of the Agent2Agent protocol: what an agent says of itself to those who may call it. */
export const a2a: FileImporter = {
  format: 'a2a',
  title: 'A2A agent card',
  gives: 'agents, their hosts, who can call them and with which credentials; of several cards the hub, assumed',
  detect: detectBy({
    words: /skills|capabilities|InputModes|protocols|mcp-server|supportedInterfaces/,
    without: 'it has no skills and capabilities',
    missing: MISSING,
    detectIn: (root) => findCards(root).detection,
    saidBy: (text) =>
      /"(?:defaultInputModes|supportedInterfaces|preferredTransport)"/.test(text)
        ? 'has keys of agent cards'
        : undefined,
  }),
  read,
  together: joinCards,
};

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
