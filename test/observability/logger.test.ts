import { expect, test } from 'vitest';
import { createLogTo } from '../../src/observability/logger.ts';

function logged(pretty: boolean): readonly string[] {
  const lines: string[] = [];
  const log = createLogTo({ level: 'info', pretty }, { write: (line) => void lines.push(line) });
  log.info({
    method: 'GET',
    route: '/users/{id}',
    status: 200,
    durationMs: 12.5,
    backendMs: 9,
    outcome: 'ok',
    requestId: 'r',
  });
  log.debug('not at this level');
  log.warn({ settings: ['listen'] }, 'needs a restart');
  return lines;
}

test('log: one JSON object a line, level by name, nothing of the machine', () => {
  const [first, second] = logged(false).map((line) => JSON.parse(line));
  expect(first).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    method: 'GET',
    route: '/users/{id}',
    status: 200,
    durationMs: 12.5,
    backendMs: 9,
    outcome: 'ok',
    requestId: 'r',
  });
  expect(second).toMatchObject({ level: 'warn', msg: 'needs a restart' });
});

test('log: pretty lines are for people, and leave nothing out', () => {
  const [first, second] = logged(true);
  expect(first).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} info {2}GET \/users\/\{id\} 200 12\.5 ms \(backend 9 ms\) ok \{"requestId":"r"\}\n$/,
  );
  expect(second).toMatch(/ warn {2}needs a restart \{"settings":\["listen"\]\}\n$/);
});
