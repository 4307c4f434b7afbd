import { plainNumber } from './plain-number.ts';
import type { NodeNames } from './raw-arcs.ts';
import { compareToken, type PackedTexts } from './token-order.ts';

/** Names of nodes as flat data: whole numbers in ascending order (null: 0, 1, 2 ...), or texts by code units. */
export type NameData =
  | { readonly form: 'numbers'; readonly count: number; readonly numbers: Uint32Array | null }
  | ({ readonly form: 'texts'; readonly count: number } & PackedTexts);

export const nodeNames = (data: NameData): NodeNames =>
  data.form === 'texts' ? textNames(data) : numberNames(data.count, data.numbers);

const utf8 = new TextEncoder();

function numberNames(count: number, numbers: Uint32Array | null): NodeNames {
  return {
    count,
    nameOf: (v) => String(numbers === null ? v : numbers[v]),
    indexOf(name) {
      const bytes = utf8.encode(name);
      const number = plainNumber(bytes, 0, bytes.length);
      if (number === -1) return -1;
      if (numbers === null) return number < count ? number : -1;
      return search(count, (v) => number - (numbers[v] as number));
    },
  };
}

function textNames({ count, starts, bytes }: { readonly count: number } & PackedTexts): NodeNames {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    count,
    // A copy: what is shared between threads cannot be decoded in every engine.
    nameOf: (v) => decoder.decode(bytes.slice(starts[v], starts[v + 1])),
    indexOf(name) {
      const wanted = utf8.encode(name);
      return search(count, (v) => compareToken({ starts, bytes }, v, wanted));
    },
  };
}

/** Where `compare` gives 0 among ascending items, else -1; above 0: further on. */
function search(count: number, compare: (at: number) => number): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compare(middle);
    if (order === 0) return middle;
    if (order > 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
