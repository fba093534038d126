import { answerProblem } from '../../gateway/invoke.ts';
import { makeProblem } from '../../gateway/problem.ts';
import { findProblemType, problemTypes } from '../../gateway/problem-catalogue.ts';
import type { OwnRoute } from '../own-route.ts';

const HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=3600' };

/** `GET /problems` lists the types of problem, `GET /problems/{slug}` tells what one means and what to do about it. */
export function problemRoutes(): readonly OwnRoute[] {
  const index = JSON.stringify(problemTypes.map(({ slug, title }) => ({ type: `/problems/${slug}`, title })));
  return [
    { path: '/problems', answer: () => ({ status: 200, headers: HEADERS, body: index }) },
    {
      path: '/problems/{slug}',
      answer: (request, slug) => {
        const type = findProblemType(slug);
        if (type === undefined) {
          return answerProblem(makeProblem('not-found', { detail: 'No problem has this name.' }), request);
        }
        const { statuses, title, meaning, remedy } = type;
        const body = JSON.stringify({ type: `/problems/${slug}`, title, statuses, meaning, remedy }, undefined, 2);
        return { status: 200, headers: HEADERS, body };
      },
    },
  ];
}
