import type { Diagram, Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import { assumedEntry } from './assumed-entry.ts';
import { dataFlowsOf } from './data-flows.ts';
import { datasetsOf } from './datasets.ts';
import { dependenciesOf, dependentsOf, throughOthers, usersOf } from './dependencies.ts';
import { elementOf, zonesOf } from './element-of.ts';
import { linksOf } from './links.ts';
import { noteLeftOut, noteOffers, notePictures, noteSections, noteSubject } from './note-left-out.ts';
import { isOwnEcosystem, ownFlows, ownId } from './own-records.ts';
import { type Part, partsOf, SERVICE } from './part.ts';
import { Refs } from './refs.ts';
import { refuseWithoutParts } from './refuse-without-parts.ts';
import { isModel, isStanding, isTelling } from './roles.ts';
import { isModelPart, threatModelOf } from './threat-model.ts';
import { vulnerabilitiesOf } from './vulnerabilities.ts';

export type Bill = { readonly diagram: Diagram; readonly description: string | undefined };

/**
 * A bill of materials as a diagram: what stands for itself in a running system, and who needs whom.
 * @throws {InvalidInputError} if it lists only packages
 */
export function readBill(root: Located, file: string, drafts: Drafts): Bill {
  const all = partsOf(root);
  const subject = all.find(({ isRoot }) => isRoot);
  const isOwn = subject !== undefined && isOwnEcosystem(subject);
  const parts = all.filter((part) => !(isOwn && part === subject) && !isModelPart(part));
  const standing = new Set(parts.filter((part) => ownId(part) !== undefined || isStanding(part)));
  const drawn = threatModelOf(all, new Refs(root, all), drafts);
  if (!isOwn && drawn.elements.length === 0 && !parts.some(isTelling)) throw refuseWithoutParts(root, file, parts);
  const bill = new BillReader(root, parts, standing, drafts).diagram();
  const lines = { elements: [...bill.elements, ...drawn.elements], flows: [...bill.flows, ...drawn.flows] };
  const entry = isOwn ? NOTHING : assumedEntry(parts, lines);
  noteOffers(parts, drafts);
  notePictures(parts, drafts);
  noteSections(root, drafts);
  return {
    diagram: {
      title: subject?.name,
      zones: [...bill.zones, ...drawn.zones],
      elements: [...lines.elements, ...entry.elements],
      flows: [...lines.flows, ...entry.flows],
      threats: bill.threats,
    },
    description: isOwn && subject !== undefined ? textOf(find(subject.map, 'description')) : aboutOf(subject),
  };
}

const NOTHING = { elements: [], flows: [] };

const aboutOf = (subject: Part | undefined): string => {
  const name = subject?.name.trim() ?? '';
  return `From a CycloneDX bill of materials${name === '' ? '' : ` of ${JSON.stringify(name.slice(0, 200))}`}.`;
};

class BillReader {
  readonly #root: Located;
  readonly #parts: readonly Part[];
  readonly #standing: ReadonlySet<Part>;
  readonly #drafts: Drafts;
  readonly #refs: Refs;

  constructor(root: Located, parts: readonly Part[], standing: ReadonlySet<Part>, drafts: Drafts) {
    this.#root = root;
    this.#parts = parts;
    this.#standing = standing;
    this.#drafts = drafts;
    this.#refs = new Refs(root, parts);
  }

  diagram(): Diagram {
    const isStanding = (part: Part): boolean => this.#standing.has(part);
    const [refs, drafts, root] = [this.#refs, this.#drafts, this.#root];
    const standing = this.#parts.filter(isStanding);
    const listed = dependenciesOf(root, refs, drafts);
    const datasets = datasetsOf(standing.filter(isModel), refs);
    const services = standing.filter(({ type }) => type === SERVICE);
    const sent = dataFlowsOf(services, refs, drafts);
    const own = ownFlows(standing);
    const flows = [...own, ...datasets.flows, ...sent.flows];
    const links = linksOf(standing, throughOthers(listed, isStanding), flows);
    const kept = standing.filter((part) => !this.#isOnlySubject(part, [...flows, ...links]));
    const users = usersOf(listed);
    noteLeftOut(
      this.#parts.filter((part) => !isStanding(part)),
      drafts,
    );
    const elements = [...kept.map((part) => elementOf(part, drafts)), ...datasets.elements, ...sent.others];
    const drawn = new Set(elements.map(({ key }) => key));
    const isKept = new Set(kept);
    return {
      zones: zonesOf(kept),
      elements,
      flows: [...flows, ...links].filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
      threats: vulnerabilitiesOf(
        root,
        refs,
        (part) => (isKept.has(part) ? [part] : dependentsOf(part, users, (one) => isKept.has(one))),
        drafts,
      ),
    };
  }

  #isOnlySubject(part: Part, flows: readonly Flow[]): boolean {
    if (!part.isRoot || isTelling(part) || flows.some(({ from, to }) => from === part.key || to === part.key))
      return false;
    noteSubject(part, this.#drafts);
    return true;
  }
}
