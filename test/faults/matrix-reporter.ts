import type { Reporter, TestModule } from 'vitest/node';
import { COLUMNS, type Observed } from './promises.ts';

/** Prints what the rows observed as one table when all have run. A row that broke a promise is marked. */
export class MatrixReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const rows = tests.flatMap((test) => {
      const { row } = test.meta() as { readonly row?: Observed };
      const mark = test.result().state === 'passed' ? '' : '✗ ';
      return row === undefined ? [] : [{ ...row, fault: `${mark}${row.fault}` }];
    });
    const names = Object.keys(COLUMNS) as (keyof Observed)[];
    const widths = names.map((name) => Math.max(...[COLUMNS, ...rows].map((row) => row[name].length)));
    const render = (row: Observed): string =>
      names.map((name, index) => row[name].padEnd(widths[index] ?? 0)).join('  ');
    const lines = [COLUMNS as Observed, ...rows].map((row) => `${render(row).trimEnd()}\n`);
    process.stdout.write(`\n${lines.join('')}\n${rows.length} faults\n`);
  }
}
