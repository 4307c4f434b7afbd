import { addUser } from '../add-user.ts';
import { declared, type Spot } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import { shownName } from '../shown-name.ts';
import type { FlowAction, FlowMethod, FlowSource, Mention } from './flow.ts';
import { mapAgent } from './map-agent.ts';
import { addRequester, mapCrew } from './map-crew.ts';
import { mapModel } from './map-model.ts';
import { addCalledTool } from './map-tool.ts';
import type { Mapping } from './mapping.ts';

/** Where content enters a part of a flow, and where it leaves it. */
type Part = { readonly entries: readonly string[]; readonly exits: readonly string[] };

/** Methods of a flow are steps; what one returns goes to those that listen to it. */
export function mapFlow(mapping: Mapping, flow: FlowSource): void {
  const steps = new Steps(mapping);
  const parts = new Map(flow.methods.map((method) => [method, steps.method(method)]));
  const user = steps.user(flow);
  for (const method of flow.methods) {
    const part = parts.get(method) ?? NOTHING;
    if (method.isStart) steps.enter(user, { ...method, name: 'start' }, part);
    if (method.state !== undefined && !method.isStart)
      steps.enter(user, { ...method, name: 'state', spot: method.state }, part);
    for (const mention of method.listens) {
      for (const before of sourcesOf(mention, flow)) steps.link(parts.get(before) ?? NOTHING, part, mention.spot);
    }
    for (const { name, spot } of method.uses) {
      const before = flow.methods.find((one) => one.name === name);
      if (before !== undefined) steps.link(parts.get(before) ?? NOTHING, part, spot);
    }
  }
  addFlow(mapping.drafts, steps.steps, steps.links);
  noteUnheard(mapping, flow);
}

const NOTHING: Part = { entries: [], exits: [] };

/** The method of this name; else the routers that may have this outcome, which are all whose outcomes are not known. */
function sourcesOf({ name }: Mention, { methods }: FlowSource): readonly FlowMethod[] {
  const method = methods.find((one) => one.name === name);
  if (method !== undefined) return [method];
  const declared = methods.filter(({ emits }) => emits.includes(name));
  return declared.length > 0 ? declared : methods.filter(({ isRouter, emits }) => isRouter && emits.length === 0);
}

function noteUnheard({ drafts }: Mapping, flow: FlowSource): void {
  for (const mention of flow.methods.flatMap(({ listens }) => listens)) {
    if (sourcesOf(mention, flow).length > 0) continue;
    const known = flow.methods.flatMap(({ name, emits }) => [name, ...emits]);
    const fix = `Known are: ${known.map(shownName).join(', ')}.`;
    const found = `"${shownName(mention.name)}"`;
    drafts.warnings.push({ at: mention.spot.at, expected: 'a method of the flow, or an outcome of one', found, fix });
  }
}

class Steps {
  readonly steps: Step[] = [];
  readonly links: Link[] = [];
  readonly #mapping: Mapping;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  user({ spot, entry }: FlowSource): string {
    const { drafts } = this.#mapping;
    const id = entry === undefined ? addUser(drafts, { to: [], spot }) : addRequester(drafts, entry, []);
    return this.#step({ key: 'user', role: 'source', name: 'user', spot, id, isHuman: true });
  }

  enter(user: string, { name, spot }: Pick<FlowMethod, 'name' | 'spot'>, { entries }: Part): void {
    const start = this.#step({ key: `start ${name} ${this.steps.length}`, role: 'pass', name: shownName(name), spot });
    this.links.push({ from: user, to: start, spot });
    for (const to of entries) this.links.push({ from: start, to, spot });
  }

  link({ exits }: Part, { entries }: Part, spot: Spot): void {
    for (const from of exits) for (const to of entries) this.links.push({ from, to, spot });
  }

  method(method: FlowMethod): Part {
    const parts = method.actions
      .map((action, index) => this.#action(method, action, index))
      .filter(({ entries }) => entries.length > 0);
    for (const [index, part] of parts.entries())
      if (index > 0) this.link(parts[index - 1] ?? NOTHING, part, method.spot);
    const { name, spot } = method;
    const empty = parts.length === 0 ? this.#pass(method) : undefined;
    const entries = empty?.entries ?? parts[0]?.entries ?? [];
    const exits = empty?.exits ?? parts.at(-1)?.exits ?? [];
    if (method.feedback === undefined) return { entries, exits };
    const gate = this.#step({
      key: `gate ${name}`,
      role: 'gate',
      name: `feedback on ${shownName(name)}`,
      spot: method.feedback,
    });
    this.link({ entries: [], exits }, { entries: [gate], exits: [] }, spot);
    return { entries, exits: [gate] };
  }

  #pass({ name, spot }: FlowMethod): Part {
    const key = this.#step({ key: `method ${name}`, role: 'pass', name: shownName(name), spot });
    return { entries: [key], exits: [key] };
  }

  #action({ name, spot }: FlowMethod, action: FlowAction, index: number): Part {
    const key = `method ${name} ${index}`;
    if (action.form === 'crew') {
      const { first, last } = mapCrew(this.#mapping, action.crew);
      const keys = new Map(
        [...first.map(({ id }) => id), ...(last === undefined ? [] : [last])].map((id) => [
          id,
          this.#agent(key, id, spot),
        ]),
      );
      return {
        entries: first.flatMap(({ id }) => keys.get(id) ?? []),
        exits: last === undefined ? [] : [keys.get(last) ?? ''],
      };
    }
    if (action.form === 'tool') {
      const tool = addCalledTool(this.#mapping, action.tool);
      const step = this.#step({ key, role: 'tool', name: tool.name, spot: action.tool, id: tool.id });
      return { entries: [step], exits: [step] };
    }
    const id = action.form === 'agent' ? mapAgent(this.#mapping, action.agent) : this.#prompt(name, action);
    const step = this.#agent(key, id, spot);
    return { entries: [step], exits: [step] };
  }

  /** A method with instructions of its own for a model is an agent of its own. */
  #prompt(method: string, { model, spot }: Extract<FlowAction, { form: 'model' }>): string {
    const { drafts } = this.#mapping;
    const id = drafts.idFor(`method ${method}`, shownName(method));
    drafts.component({ id, kind: 'agent', provenance: declared(spot) });
    mapModel(this.#mapping, id, model, spot);
    return id;
  }

  #agent = (key: string, id: string, spot: Spot): string =>
    this.#step({ key: `${key} ${id}`, role: 'agent', name: id, spot, id });

  #step(step: Step): string {
    if (!this.steps.some(({ key }) => key === step.key)) this.steps.push(step);
    return step.key;
  }
}
