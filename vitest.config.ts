import { defineConfig } from 'vitest/config';

/** Tests that ask about the whole process, which others must not have used before. */
const ofFreshProcess = ['test/soap/read-in-parts.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // one more than the cores that are counted on: much of the time is spent waiting for sockets, processes and a browser
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared processes',
          include: ['test/**/*.test.ts'],
          exclude: ['test/bench/**', 'node_modules/**', 'dist/**', ...ofFreshProcess],
          // nothing here has global state, and loading the modules anew for each file takes a third of the time
          isolate: false,
        },
      },
      { extends: true, test: { name: 'fresh processes', include: ofFreshProcess } },
    ],
  },
});
