import { describePlace } from '../../base/errors.ts';
import type { Diagram, Zone } from '../diagram/diagram.ts';
import { type Box, innermostZone } from '../diagram/innermost-zone.ts';
import type { Drafts } from '../drafts.ts';
import { noteTwins } from './note-twins.ts';
import { type Keyed, PartIndex } from './part-index.ts';
import { placeThreats } from './place-threats.ts';
import { readElement } from './read-element.ts';
import { readFlow } from './read-flow.ts';
import type { Model, Surface } from './read-model.ts';
import { stencilWords } from './stencil-words.ts';

/** All diagrams of a model as one; what is left out is noted. */
export function toDiagram(model: Model, drafts: Drafts): Diagram {
  const index = new PartIndex(model.surfaces);
  const boundaries = placedBoundaries(index, drafts);
  const elements = index.all
    .filter(({ part }) => part.form === 'element')
    .map((keyed) => readElement(keyed, zoneAround(keyed, boundaries, drafts)));
  const flows = index.all
    .filter(({ part }) => part.form === 'flow')
    .map((keyed) => readFlow(keyed, index, drafts))
    .filter((flow) => flow !== undefined);
  noteTheRest(model, index, drafts);
  noteTwins(elements, index, drafts);
  const zones: readonly Zone[] = boundaries.map(({ key, name }) => ({ key, name }));
  return {
    title: model.title,
    zones,
    elements,
    flows,
    threats: placeThreats(model, { index, elements, flows }, drafts),
  };
}

type Boundary = { readonly key: string; readonly name: string; readonly box: Box; readonly surface: Surface };

function placedBoundaries(index: PartIndex, drafts: Drafts): readonly Boundary[] {
  const drawn = index.all.filter(({ part }) => part.form === 'boundary');
  return drawn.flatMap((keyed): Boundary[] => {
    const { key, part, surface } = keyed;
    if (part.box !== undefined) return [{ key, name: nameOf(keyed), box: part.box, surface }];
    leaveOut(
      keyed,
      'trust boundary',
      'the file does not say where it is, so that nothing is known to be inside',
      drafts,
    );
    return [];
  });
}

function zoneAround({ part, surface }: Keyed, boundaries: readonly Boundary[], drafts: Drafts): string | undefined {
  const own = boundaries.filter((boundary) => boundary.surface === surface);
  if (part.box !== undefined || own.length === 0) return part.box && innermostZone(part.box, own);
  drafts.warnings.push({
    at: part.at,
    expected: 'Left, Top, Width and Height of an element beside trust boundaries',
    found: 'not all of them',
    fix: 'Move it in the tool and save; until then it is in no zone.',
  });
  return undefined;
}

const nameOf = ({ part: { properties, type } }: Keyed): string =>
  properties.name || properties.stencil || stencilWords(type);

function leaveOut(keyed: Keyed, what: string, why: string, drafts: Drafts): void {
  const name = nameOf(keyed).slice(0, 80);
  const where = describePlace(keyed.part.at);
  drafts.ignored.push({ what: name === '' ? what : `${what} ${JSON.stringify(name)}`, where, why });
}

function noteTheRest({ notes }: Model, { all }: PartIndex, drafts: Drafts): void {
  for (const keyed of all) {
    const { form, drawnAs } = keyed.part;
    if (form === 'line')
      leaveOut(keyed, 'line boundary', 'a line has no inside: draw a border boundary around what it separates', drafts);
    if (form === 'note') leaveOut(keyed, 'annotation', 'it is for readers of the diagram', drafts);
    if (form === 'unknown')
      leaveOut(keyed, `part drawn as ${JSON.stringify(drawnAs.slice(0, 80))}`, 'nothing of this sort is known', drafts);
  }
  const [first] = notes;
  if (first === undefined) return;
  const what = notes.length === 1 ? 'note' : `${notes.length} notes`;
  drafts.ignored.push({ what, where: describePlace(first), why: 'they are for readers of the model' });
}
