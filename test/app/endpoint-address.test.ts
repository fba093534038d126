import { expect, test } from 'vitest';
import { endpointAddress } from '../../src/app/endpoint-address.ts';

test.each([
  ['http://a/Services86/User.svc', undefined, 'http://a/Services86/User.svc'],
  ['http://a/Services86/User.svc', 'https://b/x', 'https://b/x'],
  ['http://a/Services86/User.svc', 'https://b/Remote/', 'https://b/Remote/User.svc'],
  ['http://a/orders.asmx?op=1', 'https://b/', 'https://b/orders.asmx?op=1'],
  ['http://a/x?path=/y/z', 'https://b/', 'https://b/x?path=/y/z'],
  ['http://a', 'https://b/', 'https://b/'],
  ['http://a/', 'https://b/c/', 'https://b/c/'],
  ['', 'https://b/c/', 'https://b/c/'],
  [undefined, undefined, ''],
])('endpoint: address %j with endpoint %j is %j', (address, endpoint, expected) => {
  expect(endpointAddress(address, endpoint)).toBe(expected);
});
