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
  const everything = serveDocument(() => make());
  const byFile = new Map(
    services.flatMap((service): [string, Answer][] => {
      const { json, yaml } = serveDocument(() => make(service));
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

function serveDocument(make: () => Steps<OpenApiDocument>): { readonly json: Answer; readonly yaml: Answer } {
  // kept as text alone: a document is many times as large
  const serve = (pieces: (document: OpenApiDocument) => Iterable<string>, contentType: string): Answer =>
    serveCached(() => inTurns(written(make(), pieces)), contentType);
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
