import { answerProblem } from '../../gateway/answer-problem.ts';
import { makeProblem } from '../../gateway/problem.ts';
import type { OpenApiDocument } from '../../openapi/model.ts';
import { inTurns, type Steps } from '../../openapi/steps.ts';
import { openApiJsonPieces, openApiYamlPieces } from '../../openapi/write.ts';
import type { OwnRoute } from '../own-route.ts';
import { serveCached } from './cached-text.ts';

/** Where the documents come from. */
export interface OpenApiSource {
  /** @param service - of the document; absent: the document of everything */
  readonly make: (service?: string) => Steps<OpenApiDocument>;
  /** Names of the services that have operations to describe. */
  readonly services: readonly string[];
}

/**
 * `GET /openapi.json` and `/openapi.yaml`, and the same for each service: `/openapi/{service}.json`. A document is made when
 * a form of it is first asked for, in turns with everything else.
 */
export function openApiRoutes({ make, services }: OpenApiSource): readonly OwnRoute[] {
  const inOrder = oneAfterTheOther();
  const everything = serveDocument(() => make(), inOrder);
  const byFile = new Map(
    services.flatMap((service): [string, Answer][] => {
      const { json, yaml } = serveDocument(() => make(service), inOrder);
      return [
        [`${service}.json`, json],
        [`${service}.yaml`, yaml],
      ];
    }),
  );
  return [
    { path: '/openapi.json', answer: everything.json },
    { path: '/openapi.yaml', answer: everything.yaml },
    {
      path: '/openapi/{service}',
      answer: (request, file) => {
        const detail = 'There is no document of this name; /openapi.json describes everything.';
        return byFile.get(file)?.(request) ?? answerProblem(makeProblem('not-found', { detail }), request);
      },
    },
  ];
}

type Answer = ReturnType<typeof serveCached>;

/** Does one piece of work after the other: each would take its turn in every round of the event loop. */
type InOrder = <Result>(work: () => Promise<Result>) => Promise<Result>;

function oneAfterTheOther(): InOrder {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

function serveDocument(
  make: () => Steps<OpenApiDocument>,
  inOrder: InOrder,
): { readonly json: Answer; readonly yaml: Answer } {
  // kept as text alone: a document is many times as large
  const serve = (pieces: (document: OpenApiDocument) => Iterable<string>, contentType: string): Answer =>
    serveCached(() => inOrder(() => inTurns(written(make(), pieces))), contentType);
  return { json: serve(openApiJsonPieces, 'application/json'), yaml: serve(openApiYamlPieces, 'application/yaml') };
}

function* written(
  made: Steps<OpenApiDocument>,
  piecesOf: (document: OpenApiDocument) => Iterable<string>,
): Steps<Uint8Array> {
  const pieces: Buffer[] = [];
  for (const piece of piecesOf(yield* made)) {
    pieces.push(Buffer.from(piece));
    yield;
  }
  return Buffer.concat(pieces);
}
