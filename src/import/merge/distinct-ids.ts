/** Something that needs an id among those of several files. */
export type Named = {
  readonly wanted: string;
  /** What stands before the id if others want it too. */
  readonly label: string;
  /** Something refers to it by this id: the others give way. */
  readonly isFixed: boolean;
};

const LONGEST_ID = 200;

/** An id for each, in the same order: the wanted one where nobody else wants it, else with the label in front. */
export function distinctIds(things: readonly Named[]): readonly string[] {
  const wishes = new Map<string, number>();
  for (const { wanted } of things) wishes.set(wanted, (wishes.get(wanted) ?? 0) + 1);
  const keeps = ({ wanted, isFixed }: Named): boolean => isFixed || wishes.get(wanted) === 1;
  const taken = new Set(things.filter(keeps).map(({ wanted }) => wanted));
  return things.map((thing) => {
    if (keeps(thing)) return thing.wanted;
    const id = free(`${thing.label}.${thing.wanted}`.slice(0, LONGEST_ID), taken);
    taken.add(id);
    return id;
  });
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) {
    const id = `${wanted.slice(0, LONGEST_ID - 8)}#${n}`;
    if (!taken.has(id)) return id;
  }
}
