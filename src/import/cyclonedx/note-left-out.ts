import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';
import { type Part, SERVICE } from './part.ts';

const SHOWN = 3;

/** One note for each type of what is left out: a bill lists hundreds of packages. */
export function noteLeftOut(parts: readonly Part[], drafts: Drafts): void {
  const types = new Set(parts.map(({ type }) => type));
  for (const type of types) {
    const same = parts.filter((part) => part.type === type);
    const [first] = same;
    if (first === undefined) continue;
    const names = same.slice(0, SHOWN).map(({ name }) => name.slice(0, 60));
    const shown = [...names, ...(same.length > SHOWN ? ['…'] : [])].join(', ');
    drafts.ignored.push({
      what: `${same.length} of type ${type === '' ? 'unknown' : type}: ${shown}`,
      where: describePlace(first.map.at),
      why: 'packages are parts of the programs built with them, not components that pass something on; what depends on them is joined directly',
    });
  }
}

export function noteSubject({ name, map }: Part, drafts: Drafts): void {
  drafts.ignored.push({
    what: `the subject ${JSON.stringify(name.slice(0, 80))}`,
    where: describePlace(map.at),
    why: 'it is what the bill is about, and nothing says what it uses',
  });
}

/** Tools that a server offers, as agent-bom writes them into its component. */
export function noteOffers(parts: readonly Part[], drafts: Drafts): void {
  for (const { map, name, type, isRoot } of parts) {
    const offered = type === SERVICE || isRoot ? [] : listOf(find(map, 'services'));
    const [first] = offered;
    if (first === undefined) continue;
    drafts.ignored.push({
      what: `${offered.length} service${offered.length === 1 ? '' : 's'} within the component ${JSON.stringify(name.slice(0, 80))}`,
      where: describePlace(first.at),
      why: 'what a component offers is a part of it',
    });
  }
}

/** Pictures of model cards are large, and say nothing that spreads. */
export function notePictures(parts: readonly Part[], drafts: Drafts): void {
  for (const { map, name } of parts) {
    const graphics = listOf(find(map, 'modelCard', 'quantitativeAnalysis', 'graphics', 'collection'));
    const pictures = graphics.filter((one) => textOf(find(one, 'image', 'content')) !== undefined);
    const [first] = pictures;
    if (first === undefined) continue;
    drafts.ignored.push({
      what: `${pictures.length} picture${pictures.length === 1 ? '' : 's'} in the card of ${JSON.stringify(name.slice(0, 80))}`,
      where: describePlace(first.at),
      why: 'pictures say nothing that spreads',
    });
  }
}

/** Sections of a bill about how it came to be, or who vouches for it. */
const SECTIONS = ['compositions', 'annotations', 'formulation', 'declarations', 'definitions', 'externalReferences'];

export function noteSections(root: Located, drafts: Drafts): void {
  for (const key of SECTIONS) {
    const section = find(root, key);
    if (section === undefined || describeForm(section).startsWith('an empty')) continue;
    const why = 'it says how the parts were made or who vouches for them, not what runs between them';
    drafts.ignored.push({ what: key, where: describePlace(section.at), why });
  }
}
