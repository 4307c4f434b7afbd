import { InvalidInputError, type Problem } from './errors.ts';

const MOST = 20;

/** What is wrong with a file that may have a million mistakes: the first twenty, and how many more. */
export class CappedProblems {
  private readonly list: Problem[] = [];
  private readonly lines: string;
  private readonly fix: string;
  private next: Problem | undefined;
  private count = 0;

  /**
   * @param lines - what was expected instead of all the others, as a noun phrase
   * @param fix - for all the others
   */
  constructor(lines: string, fix: string) {
    this.lines = lines;
    this.fix = fix;
  }

  get isFull(): boolean {
    return this.count >= MOST;
  }

  add(problem: Problem): void {
    this.count++;
    if (this.count <= MOST) this.list.push(problem);
    else this.next ??= problem;
  }

  /** @throws {InvalidInputError} with the first twenty, and a last one that counts the others */
  throwIfAny(): void {
    if (this.next !== undefined) {
      const found = `${this.count - MOST} more from here on that are none`;
      this.list.push({ at: this.next.at, expected: this.lines, found, fix: this.fix });
    }
    if (this.list.length > 0) throw new InvalidInputError(this.list);
  }
}
