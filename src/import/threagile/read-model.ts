import type { Diagram } from '../diagram/diagram.ts';
import { entriesOf, find, type Located, textOf } from '../located.ts';
import { readAssets } from './read-assets.ts';
import { readBoundaries } from './read-boundaries.ts';
import { readLinks } from './read-links.ts';
import { readRuntimes } from './read-runtimes.ts';
import { type Reading, titledIn } from './reading.ts';
import { readRisks } from './risks.ts';

/** A whole model as a diagram. */
export function readModel(root: Located, reading: Reading): Diagram {
  const assets = titledIn(root, 'technical_assets', reading);
  if (assets.size === 0 && reading.problems.length === 0) {
    const fix = 'Give the model itself: the file with technical_assets, or the one that includes it.';
    reading.problems.push({ at: root.at, expected: 'technical_assets', found: 'none', fix });
  }
  const isParsed = PARSED.some((key) => find(root, key) !== undefined);
  const boundaries = readBoundaries(root, assets, reading);
  const runtimes = readRuntimes(root, assets, reading);
  const links = readLinks(assets, isParsed, reading);
  noteRest(root, reading);
  return {
    title: textOf(find(root, 'title')),
    zones: boundaries.zones,
    elements: [...readAssets(root, { assets, zoneOf: boundaries.zoneOf, isParsed }, reading), ...runtimes.elements],
    flows: [...links, ...runtimes.flows],
    threats: readRisks(root, { assets, links, runtimes: runtimes.elements, isParsed }, reading),
  };
}

/** What only Threagile's own output has. It leaves out whatever has the first of its possible values. */
const PARSED = ['built_in_risk_categories', 'incoming_technical_communication_links_mapped_by_target_id'];

const REST = [
  ['data_assets', 'data assets', 'they are no components: assets that have no rating of their own take it from them'],
  ['abuse_cases', 'abuse cases', 'they name no asset'],
] as const;

function noteRest(root: Located, { drafts }: Reading): void {
  for (const [key, name, why] of REST) {
    const [first, ...more] = entriesOf(find(root, key));
    if (first === undefined) continue;
    drafts.ignored.push({ what: `${more.length + 1} ${name}`, where: `/${key}`, why });
  }
}
