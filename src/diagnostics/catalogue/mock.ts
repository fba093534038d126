import type { Rule } from './rule.ts';

/** What can be wrong with the answers that a mock is told to give. */
export const mockRules: readonly Rule[] = [
  {
    id: 'mock/unknown-operation',
    title: 'A scripted answer for an operation that the WSDL does not have',
    remedy: 'Correct the name; `soapstone inspect` lists the operations.',
  },
  {
    id: 'mock/invalid-answer',
    title: 'A scripted answer that breaks the schema of its operation',
    remedy: 'Correct the members that the message names; `soapstone inspect --types` shows what the operation answers.',
  },
  {
    id: 'mock/recording',
    title: 'A line of a recording that cannot be read',
    remedy: 'Take the line out, or record anew with `soapstone mock --record`.',
  },
];
