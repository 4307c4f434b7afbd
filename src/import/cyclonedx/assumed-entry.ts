import type { Attributes, Element, Flow } from '../diagram/diagram.ts';
import type { Part } from './part.ts';

type Drawn = { readonly elements: readonly Element[]; readonly flows: readonly Flow[] };

const RULE = 'a bill does not list who uses what it is about: what users paste or open is taken in';
const KEY = 'what users bring in';

/**
 * Where nobody outside is known, what users bring in goes to the applications that no other part needs: without a
 * place to start there is no attacker.
 */
export function assumedEntry(parts: readonly Part[], { elements, flows }: Drawn): Drawn {
  const isKnown = elements.some(({ isExposed, shape }) => isExposed === true || shape === 'actor');
  const needed = new Set(flows.map(({ to }) => to));
  const drawn = new Set(elements.map(({ key }) => key));
  const first = parts.filter(({ type, key }) => type === 'application' && drawn.has(key) && !needed.has(key));
  const [one] = first;
  if (isKnown || one === undefined) return { elements: [], flows: [] };
  const name = 'what users paste or open';
  const attributes = assumed(['kind', 'external'], ['name', name], ['exposed', 'true']);
  return {
    elements: [{ key: KEY, name, id: 'pasted-content', shape: 'actor', attributes, spot: one.map }],
    flows: first.map(({ key, map }) => ({
      ...{ key: `${KEY} ${key}`, name: '', from: KEY, to: key },
      ...{ attributes: assumed(['kind', 'feeds']), spot: map },
    })),
  };
}

const assumed = (...said: readonly (readonly [name: string, value: string])[]): Attributes =>
  new Map([...said, ['certainty', 'assumed'], ['rule', RULE]]);
