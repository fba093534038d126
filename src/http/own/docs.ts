import { answerProblem } from '../../gateway/answer-problem.ts';
import { makeProblem } from '../../gateway/problem.ts';
import type { OpenApiDocument } from '../../openapi/model.ts';
import { answerPage } from '../docs/answer-page.ts';
import { readAsset, readSwaggerAsset } from '../docs/asset.ts';
import { type DocsPage, renderDocsPage } from '../docs/docs-page.ts';
import type { OwnRoute } from '../own-route.ts';
import { once, serveCached } from './cached-text.ts';

/** What the documentation is made of. */
export interface DocsSource {
  readonly page: () => DocsPage;
  /** The document of one route, with samples of its call; undefined when there is no such route. */
  readonly describe: (operationId: string) => OpenApiDocument | undefined;
}

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/**
 * `GET /docs`, and beneath it what the page loads. The page lists every route; Swagger UI is given the document of the chosen
 * one alone, since it takes half a minute for the document of a large backend (docs/adr/0020).
 */
export function docsRoutes({ page, describe }: DocsSource): readonly OwnRoute[] {
  const render = once(() => renderDocsPage(page()));
  const files = new Map([
    ['docs.mjs', serveCached(() => readAsset('docs/docs.mjs'), SCRIPT)],
    ['docs.css', serveCached(() => readAsset('docs/docs.css'), STYLE)],
    ['swagger-ui-bundle.js', serveCached(() => readSwaggerAsset('swagger-ui-bundle.js'), SCRIPT)],
    ['swagger-ui.css', serveCached(() => readSwaggerAsset('swagger-ui.css'), STYLE)],
  ]);
  return [
    { path: '/docs', answer: () => answerPage(render()) },
    {
      path: '/docs/{file}',
      answer: (request, file) => {
        const known = files.get(file);
        if (known !== undefined) return known(request);
        const document = file.endsWith('.json') ? describe(file.slice(0, -'.json'.length)) : undefined;
        if (document === undefined) {
          return answerProblem(makeProblem('not-found', { detail: 'There is no such page.' }), request);
        }
        const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' };
        return { status: 200, headers, body: JSON.stringify(document) };
      },
    },
  ];
}
