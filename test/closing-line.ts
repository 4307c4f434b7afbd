import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Prints `N passed, N failed` as the very last line, after every other reporter. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      // A file that does not load has no tests, only errors: without this it would count for nothing.
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) count[test.result().state]++;
    }
    process.once('exit', () => {
      if (count.skipped + count.pending > 0) console.log(`${count.skipped + count.pending} not run`);
      console.log(`${count.passed} passed, ${count.failed} failed`);
      // A filter that matches nothing must not look like success to a machine.
      if (process.env['CI'] && count.passed + count.failed === 0) process.exitCode = 1;
    });
  }
}
