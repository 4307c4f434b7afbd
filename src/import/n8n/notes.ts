import { describePlace } from '../../base/errors.ts';
import { entriesOf, find } from '../located.ts';
import type { NodeKind } from './node-kind.ts';
import { shownName } from './parameter.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** What is understood and left out. */
export function noteLeftOut(scene: Scene): void {
  const { drafts, allNodes } = scene;
  for (const node of allNodes.filter(({ isDisabled }) => isDisabled)) {
    if (scene.is(node, 'note')) continue;
    const isInFlow = scene.main.some(({ to }) => to === node);
    note(scene, node, isInFlow ? 'it is switched off; what reaches it goes on' : 'it is switched off');
  }
  for (const node of scene.of('evaluation')) note(scene, node, 'it only works while the workflow is being evaluated');
  for (const node of scene.of('model', 'memory', 'parser', 'vector-store', 'part', 'document', 'tool-approval'))
    if (!scene.isJoined(node)) note(scene, node, 'nothing uses it');
  for (const node of scene.of('model')) {
    const users = scene.usesOf(node).map(({ to }) => to);
    const isOnlyFor = users.length > 0 && scene.ownersOf(node).length === 0;
    if (isOnlyFor && !users.some((user) => scene.is(user, 'vector-store')))
      note(scene, node, `it only serves ${users.map(({ name }) => shownName(name)).join(', ')}, which is no agent`);
  }
  count(scene, ['note'], 'sticky note', 'they are for the reader');
  count(scene, ['pass'], 'step', 'content only passes through them: they route, shape, wait or answer');
  count(scene, ['part'], 'part', 'they belong to the stores and models that they join: loaders, splitters, retrievers');
  for (const { root } of scene.workflows) {
    const pinned = find(root, 'pinData');
    if (pinned === undefined || entriesOf(pinned).length === 0) continue;
    drafts.ignored.push({ what: 'pinData', where: describePlace(pinned.at), why: 'it holds data of test runs' });
  }
}

function note({ drafts }: Scene, { name, spot }: WorkflowNode, why: string): void {
  drafts.ignored.push({ what: shownName(name), where: describePlace(spot.at), why });
}

const MOST_NAMES = 5;

function count(scene: Scene, kinds: readonly NodeKind[], noun: string, why: string): void {
  const nodes = scene.of(...kinds);
  const [first] = nodes;
  if (first === undefined) return;
  const names = nodes.slice(0, MOST_NAMES).map(({ name }) => shownName(name));
  const rest = nodes.length > MOST_NAMES ? ', …' : '';
  const shown = kinds.includes('note') ? '' : ` (${names.join(', ')}${rest})`;
  const what = `${nodes.length} ${noun}${nodes.length === 1 ? '' : 's'}${shown}`;
  scene.drafts.ignored.push({ what, where: describePlace(first.spot.at), why });
}
