import { createHash } from 'node:crypto';
import type { GatewayRequest, GatewayResponse } from '../../gateway/exchange.ts';
import type { OpenApiDocument } from '../../openapi/model.ts';
import { writeOpenApiJson, writeOpenApiYaml } from '../../openapi/write.ts';
import type { OwnRoute } from '../own-route.ts';

/** `GET /openapi.json` and `/openapi.yaml`. The document is made when it is first asked for. */
export function openApiRoutes(makeDocument: () => OpenApiDocument): readonly OwnRoute[] {
  const document = once(makeDocument);
  return [
    { path: '/openapi.json', answer: serveText(() => writeOpenApiJson(document()), 'application/json') },
    { path: '/openapi.yaml', answer: serveText(() => writeOpenApiYaml(document()), 'application/yaml') },
  ];
}

/** Answers with a text that never changes, or with 304 to those who have it (RFC 9110 §13.1.2). */
function serveText(makeText: () => string, contentType: string): (request: GatewayRequest) => GatewayResponse {
  const made = once(() => {
    const body = makeText();
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
  });
  return (request) => {
    const { body, etag } = made();
    const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
    const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
    if (known.includes(etag) || known.includes('*')) return { status: 304, headers };
    return { status: 200, headers: { ...headers, 'Content-Type': contentType }, body };
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
