import { expect, it } from 'vitest';
import { nearMatch } from '../../src/diagnostics/near-match.ts';

it.each([
  ['prot', ['host', 'port'], 'port'],
  ['PORT', ['host', 'port'], 'port'],
  ['credentails', ['credentials', 'credential'], 'credentials'],
  ['validForm', ['validFrom', 'validTo'], 'validFrom'],
  ['colour', ['level', 'pretty'], undefined],
  ['ab', ['xy'], undefined],
  ['constructor', [], undefined],
])('near match: %s among %j is %s', (wanted, names, expected) => {
  expect(nearMatch(wanted, names)).toBe(expected);
});
