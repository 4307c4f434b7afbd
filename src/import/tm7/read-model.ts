import { InvalidInputError, type Place } from '../../base/errors.ts';
import type { SourceFile } from '../importer.ts';
import { refuse } from '../reading-limits.ts';
import { type Listed, readListed } from './listed-threat.ts';
import { type Part, readPart } from './part.ts';
import { readSubtrees, textIn, type XmlElement } from './xml-subtrees.ts';

/** A threat model as its file says it; nothing of the template that comes with it. */
export type Model = {
  /** Perhaps empty. */
  readonly title: string;
  readonly surfaces: readonly Surface[];
  readonly threats: readonly Listed[];
  /** Where people wrote something for people. */
  readonly notes: readonly Place[];
};

/** A diagram. */
export type Surface = {
  readonly guid: string;
  readonly at: Place;
  readonly parts: readonly Part[];
};

const SURFACE = 'ThreatModel/DrawingSurfaceList/DrawingSurfaceModel';
const IN_LISTS =
  /^ThreatModel\/(?:DrawingSurfaceList\/DrawingSurfaceModel\/(?:Borders|Lines)|ThreatInstances|Notes)\//u;
const WANTED = new Set([`${SURFACE}/Guid`, 'ThreatModel/MetaInformation']);

/**
 * The template that comes with a model, most of the bytes of a file, passes by unseen: nothing of it is wanted.
 * @throws {InvalidInputError} if it is no threat model, no XML, or draws nothing
 */
export function readModel(file: SourceFile): Model {
  const reading = new Reading(file.name);
  readSubtrees(file, {
    isWanted: (path) => WANTED.has(path) || IN_LISTS.test(path),
    open: (path, at) => reading.open(path, at),
    take: (path, element) => reading.take(path, element),
  });
  return reading.model();
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

class Reading {
  readonly #file: string;
  readonly #surfaces: (Writable<Surface> & { readonly parts: Part[] })[] = [];
  readonly #threats: Listed[] = [];
  readonly #notes: Place[] = [];
  #title = '';

  constructor(file: string) {
    this.#file = file;
  }

  open(path: string, at: Place): void {
    if (!path.includes('/') && path !== 'ThreatModel') throw otherRoot(path, at);
    if (path === SURFACE) this.#surfaces.push({ guid: '', at, parts: [] });
  }

  take(path: string, element: XmlElement): void {
    const surface = this.#surfaces.at(-1);
    if (path === 'ThreatModel/MetaInformation') this.#title = textIn(element, 'ThreatModelName').replace(/\s+/gu, ' ');
    else if (path.startsWith('ThreatModel/ThreatInstances/')) this.#threats.push(readListed(element));
    else if (path.startsWith('ThreatModel/Notes/')) this.#notes.push(element.at);
    else if (surface === undefined) return;
    else if (path === `${SURFACE}/Guid`) surface.guid = element.text.trim().toLowerCase();
    else surface.parts.push(readPart(element));
  }

  model(): Model {
    const surfaces = this.#surfaces;
    if (surfaces.some(({ parts }) => parts.some(({ form }) => form === 'element')))
      return { title: this.#title, surfaces, threats: this.#threats, notes: this.#notes };
    throw new InvalidInputError([
      {
        at: surfaces[0]?.at ?? { file: this.#file },
        expected: 'a diagram with a process, a store or an external interactor',
        found: surfaces.length === 0 ? 'no diagram' : 'none in it',
        fix: 'Draw one in the Threat Modeling Tool and save the model.',
      },
    ]);
  }
}

const otherRoot = (name: string, at: Place): InvalidInputError =>
  name === 'KnowledgeBase'
    ? refuse(at, 'a threat model', 'a template (.tb7)', 'Give the .tm7 file of a model that was made with it.')
    : refuse(at, 'a ThreatModel', `<${name.slice(0, 80)}>`, 'Give a file that the Threat Modeling Tool saved (.tm7).');
