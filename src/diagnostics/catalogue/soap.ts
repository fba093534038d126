import type { Rule } from './rule.ts';

/** Rules of the seam under the `soap` package. */
export const soapRules: readonly Rule[] = [
  {
    id: 'soap/client-view',
    title: 'The SOAP client sees an operation otherwise than the WSDL has it',
    remedy: 'Report it with the WSDL: the installed version of the soap package does not fit this program.',
  },
];
