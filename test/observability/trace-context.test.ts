import { expect, test } from 'vitest';
import { parseTraceParent, renderTraceParent } from '../../src/observability/trace-context.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

test.each([
  [`00-${TRACE}-${SPAN}-01`, 'as the standard has it'],
  [`00-${TRACE}-${SPAN}-00`, 'not sampled'],
  [`cc-${TRACE}-${SPAN}-01-what-the-future-brings`, 'a later version'],
])('traceparent: %s is taken: %s', (text) => {
  expect(parseTraceParent(text)).toMatchObject({ traceId: TRACE, spanId: SPAN });
});

test.each([
  [undefined, 'none'],
  ['', 'empty'],
  [`ff-${TRACE}-${SPAN}-01`, 'version ff'],
  [`00-${'0'.repeat(32)}-${SPAN}-01`, 'trace id of zeros'],
  [`00-${TRACE}-${'0'.repeat(16)}-01`, 'span id of zeros'],
  [`00-${TRACE.toUpperCase()}-${SPAN}-01`, 'capitals'],
  [`00-${TRACE}-${SPAN}`, 'no flags'],
])('traceparent: %s is not taken: %s', (text: string | undefined, _why: string) => {
  expect(parseTraceParent(text)).toBeUndefined();
});

test('traceparent: what is rendered is read again', () => {
  const parent = { traceId: TRACE, spanId: SPAN, flags: 1 };
  expect(parseTraceParent(renderTraceParent(parent))).toEqual(parent);
});
