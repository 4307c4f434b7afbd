import { addApproval } from '../add-approval.ts';
import { addUser } from '../add-user.ts';
import { declared, inferred } from '../drafts.ts';
import { roleOfName } from '../langgraph/node-role.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import type { PyCall, PyFunction } from '../python/py-value.ts';
import { reachedScopes } from '../python/reached-scopes.ts';
import { langName } from './lang-name.ts';
import { addKept } from './map-memory.ts';
import { addModels } from './map-models.ts';
import { addReading } from './map-stores.ts';
import { addTools } from './map-tools.ts';
import { type Mapping, placeKey } from './mapping.ts';
import { type Uses, usesOf } from './uses.ts';

/** Functions with `@entrypoint` are graphs whose nodes are functions with `@task`. @returns whether there are any */
export function mapEntrypoints(mapping: Mapping, wanted?: string): boolean {
  const functions = mapping.program.scopes.flatMap((scope) => scope.functions);
  const entries = functions.flatMap((made) => {
    const decorator = decoratorOf(mapping, made, 'entrypoint');
    return decorator === undefined || (wanted !== undefined && made.name !== wanted) ? [] : [{ made, decorator }];
  });
  for (const { made, decorator } of entries) {
    const id = mapEntry(mapping, made);
    if (decorator.form === 'call') addKept(mapping, decorator, [id]);
  }
  return entries.length > 0;
}

const decoratorOf = ({ program }: Mapping, made: PyFunction, name: string) =>
  made.decorators.find((one) => langName(program, one) === name);

function mapEntry(mapping: Mapping, made: PyFunction): string {
  const { drafts, program } = mapping;
  const own = usesOf(program, [made.scope]);
  const id = addRunning(mapping, made, own, 'orchestrator');
  addUser(drafts, { to: [id], spot: made });
  const stops: PyCall[] = [...own.interrupts];
  for (const task of tasksOf(mapping, made)) stops.push(...addTask(mapping, id, task));
  const waiting = drafts
    .relations()
    .filter(({ from, kind }) => from === id && (kind === 'delegates' || kind === 'invokes'));
  const [asks] = stops;
  if (asks !== undefined && waiting.length > 0) {
    const kinds = [...new Set(waiting.map(({ kind }) => kind))];
    const on = kinds.map((kind) => ({ kind, from: id, direction: 'along' }) as const);
    const provenance = inferred(asks, 'it stops for a human in between; what exactly waits is not told apart');
    addApproval(drafts, {
      key: `asks ${id}`,
      id: `approval of ${id}`,
      name: `approval: ${made.name}`.slice(0, 200),
      on,
      provenance,
    });
  }
  return id;
}

/** The tasks that a function calls. */
function tasksOf(mapping: Mapping, made: PyFunction): PyFunction[] {
  const found = new Set<PyFunction>();
  for (const { callee } of reachedScopes(mapping.program, made).flatMap(({ calls }) => calls)) {
    for (const one of mapping.program.resolve(callee))
      if (one.form === 'function' && decoratorOf(mapping, one.function, 'task') !== undefined) found.add(one.function);
  }
  return [...found];
}

/** @returns where it stops for a human */
function addTask(mapping: Mapping, entry: string, made: PyFunction): PyCall[] {
  const { drafts, program } = mapping;
  const uses = usesOf(program, reachedScopes(program, made));
  const provenance = declared(made);
  if (uses.models.size + uses.unnamed.size + uses.agents.size > 0) {
    const to = addRunning(mapping, made, uses, 'agent');
    drafts.relation({ from: entry, kind: 'delegates', to, provenance });
  } else if (uses.interrupts.size === 0) {
    addFunctionTool(drafts, program, { key: `task ${placeKey(made)}`, name: made.name, made, callers: [entry] });
  }
  return [...uses.interrupts];
}

function addRunning(mapping: Mapping, made: PyFunction, uses: Uses, plain: 'agent' | 'orchestrator'): string {
  const { drafts } = mapping;
  const id = drafts.idFor(`function ${placeKey(made)}`, `${mapping.prefix}${made.name}`);
  const runs = uses.models.size + uses.unnamed.size > 0;
  const kind = roleOfName(made.name).part === 'orchestrator' || !runs ? plain : 'agent';
  drafts.component({ id, kind, provenance: declared(made) });
  const owner = { id, name: made.name, spot: made };
  if (runs) addModels(mapping, id, [...uses.models], made);
  for (const list of uses.bound) addTools(mapping, list, owner);
  for (const store of uses.stores) addReading(mapping, id, store);
  for (const call of [...uses.agents, ...uses.graphs]) {
    mapping.used.add(call);
    const ids = uses.agents.has(call) ? mapping.mapAgent(call) : mapping.mapGraph(call);
    for (const to of ids)
      if (to !== id) drafts.relation({ from: id, kind: 'delegates', to, provenance: declared(call) });
  }
  return id;
}
