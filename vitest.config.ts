import { defineConfig } from 'vitest/config';

/** Slow tests drive a browser, a packed package or many worlds: two at a time, after the fast ones, with a long leash. */
const slow = 'test/**/*.slow.test.ts';

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', 'dist/**'],
    setupFiles: ['test/matchers.ts'],
    reporters: ['default', ['json', { outputFile: '.vitest/results.json' }], './test/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'dist/**', slow],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: [slow],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/setup/debian-packages.ts'],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
