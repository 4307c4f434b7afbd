import type { OpenSibling, SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { mergeTrees } from './merge-trees.ts';
import type { Reading } from './reading.ts';

/**
 * A model with everything that it includes, as one tree: paths run from the folder of the file that names them.
 * A file that is not there is a problem at the place that names it.
 * @throws {InvalidInputError} if one of the files is no YAML
 */
export function readWhole(file: SourceFile, open: OpenSibling, reading: Reading): Located {
  return new Includes(open, reading).read(file, '');
}

/** Far more than anybody writes. */
const MOST_FILES = 1000;

class Includes {
  readonly #open: OpenSibling;
  readonly #reading: Reading;
  /** Names of the files between the model and the one that is read. */
  readonly #around: string[] = [];
  readonly #done = new Set<string>();

  constructor(open: OpenSibling, reading: Reading) {
    this.#open = open;
    this.#reading = reading;
  }

  /** @param folder - of the file, from that of the model: empty, or with a slash at its end */
  read(file: SourceFile, folder: string): Located {
    this.#around.push(file.name);
    this.#done.add(file.name);
    let root = readLocated(file);
    const includes = find(root, 'includes');
    if (includes?.form === 'scalar' && includes.value !== null) this.#problem(includes, 'a list of files', 'one value');
    for (const item of listOf(includes)) {
      const included = this.#include(item, folder);
      if (included !== undefined) root = mergeTrees(root, included, this.#reading.problems);
    }
    this.#around.pop();
    return root;
  }

  #include(item: Located, folder: string): Located | undefined {
    const path = textOf(item);
    if (path === undefined || path === '') return this.#problem(item, 'the path of a file', describeForm(item));
    const file = this.#open(`${folder}${path}`);
    if (file === undefined) return this.#problem(item, 'a file beside this one', `none called ${shownName(path)}`);
    if (this.#around.includes(file.name)) {
      return this.#problem(item, 'a file that does not include this one', `a circle with ${shownName(path)}`);
    }
    if (this.#done.has(file.name)) return undefined;
    if (this.#done.size >= MOST_FILES) return this.#problem(item, `at most ${MOST_FILES} files`, 'more');
    return this.read(file, `${folder}${path.replace(/[^/\\]*$/, '')}`);
  }

  #problem({ at }: Located, expected: string, found: string): undefined {
    this.#reading.problems.push({ at, expected, found, fix: 'Correct the list includes, or give the file.' });
    return undefined;
  }
}
