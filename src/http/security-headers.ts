import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/**
 * The headers that helmet gives every answer. They are the same for each request, so helmet is asked once. The policy lets a
 * page do nothing at all; the few pages there are bring their own `Content-Security-Policy`.
 */
export function securityHeaders(): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
  });
  protect(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  return Object.fromEntries(
    response.getHeaderNames().map((name) => [capitalise(name), String(response.getHeader(name))]),
  );
}

/** Names as answers write them, so that an answer's own header replaces this one. */
function capitalise(name: string): string {
  return name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
