import { describePlace } from '../../base/errors.ts';
import { type Drafts, declared, inferred, type Spot } from '../drafts.ts';
import type { Step } from '../flow.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { addUploads } from './add-uploads.ts';
import { addDataset } from './dataset.ts';
import type { DifyNode } from './node.ts';
import type { Reference } from './references.ts';
import { nameIn } from './scalar-text.ts';

type At = { readonly key: string; readonly spot: Spot };

/**
 * What keeps content of an app, or brings it in, without being a node: conversation variables, the history of the
 * conversation, uploaded files, knowledge bases. Each exists only if something refers to it.
 */
export class Stores {
  readonly #drafts: Drafts;
  readonly #variables: ReadonlyMap<string, Located>;
  readonly #steps = new Map<string, Step>();
  /** Key of the step that stands for the user; undefined if nobody starts the app by hand. */
  readonly user: string | undefined;

  constructor(drafts: Drafts, workflow: Located | undefined, user: string | undefined) {
    this.#drafts = drafts;
    this.user = user;
    const variables = listOf(find(workflow, 'conversation_variables'));
    this.#variables = new Map(variables.flatMap((one) => [[nameIn(find(one, 'name')) ?? '', one] as const]));
  }

  steps = (): Step[] => [...this.#steps.values()];

  /** What stands behind `sys` and `conversation`. */
  scope({ head, field, spot }: Reference): string | undefined {
    if (head === 'conversation') return this.#variable(field, spot);
    if (head !== 'sys') return undefined;
    if (field === 'files' || field.startsWith('files.')) return this.uploads(spot);
    return field === 'query' ? this.user : undefined;
  }

  /** What a form of the start node holds: text of the user, or files. */
  input({ key, data }: DifyNode, { field, spot }: Reference): string {
    const variable = listOf(find(data, 'variables')).find((one) => nameIn(find(one, 'variable')) === field);
    const type = textOf(find(variable, 'type')) ?? '';
    return type.startsWith('file') ? this.uploads(variable ?? spot) : key;
  }

  uploads(spot: Spot): string {
    return this.#step('uploads', () => {
      const id = addUploads(this.#drafts, spot);
      return { role: 'source', name: 'uploaded files', spot, id };
    });
  }

  /** Questions and answers of the conversation so far. */
  history(spot: Spot): string {
    return this.#step('history', () => {
      const id = this.#drafts.idFor('history', 'conversation-history');
      const name = 'history of the conversation';
      this.#drafts.component({ id, kind: 'memory', name, provenance: declared(spot) });
      return { role: 'store', name, spot, id };
    });
  }

  get hasHistory(): boolean {
    return this.#steps.has('history');
  }

  #variable(name: string, spot: Spot): string {
    const [stem = name] = name.split('.');
    return this.#step(`variable ${stem}`, () => {
      const variable = this.#variables.get(stem);
      const id = this.#drafts.idFor(`variable ${stem}`, `conversation.${stem}`);
      const rule = 'it is referred to as a variable that outlives a turn of the conversation';
      const provenance = variable === undefined ? inferred(spot, rule) : declared(variable);
      this.#drafts.component({ id, kind: 'memory', name: stem, provenance });
      return { role: 'store', name: stem, spot: variable ?? spot, id };
    });
  }

  /** Knowledge bases that a node searches or fills. */
  datasets(node: DifyNode): At[] {
    const ids = listOf(find(node.data, 'dataset_ids'));
    const isIndex = node.type === 'knowledge-index';
    if (isIndex) return [{ key: this.#dataset(undefined, node.data, node), spot: node.spot }];
    return ids.map((id) => ({ key: this.#dataset(nameIn(id), id, node), spot: id }));
  }

  #dataset(given: string | undefined, spot: Spot, node: DifyNode): string {
    return this.#step(`dataset ${given ?? node.key}`, () => {
      const id = addDataset(this.#drafts, { given, spot, title: node.title });
      return { role: 'store', name: id, spot, id };
    });
  }

  noteUnused(): void {
    for (const [name, variable] of this.#variables) {
      if (name === '' || this.#steps.has(`variable ${name}`)) continue;
      const what = `conversation variable ${name}`;
      this.#drafts.ignored.push({ what, where: describePlace(variable.at), why: 'no node refers to it' });
    }
  }

  #step(key: string, make: () => Omit<Step, 'key'>): string {
    if (!this.#steps.has(key)) this.#steps.set(key, { key, ...make() });
    return key;
  }
}
