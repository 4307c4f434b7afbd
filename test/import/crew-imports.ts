import { crewai } from '../../src/import/crewai.ts';
import { crewaiPython } from '../../src/import/crewai-python.ts';
import type { Imported } from '../../src/import/importer.ts';
import { openAmong } from './fixtures.ts';
import { plainEdges } from './imported.ts';

/** Files of a system by their paths; the first is the one that is imported. */
export async function importCrew(texts: Readonly<Record<string, string>>, first?: string): Promise<Imported> {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }));
  const file = files.find(({ name }) => first === undefined || name === first)!;
  const importer = file.name.endsWith('.py') ? crewaiPython : crewai;
  return await importer.read(file, openAmong(files)(file));
}

/** Relations without those that every crew has: models, the user, what users paste. */
export const edges = (imported: Imported): string[] =>
  plainEdges(imported).filter((edge) => !/ infers |^user |^pasted-content /.test(edge));

/** What each control is on, as `name: kind from to`. */
export const gates = ({ ecosystem }: Imported): string[] =>
  ecosystem.components.flatMap(({ id, guards }) =>
    guards.map(({ on }) => ('component' in on ? `${id}: ${on.component}` : `${id}: ${on.kind} ${on.from} ${on.to}`)),
  );
