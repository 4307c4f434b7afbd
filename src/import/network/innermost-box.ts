/** A cluster or subgraph, perhaps inside another one. */
export type Box = { readonly around: Box | undefined };

/** Where a node lies that is named in one box and was in another before: the first, unless the second is inside it. */
export const innermost = <B extends Box>(before: B | undefined, now: B | undefined): B | undefined =>
  isInside(now, before) ? now : before;

/** What is in no box is in the whole graph. */
function isInside(box: Box | undefined, other: Box | undefined): boolean {
  if (other === undefined) return box !== undefined;
  for (let around = box?.around; around !== undefined; around = around.around) if (around === other) return true;
  return false;
}
