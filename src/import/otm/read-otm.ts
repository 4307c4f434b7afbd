import type { Diagram } from '../diagram/diagram.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { isOwn, ownAttributes } from '../records/own-attributes.ts';
import { shownName } from '../shown-name.ts';
import { readComponents } from './read-components.ts';
import { readFlows } from './read-flows.ts';
import { readThreats } from './read-threats.ts';
import { listedIn, type Reading } from './reading.ts';
import { readZones } from './zones.ts';

/** A threat model as a diagram, and one sentence about it; an ecosystem that we wrote keeps its own description. */
export function readOtm(
  root: Located,
  reading: Reading,
): { readonly diagram: Diagram; readonly description: string | undefined } {
  const zones = listedIn(root, 'trustZones', reading);
  const components = listedIn(root, 'components', reading);
  const dataflows = listedIn(root, 'dataflows', reading);
  if (components.size === 0 && reading.problems.length === 0) {
    const fix = 'Give a model that says what the system is made of.';
    reading.problems.push({ at: root.at, expected: 'components', found: 'none', fix });
  }
  const elements = readComponents(root, { components, zones }, reading);
  const flows = readFlows(dataflows, { components, zones }, reading);
  const threats = readThreats(root, [...components.values(), ...flows.map(({ listed }) => listed)], reading);
  noteRest(root, reading);
  const name = textOf(find(root, 'project', 'name'));
  const diagram = {
    title: name,
    zones: readZones(zones, reading),
    elements,
    flows: flows.map(({ flow }) => flow),
    threats,
  };
  return { diagram, description: descriptionOf(root, name) };
}

function descriptionOf(root: Located, name: string | undefined): string | undefined {
  const project = find(root, 'project');
  if (isOwn(ownAttributes(find(project, 'attributes')))) return textOf(find(project, 'description'));
  const called = shownName(name ?? '');
  return called === '' ? 'From an OTM threat model.' : `From the OTM threat model "${called}".`;
}

function noteRest(root: Located, { drafts }: Reading): void {
  const pictures = listOf(find(root, 'representations'));
  const [first] = pictures;
  if (first === undefined) return;
  const what = `${pictures.length} representation${pictures.length === 1 ? '' : 's'}`;
  drafts.ignored.push({ what, where: first.pointer, why: 'pictures and places in code are no part of the system' });
}
