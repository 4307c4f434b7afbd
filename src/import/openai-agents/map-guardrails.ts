import { describePlace } from '../../base/errors.ts';
import type { RelationDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { declared, inferred } from '../drafts.ts';
import { argumentOf, lastName, type PyCall, type PyFunction, type PyValue } from '../python/py-value.ts';
import { reachedScopes } from '../python/reached-scopes.ts';
import { argumentOfAgent, variableOf } from './find-agents.ts';
import { agentsIn, idsOf, type Mapping, warnUnread } from './mapping.ts';
import { agentOfRun, isRun } from './runs.ts';

/** What users bring in with their messages; see exposure.ts. */
const PASTED = 'pasted-content';

type Side = 'input' | 'output';
type Guardrail = {
  readonly name: string;
  readonly spot: PyValue;
  readonly checks: readonly PyFunction[];
  readonly on: SelectorDraft[];
};

/** Checks of what agents are given and of what they answer, as controls on it. Call it after all other relations. */
export function mapGuardrails(mapping: Mapping): void {
  const guardrails = new Map<string, Guardrail>();
  for (const agent of mapping.agents.values()) {
    for (const side of ['input', 'output'] as const) {
      const { items, unread } = mapping.program.itemsOf(argumentOfAgent(agent, `${side}_guardrails`));
      for (const item of items) for (const id of idsOf(mapping, agent)) note(mapping, guardrails, item, side, id);
      for (const { at } of unread) warnUnread(mapping, at, 'guardrails', agent.names[0] ?? 'the agent');
    }
  }
  for (const given of toolGuardrails(mapping)) noteOnTool(mapping, guardrails, given);
  for (const [key, { name, spot, on }] of guardrails)
    addGuardrail(mapping.drafts, { key: `guardrail ${key}`, id: name, name, on, provenance: declared(spot) });
}

function note(mapping: Mapping, guardrails: Map<string, Guardrail>, item: PyValue, side: Side, id: string): void {
  const key = describePlace(item.at);
  const known = guardrails.get(key) ?? guardrailOf(mapping, item);
  guardrails.set(key, known);
  known.on.push(...selectorsOn(mapping.drafts.relations(), side, id));
  for (const made of known.checks) mapAgentsIn(mapping, made, known.name, id);
}

type ToolGuardrail = { readonly tool: PyFunction; readonly item: PyValue; readonly side: Side };

/** `@function_tool(tool_input_guardrails=[…])` and `tool.tool_input_guardrails = […]` */
function toolGuardrails({ program }: Mapping): ToolGuardrail[] {
  return (['input', 'output'] as const).flatMap((side) => {
    const list = `tool_${side}_guardrails`;
    const items = (value: PyValue | undefined): readonly PyValue[] => program.itemsOf(value).items;
    const set = program
      .settingsOf(list)
      .flatMap(({ object, value }) =>
        program
          .resolve(object)
          .flatMap((one) =>
            one.form === 'function' ? items(value).map((item) => ({ tool: one.function, item, side })) : [],
          ),
      );
    const made = program.scopes.flatMap(({ functions }) => functions);
    const decorated = made.flatMap((tool) =>
      tool.decorators.flatMap((one) =>
        one.form === 'call' ? items(argumentOf(one, list)).map((item) => ({ tool, item, side })) : [],
      ),
    );
    return [...set, ...decorated];
  });
}

/** On the calls of the tool, or on what comes back. */
function noteOnTool(mapping: Mapping, guardrails: Map<string, Guardrail>, { tool, item, side }: ToolGuardrail): void {
  const id = mapping.toolIds.get(tool);
  if (id === undefined) return;
  const key = describePlace(item.at);
  const known = guardrails.get(key) ?? guardrailOf(mapping, item);
  guardrails.set(key, known);
  known.on.push({ kind: 'invokes', to: id, direction: side === 'input' ? 'along' : 'against' });
}

/**
 * What goes into an agent with its task, but not what its tools bring; or what comes out of it: to those it talks to,
 * and as a result to those it works for.
 */
function selectorsOn(relations: readonly RelationDraft[], side: Side, id: string): SelectorDraft[] {
  const all: SelectorDraft[] =
    side === 'input'
      ? [
          { kind: 'messages', to: id, direction: 'along' },
          { kind: 'feeds', from: PASTED, to: id, direction: 'along' },
        ]
      : [
          { kind: 'messages', from: id, direction: 'along' },
          { kind: 'delegates', to: id, direction: 'against' },
        ];
  const used = all.filter((one) =>
    relations.some(({ kind, from, to }) => kind === one.kind && (one.from ?? from) === from && (one.to ?? to) === to),
  );
  return used.length > 0 ? used : all.slice(0, 1);
}

/** A decorated function, or `InputGuardrail(guardrail_function=…)`. */
function guardrailOf(mapping: Mapping, item: PyValue): Guardrail {
  const { program } = mapping;
  if (item.form === 'function') {
    const settings = item.function.decorators.find((one): one is PyCall => one.form === 'call');
    const own = settings === undefined ? undefined : program.textOf(argumentOf(settings, 'name'));
    return { name: own ?? item.function.name, spot: item, checks: [item.function], on: [] };
  }
  if (item.form !== 'call') return { name: lastName(item) ?? 'guardrail', spot: item, checks: [], on: [] };
  const given = argumentOf(item, 'guardrail_function', 0);
  const checks = (given === undefined ? [] : program.resolve(given)).flatMap((one) =>
    one.form === 'function' ? [one.function] : [],
  );
  const own = program.textOf(argumentOf(item, 'name'));
  const name = own ?? variableOf(program, item) ?? checks[0]?.name ?? lastName(item) ?? 'guardrail';
  return { name, spot: item, checks, on: [] };
}

/** An agent that checks gets what is checked. */
function mapAgentsIn(mapping: Mapping, made: PyFunction, guardrail: string, from: string): void {
  const { program, drafts } = mapping;
  for (const scope of reachedScopes(program, made)) {
    mapping.inner.add(scope);
    for (const call of scope.calls) {
      for (const to of isRun(program, call) ? agentsIn(mapping, agentOfRun(call)) : []) {
        if (to === from) continue;
        const rule = `the guardrail ${guardrail} gives what it checks to this agent`;
        drafts.relation({ from, to, kind: 'messages', provenance: inferred(call, rule) });
      }
    }
  }
}

/** The bodies of guardrails, in which no user starts an agent. */
export function noteGuardrailBodies(mapping: Mapping): void {
  const { program, inner } = mapping;
  for (const agent of mapping.agents.values()) {
    for (const side of ['input', 'output']) {
      for (const item of program.itemsOf(argumentOfAgent(agent, `${side}_guardrails`)).items) {
        for (const made of guardrailOf(mapping, item).checks)
          for (const scope of reachedScopes(program, made)) inner.add(scope);
      }
    }
  }
}
