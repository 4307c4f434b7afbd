import type { Belief } from '../../graph/belief.ts';
import type { ComponentDraft } from '../../graph/build-ecosystem.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { type ComponentKind, isIn } from '../../graph/kinds.ts';
import { assumed, type Drafts, finishAsDrawn, inferred } from '../drafts.ts';
import type { Decided } from '../element-map.ts';
import type { Imported, WantedSuite } from '../importer.ts';
import { componentOf } from '../records/component-record.ts';
import { withoutKeys } from '../secrets.ts';
import type { ImportSettings } from '../settings.ts';
import { withDecision } from '../with-decision.ts';
import { checkAttributes } from './check-attributes.ts';
import { type Class, classify } from './classify.ts';
import { contractControls } from './contract-controls.ts';
import type { Diagram, Element, Flow } from './diagram.ts';
import { exposedElements } from './exposed-elements.ts';
import { layerSaid, typesSaid } from './graph-attributes.ts';
import { withOwnIds } from './own-ids.ts';
import { type Planned, planRelations } from './plan-relations.ts';
import { settleKinds } from './settle-kinds.ts';
import { UNLISTED, weighThreats } from './weigh-threats.ts';
import { zoneNames } from './zone-names.ts';

/** Whose diagram it is, and what its reader noted already (what was left out, warnings). */
export type DiagramSource = {
  readonly file: string;
  /** One sentence for reports: `From the OWASP Threat Dragon model "Shop".` */
  readonly description: string | undefined;
  readonly drafts: Drafts;
  readonly settings: ImportSettings | undefined;
  /** A network of nodes and edges, not a threat model. */
  readonly isPlain?: true;
};

/**
 * A diagram as an ecosystem: kinds and layers by words and types, zones, relations in the direction of trust, and the
 * listed threats as findings that raise or lower arcs.
 * @throws {InvalidInputError} if its parts do not fit together
 */
export function fromDiagram(diagram: Diagram, source: DiagramSource): Imported {
  return new DiagramImport(diagram, source).imported();
}

/** A graph of which fewer nodes are recognised is a network, not a drawing of a system. */
const LEAST_KNOWN = 0.1;
const BARE: Class = { kind: 'agent', says: 'a node of a graph that does not say what its nodes are' };
const UNKNOWN: Class = {
  kind: 'framework',
  layer: 4,
  says: 'a node of which nothing is known is taken for software of layer 4',
};

/** Of a control that nobody measured. */
const STOPS: Belief = { form: 'range', low: 0.3, high: 0.8 };

/** A probability for edges that have none: that of raw graphs. */
const EDGE_PROBABILITY = 0.1;

class DiagramImport {
  readonly #diagram: Diagram;
  readonly #source: DiagramSource;
  readonly #drafts: Drafts;
  readonly #settings: ImportSettings;
  /** By element key, as all of the following. */
  readonly #exact = new Map<string, ComponentDraft>();
  readonly #decided = new Map<string, Decided>();
  readonly #ids = new Map<string, string>();
  readonly #flows: ReadonlyMap<string, Flow>;
  readonly #classes: ReadonlyMap<string, Class>;
  /** A graph of which nothing is known but who is joined to whom. */
  readonly #isBare: boolean;

