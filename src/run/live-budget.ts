/** Lets something be done again and again, but all of it for no more than a share of the time, the first apart. */
export type LiveBudget = {
  /** Does it if that is within the budget, and answers whether. */
  spend(act: () => void): boolean;
};

/**
 * @param rest - the time that must have passed is so many times what was spent
 * @param begin - when the first may be
 */
export function liveBudget(now: () => number, begin: number, firstAfterMs: number, rest: number): LiveBudget {
  let [due, spent] = [begin + firstAfterMs, 0];
  return {
    spend(act) {
      const before = now();
      if (before < due) return false;
      act();
      const cost = now() - before;
      spent += cost;
      // The next will cost as much again.
      due = begin + (spent + cost) * rest;
      return true;
    },
  };
}
