import { addMemoryUse } from '../add-memory-use.ts';
import { declared, inferred } from '../drafts.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { argumentOf, lastName, type PyCall } from '../python/py-value.ts';
import { sourcesOf } from '../python/value-sources.ts';
import { type Mapping, placeKey } from './mapping.ts';

const KINDS = [
  ['checkpointer', 'the state of conversations'],
  ['store', 'what agents remember across conversations'],
] as const;

/** What a graph or agent is compiled with to keep; those agents read and write it. */
export function addKept(mapping: Mapping, options: PyCall, agents: readonly string[]): void {
  const { program, drafts } = mapping;
  for (const [argument, what] of KINDS) {
    const value = argumentOf(options, argument);
    if (value === undefined || agents.length === 0) continue;
    const [first] = program.resolve(value);
    if (first === undefined || first.form === 'none' || (first.form === 'boolean' && !first.value)) continue;
    const made = sourcesOf(program, value, () => false).find((call) => /(?:Saver|Store)$/.test(className(call)));
    const spot = made ?? value;
    const id = drafts.idFor(`${argument} ${placeKey(spot)}`, argument);
    const name = made === undefined ? what : `${what} (${className(made)})`;
    drafts.component({ id, kind: 'memory', name, provenance: declared(spot) });
    if (made !== undefined) addCallSecrets(drafts, program, made, { holder: agents[0] ?? id, opens: id });
    const provenance = inferred(value, 'agents of a graph read and write what it is compiled with to keep');
    for (const from of agents) {
      addMemoryUse(drafts, { user: from, memory: id, provenance });
    }
  }
}

/** `PostgresSaver.from_conn_string(…)` too. */
const className = ({ callee }: PyCall): string => {
  const name = lastName(callee) ?? '';
  return /^from_/.test(name) && callee.form === 'attribute' ? (lastName(callee.object) ?? '') : name;
};
