import { addExternal } from '../add-external.ts';
import { addHost } from '../add-tool.ts';
import { type Drafts, declared, inferred, type Spot } from '../drafts.ts';
import { reportDynamicAddress } from '../report-dynamic-address.ts';
import { isSecretName } from '../secrets.ts';
import type { Capability } from '../tool-facts.ts';
import { type CallEffect, effectOf, isStrange } from './call-effects.ts';
import { addCallSecrets, addSecretsIn, type SecretHolder } from './code-secrets.ts';
import type { PyProgram } from './py-program.ts';
import { lastName, type PyCall, type PyFunction, type PyValue } from './py-value.ts';
import { reachedScopes } from './reached-scopes.ts';

export type FunctionTool = {
  /** The same key, the same component. */
  readonly key: string;
  readonly name: string;
  readonly made: PyFunction;
  /** Functions that it is wrapped around: it does what they do. */
  readonly around?: readonly PyFunction[];
  /** Agents that call it. */
  readonly callers: readonly string[];
  /** Where it is given to them; default: where it is defined. */
  readonly spot?: Spot;
};

/** A function of the program that agents call: a plugin, with what its code does to the world. @returns its id */
export function addFunctionTool(drafts: Drafts, program: PyProgram, tool: FunctionTool): string {
  const { key, name, made, around = [], callers, spot = made } = tool;
  const id = drafts.idFor(key, name);
  const scopes = [...new Set([made, ...around].flatMap((one) => reachedScopes(program, one)))];
  const calls = scopes.flatMap((scope) => scope.calls);
  const effects = calls.flatMap((call) => effectOf(program, call) ?? []);
  const strange = calls.find((call) => isStrange(program, call));
  const can = new Set<Capability>(effects.flatMap((effect) => effect.can));
  const tags = [
    ...can,
    ...(effects.some(({ isDynamic }) => isDynamic) ? ['dynamic'] : []),
    ...(can.size === 0 && strange !== undefined ? ['unknown-capabilities'] : []),
  ];
  drafts.component({ id, kind: 'plugin', name, tags, provenance: declared(made) });
  for (const from of callers) drafts.relation({ from, to: id, kind: 'invokes', provenance: declared(spot) });
  if (can.size === 0 && strange !== undefined) {
    const why = 'it is not known what the libraries that it calls read, send or run';
    drafts.toFill.push({ component: id, field: 'capabilities', why });
  }
  for (const effect of effects) {
    const opens = addBehind(drafts, id, effect, callers);
    addEffectSecrets(drafts, program, effect, { holder: id, opens });
    const { call, name: called, isDynamic } = effect;
    if (isDynamic) reportDynamicAddress(drafts, call, `whoever calls ${id} decides which address ${called} requests`);
  }
  const read = scopes.flatMap(({ subscripts }) => subscripts).map((value) => ({ name: '', value }));
  const asked = calls
    .map((value) => ({ name: '', value }))
    .filter(({ value }) => /environ|getenv/.test(program.nameOf(value.callee) ?? ''));
  const known = [...read, ...asked].filter(({ value }) =>
    program.resolve(value).some((one) => one.form === 'variable' && isSecretName(one.name)),
  );
  addSecretsIn(drafts, program, known, { holder: id });
  return id;
}

/** Of the call itself, of the client whose method it is, and what both were told: `stripe.api_key = …`. */
function addEffectSecrets(drafts: Drafts, program: PyProgram, effect: CallEffect, holder: SecretHolder): void {
  const makers = makersOf(program, effect.call);
  const [library = ''] = effect.name.split('.');
  const isOfBoth = (value: PyValue): boolean =>
    program.nameOf(value)?.startsWith(`${library}.`) === true ||
    (makers.length > 0 && program.resolve(rootOf(value)).some((one) => one.form === 'call' && makers.includes(one)));
  const told = program.scopes
    .flatMap(({ assignments }) => assignments)
    .filter(({ target }) => target.form !== 'name' && isOfBoth(target))
    .map(({ target, value }) => ({ name: settingOf(program, target), value }));
  const updates = program.methodCalls('update').filter(({ callee }) => isOfBoth(callee));
  for (const call of [effect.call, ...makers, ...updates]) addCallSecrets(drafts, program, call, holder);
  addSecretsIn(drafts, program, told, holder);
}

/** `api_key` of `stripe.api_key`, `Authorization` of `session.headers["Authorization"]`. */
const settingOf = (program: PyProgram, target: PyValue): string =>
  target.form === 'subscript' ? (program.textOf(target.index[0]) ?? '') : (lastName(target) ?? '');

const rootOf = (value: PyValue): PyValue =>
  value.form === 'attribute' || value.form === 'subscript' ? rootOf(value.object) : value;

const DEEPEST_CHAIN = 12;

/** `Client(key)` of `Client(key).charges.create(…)`, also where a variable stands between them. */
function makersOf(program: PyProgram, { callee }: PyCall, depth = 0): readonly PyCall[] {
  const root = rootOf(callee);
  if (root === callee || depth > DEEPEST_CHAIN) return [];
  return program
    .resolve(root)
    .flatMap((made) => (made.form === 'call' ? [made, ...makersOf(program, made, depth + 1)] : []));
}

/** What a call reaches, at its place. @returns its id */
function addBehind(drafts: Drafts, tool: string, effect: CallEffect, readers: readonly string[]): string | undefined {
  const { call: spot, name, behind, can } = effect;
  const because = `${tool} calls ${name}`;
  const provenance = inferred(spot, because);
  const accesses = (to: string): void => drafts.relation({ from: tool, to, kind: 'accesses', provenance });
  switch (behind.form) {
    case 'external': {
      const isUntrusted = can.includes('ingest-untrusted');
      return addExternal(drafts, { tool, readers, ...behind, isUntrusted, spot, because });
    }
    case 'host': {
      const host = addHost(drafts, spot);
      accesses(host);
      return host;
    }
    case 'nothing':
      return undefined;
    case 'memory':
    case 'files':
    case 'database':
    case 'store': {
      const title = behind.form === 'database' || behind.form === 'store' ? behind.name : behind.form;
      const own = behind.form === 'store' ? behind.key : `${behind.form} of ${tool}`;
      const id = drafts.idFor(own, behind.form === 'store' ? title : `${tool}-data`);
      drafts.component({
        id,
        kind: 'data-store',
        name: behind.form === 'store' ? title : `${title} of ${tool}`,
        provenance,
      });
      accesses(id);
      drafts.toFill.push({ component: id, field: 'value', why: 'the code does not say what the data is worth' });
      return id;
    }
  }
}
