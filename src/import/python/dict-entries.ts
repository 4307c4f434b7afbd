import { dottedName, entryOf, type Py, type PyAssignment, type PyValue } from './py-value.ts';

/**
 * An entry of a dict, written in it or set later.
 * @param object - how the code calls the dict
 */
export const dictEntry = (dict: Py<'dict'>, key: string, object: PyValue): PyValue | undefined =>
  entryOf(dict, key) ??
  setLater(object).find(({ target }) => {
    const [index] = target.form === 'subscript' ? target.index : [];
    return index?.form === 'string' && index.text === key;
  })?.value;

export const dictValues = (dict: Py<'dict'>, object: PyValue): readonly PyValue[] => [
  ...dict.entries.flatMap(({ key, value }) => (key.form === 'spread' ? [] : [value])),
  ...setLater(object).map(({ value }) => value),
];

/** `object[key] = value` in the same file. */
function setLater(object: PyValue): readonly PyAssignment[] {
  const name = dottedName(object);
  if (name === undefined) return [];
  return object.scope.module.scopes
    .flatMap(({ assignments }) => assignments)
    .filter(({ target }) => target.form === 'subscript' && dottedName(target.object) === name);
}
