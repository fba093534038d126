// Puts the browser's part of Swagger UI beside our own pages. Copied at build, so that the package needs nothing of it at run
// time: its npm package reports installations to a third party.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const from = dirname(require.resolve('swagger-ui-dist/package.json'));
const to = join(import.meta.dirname, '../assets/vendor');

mkdirSync(to, { recursive: true });
for (const file of [
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'swagger-ui.css',
  'LICENSE',
  'NOTICE',
]) {
  copyFileSync(join(from, file), join(to, file));
}
