import type { DestinationStream } from 'pino';

/** Turns each line of JSON into one for people; what has no place in it follows as JSON. */
export function createPrettyDestination(destination: DestinationStream): DestinationStream {
  return { write: (line) => destination.write(`${prettyLine(line)}\n`) };
}

/** `12:00:00.000 info  POST /users/me/credentials/{type} 204 12 ms (backend 9 ms) ok` */
export function prettyLine(line: string): string {
  const {
    level = '',
    time = '',
    msg = '',
    method,
    route,
    status,
    durationMs,
    backendMs,
    outcome,
    problem,
    ...rest
  } = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const clock = String(time).slice(11, 23);
  const request =
    method === undefined
      ? [msg]
      : [
          `${method} ${route} ${status} ${durationMs} ms`,
          backendMs === undefined ? undefined : `(backend ${backendMs} ms)`,
          outcome,
          problem,
        ];
  const more = Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)];
  const parts = [clock, String(level).padEnd(5), ...request, ...more];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
