import type { Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { choiceTag, isYes } from './choice-tag.ts';
import type { End } from './part.ts';
import type { Keyed, PartIndex } from './part-index.ts';
import type { Choice } from './properties.ts';

/** A connector between two elements; undefined, with a warning, if an end of it hangs in the air. */
export function readFlow({ key, part, surface }: Keyed, index: PartIndex, drafts: Drafts): Flow | undefined {
  const { properties, source, target, at } = part;
  const { name, stencil, chosen, isOutOfScope } = properties;
  const [from, to] = [source, target].map(({ guid }) => index.find(surface, guid));
  if (from?.part.form !== 'element' || to?.part.form !== 'element') {
    const [end, attached, word] =
      from?.part.form === 'element' ? ([target, to, 'target'] as const) : ([source, from, 'source'] as const);
    drafts.warnings.push({
      at,
      expected: `a data flow between two elements`,
      found: `${shown(name === '' ? stencil : name)}, whose ${word} is ${whatIs(end, attached)}`,
      fix: fixFor({ key, part, surface }, end, index),
    });
    return undefined;
  }
  const tags = [
    ...(SAYS_NOTHING.test(stencil) || stencil === '' ? [] : [stencil.toLowerCase().slice(0, 200)]),
    ...chosen.filter((choice) => !choice.isFixed && !saysWhoSent(choice)).map(choiceTag),
    ...(isOutOfScope ? ['out-of-scope'] : []),
  ];
  return {
    key,
    name,
    from: from.key,
    to: to.key,
    ...(chosen.some((choice) => saysWhoSent(choice) && isYes(choice.value)) ? { isAuthenticated: true } : {}),
    ...(tags.length === 0 ? {} : { tags }),
    spot: { at, pointer: `flow ${key}` },
  };
}

const SAYS_NOTHING = /^(?:Generic\b.*|Request|Response)$/u;

/** Source Authenticated, and what templates of others call so: who receives the data knows who sent them. */
const saysWhoSent = ({ title, key }: Choice): boolean =>
  key === 'authenticatesSource' || /^(?:source |has |is |uses |requires )?authenticat(?:ed|ion)$/iu.test(title);

const shown = (name: string): string => (name === '' ? 'one without a name' : JSON.stringify(name.slice(0, 80)));

function whatIs({ guid }: End, attached: Keyed | undefined): string {
  if (guid === '') return 'not attached to anything';
  return attached === undefined ? 'not in the file' : 'no process, store or external interactor';
}

/** Lines that end on an element without being attached to it look right in the tool. */
function fixFor({ surface }: Keyed, { x, y }: End, index: PartIndex): string {
  const under = index.all.find(({ part: { form, box }, surface: its }) => {
    if (its !== surface || form !== 'element' || box === undefined || x === undefined || y === undefined) return false;
    return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
  });
  const name = under?.part.properties.name || under?.part.properties.stencil || '';
  return name === ''
    ? 'Drag its end onto an element until it snaps in; it is left out.'
    : `It only lies on ${JSON.stringify(name)}: drag its end there until it snaps in; it is left out.`;
}
