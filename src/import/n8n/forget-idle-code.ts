import { describePlace } from '../../base/errors.ts';
import type { MappedTool } from './map-tools.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** Code that no agent and no store has to do with shapes what passes, as other steps do. */
export function forgetIdleCode(scene: Scene, tools: ReadonlyMap<WorkflowNode, MappedTool>): void {
  const { drafts } = scene;
  const related = new Set(drafts.relations().flatMap(({ from, to }) => [from, to]));
  const idle = scene.of('code').filter((node) => !related.has(tools.get(node)?.id ?? '') && tools.has(node));
  for (const node of idle) drafts.forget(scene.idOf(node));
  const [first] = idle;
  if (first === undefined) return;
  const what = `${idle.length} code node${idle.length === 1 ? '' : 's'}`;
  const why = 'no agent and no store has to do with what they shape';
  drafts.ignored.push({ what, where: describePlace(first.spot.at), why });
}
