import { answerProblem } from '../../gateway/answer-problem.ts';
import { makeProblem } from '../../gateway/problem.ts';
import { problemTypes } from '../../gateway/problem-catalogue.ts';
import { problemPage } from '../../openapi/problem-page.ts';
import type { OwnRoute } from '../own-route.ts';
import { prefersHtml } from '../prefers-html.ts';

const CACHED = { 'Cache-Control': 'public, max-age=3600', Vary: 'Accept' };

/** `GET /problems` lists the types of problem, `GET /problems/{slug}` tells what one means and what to do about it. */
export function problemRoutes(): readonly OwnRoute[] {
  const index = JSON.stringify(problemTypes.map(({ slug, title }) => ({ type: `/problems/${slug}`, title })));
  return [
    {
      path: '/problems',
      answer: () => ({ status: 200, headers: { ...CACHED, 'Content-Type': 'application/json' }, body: index }),
    },
    {
      path: '/problems/{slug}',
      answer: (request, slug) => {
        const page = problemPage(slug);
        if (page === undefined) {
          return answerProblem(makeProblem('not-found', { detail: 'No problem has this name.' }), request);
        }
        return prefersHtml(request.headers.accept)
          ? { status: 200, headers: { ...CACHED, 'Content-Type': 'text/html; charset=utf-8' }, body: page.html }
          : {
              status: 200,
              headers: { ...CACHED, 'Content-Type': 'application/json' },
              body: JSON.stringify(page.json, undefined, 2),
            };
      },
    },
  ];
}
