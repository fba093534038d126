import { defineConfig } from 'vitest/config';

/** One long run; it writes docs/reports/soak.txt. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/soak/*.slow.ts'],
    testTimeout: 180_000,
    hookTimeout: 60_000,
    pool: 'forks',
    disableConsoleIntercept: true,
  },
});
