// Counts what ran, for the last lines of .ci/run: node scripts/ci-summary.mjs REPORT [FAILED_STEP…]
// Skipped tests are listed by name. Where shared/ lies beside the clone everything is there to run them, so that a skip
// is a failure.
import { existsSync, readFileSync } from 'node:fs';

const [reportFile, ...failedSteps] = process.argv.slice(2);
const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
const cases = (report?.testResults ?? []).flatMap((file) => file.assertionResults);
const skipped = cases.filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'disabled');
const passed = report?.numPassedTests ?? 0;
const brokenFiles = (report?.testResults ?? []).filter(
  (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
);

for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
for (const { name } of brokenFiles) console.log(`failed to run: ${name}`);
for (const step of failedSteps) console.log(`failed step: ${step}`);

const unexpectedSkips = process.env.CI !== undefined && existsSync('../shared') ? skipped.length : 0;
if (unexpectedSkips > 0) console.log('Everything is installed here, so a skipped test counts as failed.');
if (passed === 0) console.log('no test ran');

// "tests" as a step fails together with its tests: it counts only when no test explains it
const explained = (report?.numFailedTests ?? 0) + brokenFiles.length;
const steps = failedSteps.filter((step) => step !== 'tests' || explained === 0).length;
const failures = explained + unexpectedSkips + steps + (passed === 0 && steps === 0 ? 1 : 0);
console.log(`${passed} passed, ${failures} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exit(failures === 0 ? 0 : 1);
