import { InvalidInputError } from '../../base/errors.ts';
import { describeForm, find, flagOf, type Located, listOf, textOf } from '../located.ts';
import { ownName } from '../shown-name.ts';
import { looksLikeNode } from './node.ts';

/** A flow of a file, or a component that was exported by itself. */
export type FlowFile = {
  readonly root: Located;
  /** `{ nodes, edges }`; a component stands alone. */
  readonly data: Located;
  readonly name: string;
  readonly id: string | undefined;
  readonly isComponent: boolean;
};

/** The flows of an export of one, of a list, of a folder or of a project. */
export function flowsIn(root: Located): readonly FlowFile[] {
  if (root.form === 'list') return root.items.flatMap(flowsIn);
  const inner = find(root, 'flows');
  if (inner?.form === 'list') return inner.items.flatMap(flowsIn);
  const name = ownName(textOf(find(root, 'name'))) ?? 'flow';
  const id = textOf(find(root, 'id'));
  const data = find(root, 'data');
  if (find(data, 'nodes')?.form === 'list') {
    return [{ root, data: data as Located, name, id, isComponent: flagOf(find(root, 'is_component')) === true }];
  }
  if (listOf(find(root, 'nodes')).some(looksLikeNode)) return [{ root, data: root, name, id, isComponent: false }];
  return looksLikeNode(root) ? [{ root, data: root, name, id: undefined, isComponent: true }] : [];
}

/** @throws {InvalidInputError} if there is none */
export function readFlows(root: Located): readonly FlowFile[] {
  const flows = flowsIn(root);
  if (flows.length > 0) return flows;
  throw new InvalidInputError([
    {
      at: root.at,
      expected: 'a flow with data.nodes, a list of flows, or a component',
      found: describeForm(root),
      fix: 'Export the flow in Langflow, and give that file.',
    },
  ]);
}
