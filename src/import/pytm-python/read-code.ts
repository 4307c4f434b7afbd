import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { allTexts } from '../python/all-texts.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyValue } from '../python/py-value.ts';
import type { PytmData, PytmFlow, PytmModel, PytmPart } from '../pytm/model.ts';
import { factoriesIn, factoryCalls } from './factories.ts';
import { fieldsOfParts, type PartFields, partsIn, toMap } from './fields.ts';
import { type Site, siteAt, sitesOf, valueAt } from './flow-sites.ts';
import { ELEMENT_CLASSES, madeParts } from './made-parts.ts';

/** The model that code of pytm makes; nothing of it is run, and so nothing is found by pytm's rules. */
export function readPytmCode(program: PyProgram, drafts: Drafts): PytmModel {
  return new CodeReader(program, drafts).model();
}

const FLOW_ARGUMENTS = ['source', 'sink', 'name'] as const;
const ELEMENTS: ReadonlySet<string> = new Set(ELEMENT_CLASSES);
const NOTHING: PartFields = { values: new Map(), controls: new Map() };

class CodeReader {
  readonly #program: PyProgram;
  readonly #drafts: Drafts;
  readonly #parts: ReadonlyMap<PyCall, string>;
  readonly #fields: ReadonlyMap<PyCall, PartFields>;
  /** Calls of functions that make an element -> the call in the function. */
  readonly #inner: ReadonlyMap<PyCall, PyCall>;

  constructor(program: PyProgram, drafts: Drafts) {
    this.#drafts = drafts;
    const made = madeParts(program);
    const factories = factoriesIn(program, made);
    this.#program = factories.size === 0 ? program : program.notFollowing(new Set(factories.keys()));
    this.#inner = factoryCalls(this.#program, factories);
    const calls = [...this.#inner].map(([call, inner]) => [call, made.get(inner) ?? ''] as const);
    this.#parts = new Map([...made, ...calls]);
    this.#fields = fieldsOfParts(this.#program, this.#parts);
  }

  model(): PytmModel {
    const [model] = this.#callsOf('TM');
    return {
      title: model && this.#textOf(argumentOf(model, 'name', 0)),
      boundaries: this.#callsOf('Boundary').map((call) => this.#part(call)),
      elements: this.#elements(),
      flows: this.#callsOf('Dataflow').flatMap((call) => this.#flow(call)),
      data: this.#callsOf('Data').map((call) => this.#data(call)),
      findings: [],
      hasFindings: false,
    };
  }

  #elements(): readonly PytmPart[] {
    const calls = this.#callsWhere((name) => ELEMENTS.has(name));
    for (const call of calls) this.#noteSeveral(call);
    return calls.map((call) => this.#part(call));
  }

  #noteSeveral(call: PyCall): void {
    const names = allTexts(this.#program, argumentOf(call, 'name', 0));
    if (names.length < 2 || this.#inner.has(call)) return;
    this.#drafts.warnings.push({
      at: call.at,
      expected: 'a line that makes one element',
      found: `one for each of ${names.slice(0, 3).join(', ')}`,
      fix: 'They are taken for the first; let pytm write the model with --json, and import that.',
    });
  }

  /** Without what stands in functions that make it for each of their calls. */
  #callsWhere(test: (name: string) => boolean): readonly PyCall[] {
    const inside = new Set(this.#inner.values());
    return [...this.#parts].flatMap(([call, name]) => (test(name) && !inside.has(call) ? [call] : []));
  }
  #callsOf = (name: string): readonly PyCall[] => this.#callsWhere((one) => one === name);
  #textOf = (value: PyValue | undefined): string | undefined => allTexts(this.#program, value)[0];
  #field = (call: PyCall, name: string): PyValue | undefined => this.#said(call).values.get(name);

  /** What is said of a part: where a function makes it, there too. */
  #said(call: PyCall): PartFields {
    const own = this.#fields.get(call) ?? NOTHING;
    const inner = this.#inner.get(call);
    const made = inner && this.#fields.get(inner);
    if (inner === undefined || made === undefined) return own;
    const site = siteAt(inner, call);
    const joined = (a: ReadonlyMap<string, PyValue>, b: ReadonlyMap<string, PyValue>) =>
      new Map([...[...a].map(([name, value]) => [name, valueAt(site, value)] as const), ...b]);
    return { values: joined(made.values, own.values), controls: joined(made.controls, own.controls) };
  }

  #nameOf(call: PyCall): string | undefined {
    const inner = this.#inner.get(call);
    const value = argumentOf(inner ?? call, 'name', 0);
    return this.#textOf(inner && value ? valueAt(siteAt(inner, call), value) : value);
  }

  #part(call: PyCall): PytmPart {
    const [boundary] = partsIn(this.#program, this.#parts, this.#field(call, 'inBoundary'));
    return {
      key: keyOf(call),
      name: this.#nameOf(call) ?? variableOf(this.#program, call) ?? '',
      class: this.#parts.get(call) ?? '',
      boundary: boundary === undefined || this.#parts.get(boundary) !== 'Boundary' ? undefined : keyOf(boundary),
      fields: toMap(this.#program, call, this.#said(call)),
    };
  }

  #flow(call: PyCall): readonly PytmFlow[] {
    const values = FLOW_ARGUMENTS.map((name, position) => argumentOf(call, name, position) ?? this.#field(call, name));
    return sitesOf(this.#program, call, values).flatMap((site) => this.#flowAt(site, call, values));
  }

  #flowAt(site: Site, call: PyCall, values: readonly (PyValue | undefined)[]): readonly PytmFlow[] {
    const [from, to, label] = values.map((value) => value && valueAt(site, value));
    const [sources, sinks] = [this.#elementsIn(from), this.#elementsIn(to)];
    const name = this.#textOf(label) ?? '';
    if (sources.length === 0 || sinks.length === 0) {
      this.#drafts.ignored.push({
        what: `flow ${JSON.stringify(name.slice(0, 80))}`,
        where: describePlace(site.call.at),
        why: `the code does not say which element is its ${sources.length === 0 ? 'source' : 'sink'}`,
      });
    }
    const part = this.#part(call);
    const { at, pointer } = site.call;
    const said = this.#said(call);
    const fields = { ...toMap(this.#program, call, said, (value) => valueAt(site, value)), at, pointer };
    return sources.flatMap((source) =>
      sinks.map((sink) => {
        const [start, end] = [keyOf(source), keyOf(sink)];
        const key = [part.key, keyOf(site.call), start, end].join(' ');
        return { ...part, key, name, fields, source: start, sink: end };
      }),
    );
  }

  #elementsIn = (value: PyValue | undefined): readonly PyCall[] =>
    partsIn(this.#program, this.#parts, value).filter((call) => ELEMENTS.has(this.#parts.get(call) ?? ''));

  #data(call: PyCall): PytmData {
    const processedBy = this.#program.itemsOf(this.#field(call, 'processedBy')).items;
    const fields = toMap(this.#program, call, this.#said(call));
    return { fields, processedBy: processedBy.flatMap((one) => this.#elementsIn(one)).map(keyOf) };
  }
}

const keyOf = ({ at, start }: PyCall): string => `${at.file} ${start}`;

/** What the code calls the result. */
function variableOf(program: PyProgram, call: PyCall): string | undefined {
  const assignment = program.scopes.flatMap(({ assignments }) => assignments).find(({ value }) => value === call);
  return assignment === undefined ? undefined : lastName(assignment.target);
}
