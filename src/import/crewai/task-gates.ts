import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { type Drafts, declared } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import type { TaskSource } from './crew.ts';
import { isOn, type Setting, severalIn } from './setting.ts';

/** Where results of tasks go: by relation, the tasks that send something along it. */
export class Results {
  readonly #ways = new Map<string, { readonly selector: SelectorDraft; readonly tasks: Set<TaskSource> }>();

  add(task: TaskSource, kind: 'messages' | 'writes', from: string, to: string): void {
    const key = JSON.stringify([kind, from, to]);
    const way = this.#ways.get(key) ?? { selector: { kind, from, to, direction: 'along' }, tasks: new Set() };
    this.#ways.set(key, way);
    way.tasks.add(task);
  }

  /** Relations along which the task sends, if whatever else sends along them passes such a gate as well. */
  guardedBy(task: TaskSource, isGated: (task: TaskSource) => boolean): readonly SelectorDraft[] {
    return [...this.#ways.values()]
      .filter(({ tasks }) => [...tasks].find(isGated) === task && [...tasks].every(isGated))
      .map(({ selector }) => selector);
  }
}

/** Humans and guardrails that look at the result of a task before it goes on. */
export function addTaskGates(drafts: Drafts, tasks: readonly TaskSource[], results: Results): void {
  for (const task of tasks) {
    const asks = task.settings.get('human_input');
    if (isOn(asks)) addGate(drafts, { kind: 'approval', task, spot: asks }, results.guardedBy(task, isApproved));
    const [rail] = railsOf(task);
    if (rail !== undefined)
      addGate(drafts, { kind: 'guardrail', task, spot: rail }, results.guardedBy(task, isGuarded));
  }
}

const isApproved = ({ settings }: TaskSource): boolean => isOn(settings.get('human_input'));
const railsOf = ({ settings }: TaskSource): readonly Setting[] => [
  ...severalIn(settings.get('guardrail')),
  ...severalIn(settings.get('guardrails')),
];
const isGuarded = (task: TaskSource): boolean => railsOf(task).length > 0;

const KINDS = {
  approval: { setting: 'human_input', add: addApproval },
  guardrail: { setting: 'guardrail', add: addGuardrail },
} as const;

type Gate = { readonly kind: keyof typeof KINDS; readonly task: TaskSource; readonly spot: Setting };

function addGate(drafts: Drafts, { kind, task, spot }: Gate, on: readonly SelectorDraft[]): void {
  const { setting, add } = KINDS[kind];
  const name = shownName(task.name);
  if (on.length === 0) {
    const why = 'nothing that is a component waits for it alone';
    drafts.ignored.push({ what: `${setting} of ${name}`, where: describePlace(spot.at), why });
    return;
  }
  const key = `${kind} ${task.identity}`;
  add(drafts, { key, id: `${kind} of ${name}`, name: `${kind}: ${name}`, on, provenance: declared(spot) });
}