  constructor({ elements, ...rest }: Diagram, source: DiagramSource) {
    const diagram = { ...rest, elements: withOwnIds(elements, source.drafts) };
    this.#diagram = diagram;
    this.#flows = new Map(diagram.flows.map((flow) => [flow.key, flow]));
    this.#source = source;
    this.#drafts = source.drafts;
    this.#settings = source.settings ?? {};
    if (source.isPlain === true) this.#drafts.warnings.push(...checkAttributes(diagram.elements, this.#settings));
    for (const element of diagram.elements) this.#readExact(element);
    for (const element of diagram.elements) this.#name(element);
    const known = new Map(diagram.elements.map((element) => [element.key, this.#classOf(element)]));
    this.#isBare = source.isPlain === true && this.#saysLittle([...known.values()]);
    const classes = new Map([...known].map(([key, one]) => [key, this.#isBare ? BARE : (one ?? UNKNOWN)]));
    this.#classes = settleKinds(
      classes,
      diagram.flows,
      (key) => this.#exact.has(key) || this.#decided.get(key)?.kind !== undefined,
    );
  }

  imported(): Imported {
    const { elements, threats, title } = this.#diagram;
    const { file, description } = this.#source;
    const exposed = exposedElements(this.#diagram, (key) => this.#kindOf(key));
    const zones = zoneNames(this.#diagram.zones);
    const contracted = contractControls(this.#diagram.flows, (key) => this.#isDecidedControl(key));
    const planned = this.#planned(contracted.flows);
    for (const element of elements) this.#addComponent(element, exposed, zones);
    const isPlain = this.#source.isPlain === true;
    for (const [key, flows] of contracted.through) this.#addGuards(key, planned, flows);
    const named = { planned, idOf: this.#idOf, nameOf: this.#nameOf, isPlain };
    const weighed = weighThreats(threats, named, this.#drafts);
    for (const { draft, isExact } of weighed) {
      if (this.#isBare || isExact) this.#drafts.parallel(draft);
      else this.#drafts.relation(draft);
    }
    const name = title === undefined || title.trim() === '' ? undefined : title.slice(0, LONGEST_NAME);
    const suite = this.#suite();
    const imported = finishAsDrawn(this.#drafts, { file, name, description });
    const assumptions = unlistedSentence(weighed);
    return {
      ...imported,
      ...(suite === undefined ? {} : { suite }),
      ...(assumptions === undefined ? {} : { assumptions: [assumptions] }),
    };
  }

  #idOf = (key: string): string | undefined => this.#ids.get(key);
  #kindOf = (key: string): ComponentKind | undefined =>
    this.#exact.get(key)?.kind ?? this.#decided.get(key)?.kind ?? this.#classes.get(key)?.kind;

  #nameOf = (key: string): string | undefined => {
    const flow = this.#flows.get(key);
    if (flow === undefined) return this.#ids.get(key);
    const ends = [flow.from, flow.to].map((end) => this.#ids.get(end) ?? '?').join(' to ');
    return flow.name.trim() === '' ? ends : `${flow.name.trim()} (${ends})`;
  };

  /** What the file itself says of it in our words. Such ids are taken before others are made. */
  #readExact(element: Element): void {
    const { key, attributes, spot } = element;
    const id = wantedId(element);
    const exact = attributes && componentOf(attributes, { id, spot }, this.#drafts.warnings);
    if (exact === undefined) return;
    this.#exact.set(key, exact);
    this.#drafts.reserve(id);
  }

  /** Its id, and what somebody decided. */
  #name(element: Element): void {
    const { key, name } = element;
    const id = this.#exact.get(key)?.id ?? this.#drafts.idFor(key, wantedId(element));
    this.#ids.set(key, id);
    const decided = this.#settings.map?.decide(id, name, key);
    if (decided !== undefined) this.#decided.set(key, decided);
  }

  #classOf(element: Element): Class | undefined {
    const exact = this.#exact.get(element.key);
    const decided = this.#decided.get(element.key);
    if (decided?.kind !== undefined) return { kind: decided.kind, layer: decided.layer, says: '' };
    if (exact !== undefined) return { kind: exact.kind, layer: exact.layer, says: '' };
    const said = typesSaid(element, this.#settings);
    return classify({ ...element, types: [...said, ...(element.types ?? [])] });
  }

  /** Nobody said what its nodes are, and a name that happens to have a meaning says nothing of a network. */
  #saysLittle(classes: readonly (Class | undefined)[]): boolean {
    const isSaid =
      this.#exact.size > 0 ||
      (this.#settings.kindAttribute !== undefined && classes.some((one) => one !== undefined)) ||
      [...this.#decided.values()].some(({ kind }) => kind !== undefined);
    return !isSaid && classes.filter((one) => one !== undefined).length < LEAST_KNOWN * classes.length;
  }

  #addComponent(element: Element, exposed: ReadonlySet<string>, zones: ReadonlyMap<string, string>): void {
    const { key } = element;
    const exact = this.#exact.get(key);
    const decided = this.#decided.get(key);
    const draft = exact ?? this.#guessed(element, exposed.has(key), zones.get(element.zone ?? ''));
    if (draft === undefined) return;
    const whole = decided === undefined ? draft : withDecision(draft, decided);
    if (exact !== undefined) this.#drafts.exactly(whole);
    else this.#drafts.component(whole);
  }

  #guessed(element: Element, isExposed: boolean, zone: string | undefined): ComponentDraft | undefined {
    const { key, name, value, tags = [], isOutOfScope, spot } = element;
    const [id, known] = [this.#ids.get(key), this.#classes.get(key)];
    if (id === undefined || known === undefined) return undefined;
    const { layer, rule, certainty } = layerSaid(element, known, this.#settings);
    const isGuess =
      (certainty === 'assumed' || known.kind === 'framework') && this.#decided.get(key)?.kind === undefined;
    if (known.kind === 'model') {
      this.#drafts.toFill.push({
        component: id,
        field: 'tier',
        why: 'how strong the model is against hostile content decides most',
      });
    }
    if (isGuess && !this.#isBare) {
      this.#drafts.toFill.push({
        component: id,
        field: 'kind',
        why: `${known.says}; --map says what it is`,
      });
    }
    const all = [...tags, ...(isOutOfScope === true ? ['out-of-scope'] : [])];
    return {
      ...{ id, kind: known.kind, layer, zone },
      ...(name.trim() === '' || name === id ? {} : { name: name.slice(0, LONGEST_NAME) }),
      ...(isExposed ? { exposed: true } : {}),
      ...(value === undefined ? {} : { valueThousandths: Math.round(value * 1000) }),
      ...(all.length === 0 ? {} : { tags: all }),
      provenance: certainty === 'assumed' || this.#isBare ? assumed(spot, rule) : inferred(spot, rule),
    };
  }

  /** Somebody says that it is one: of our own exports the relations say what it holds back. */
  #isDecidedControl(key: string): boolean {
    const kind = this.#decided.get(key)?.kind;
    return kind !== undefined && isIn('control', kind) && !this.#exact.has(key);
  }

  /** What somebody says is a control holds back what can only pass through it; how well is asked. */
  #addGuards(key: string, planned: readonly Planned[], flows: ReadonlySet<string>): void {
    const from = this.#ids.get(key);
    if (from === undefined) return;
    const held = planned.filter((one) => one.flows.every((flow) => flows.has(flow.key)));
    // In the order in which a file is read back.
    const on = held.map(({ draft }) => ({ kind: draft.kind, from: draft.from, to: draft.to }));
    on.sort((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b)));
    const guards = on.map((selector) => ({ on: selector, effectiveness: STOPS }));
    this.#drafts.guards(from, guards);
    this.#drafts.toFill.push({
      component: from,
      field: 'effectiveness',
      why: 'what is sent to a control is taken to go through it; how much it stops is a guess',
    });
  }

  #planned(flows: readonly Flow[]) {
    const ends = {
      idOf: this.#idOf,
      kindOf: (key: string) => this.#kindOf(key),
      keepsParallel: this.#isBare,
      otherwise: this.#isBare ? EDGE_PROBABILITY : undefined,
    };
    return planRelations(flows, ends, this.#drafts);
  }

  #suite(): WantedSuite | undefined {
    const { elements } = this.#diagram;
    if (elements.length > 0 && this.#exact.size === elements.length) return undefined;
    if (this.#source.isPlain !== true) return { threats: 'all' };
    if (!this.#isBare) return undefined;
    // The graph's own probabilities are those of its edges: nothing else weighs on them.
    const channel = {
      threat: 'communication-poisoning',
      kind: 'messages',
      direction: 'along',
      probability: 1,
    } as const;
    return { threats: ['communication-poisoning'], channels: [channel] };
  }
}

/** The trust that nobody listed anything about. */
function unlistedSentence(weighed: readonly Planned[]): string | undefined {
  const isUnlisted = ({ form, ...rest }: Belief): boolean => form === 'range' && 'low' in rest && rest.low === UNLISTED;
  const count = weighed.filter(
    ({ draft: { trust }, isExact }) => !isExact && [trust?.along, trust?.against].some((one) => one && isUnlisted(one)),
  ).length;
  if (count === 0) return undefined;
  const which = count === 1 ? '1 relation' : `${count} of ${weighed.length} relations`;
  return `No open threat is listed for ${which}, one way or both: ${UNLISTED} to 1 of the channel's probability gets through.`;
}

const LONGEST_NAME = 200;

const wantedId = ({ id, key, name }: Element): string => withoutKeys(id ?? (name.trim() === '' ? key : name));
