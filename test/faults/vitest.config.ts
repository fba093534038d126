import { defineConfig } from 'vitest/config';
import { MatrixReporter } from './matrix-reporter.ts';

/** All faults, those that take long too, one file after the other: each measures memory. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/faults/*.test.ts', 'test/faults/*.slow.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    fileParallelism: false,
    reporters: ['default', new MatrixReporter()],
  },
});
