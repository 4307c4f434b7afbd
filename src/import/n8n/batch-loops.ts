import type { Connection, WorkflowNode } from './workflow.ts';

/**
 * Loops over items in batches. What a loop is given goes round in it, and leaves it when it is done; what comes back
 * from a round only leaves it, and never enters another round.
 */
export class BatchLoops {
  /** Nodes of a round, by loop. */
  readonly #rounds = new Map<WorkflowNode, ReadonlySet<WorkflowNode>>();

  constructor(main: readonly Connection[]) {
    const next = new Map<WorkflowNode, Connection[]>();
    for (const connection of main) next.set(connection.from, [...(next.get(connection.from) ?? []), connection]);
    for (const loop of next.keys()) if (isLoop(loop)) this.#rounds.set(loop, roundOf(loop, next));
  }

  /** The keys of the steps that a connection joins. */
  ends({ from, to, output }: Connection): { readonly from: string; readonly to: string } {
    const isOver = this.#rounds.has(from) && output !== roundOutput(from);
    const isBack = this.#rounds.get(to)?.has(from) === true;
    return { from: isOver ? doneKey(from) : from.key, to: isBack ? doneKey(to) : to.key };
  }

  /** Loops, and whether anything comes back from their rounds: where nothing does, they only pass on. */
  *loops(): Generator<readonly [loop: WorkflowNode, comesBack: boolean]> {
    for (const [loop, round] of this.#rounds) yield [loop, round.size > 0];
  }
}

export const doneKey = ({ key }: WorkflowNode): string => `${key} done`;

const isLoop = ({ type, isDisabled }: WorkflowNode): boolean => type.name === 'splitInBatches' && !isDisabled;

/** The third version put the output for what is done first. */
const roundOutput = ({ version }: WorkflowNode): number => (version >= 3 ? 1 : 0);

/** What follows the output for a round, if it comes back to the loop. */
function roundOf(
  loop: WorkflowNode,
  next: ReadonlyMap<WorkflowNode, readonly Connection[]>,
): ReadonlySet<WorkflowNode> {
  const round = new Set((next.get(loop) ?? []).flatMap(({ to, output }) => (output === roundOutput(loop) ? [to] : [])));
  let comesBack = false;
  for (const node of round) {
    for (const { to } of next.get(node) ?? []) {
      if (to === loop) comesBack = true;
      else round.add(to);
    }
  }
  return comesBack ? round : new Set();
}
