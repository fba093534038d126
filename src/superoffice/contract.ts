import type { ProblemSlug } from '../gateway/problem-catalogue.ts';
import type { ProfileContract } from '../gateway/profile-contract.ts';
import { exampleInput } from './example-input.ts';
import { exceptionTable } from './exception-table.ts';

/** What callers see of NetServer beside its routes. */
export const superofficeContract: ProfileContract = {
  signInSchemes: {
    ticket: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'NetServer ticket (7T:…)',
      description: 'The ticket of a session: POST /sessions gives one.',
    },
    soTicket: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'The same as SuperOffice writes it: `SOTicket 7T:…`.',
    },
    userNameAndPassword: {
      type: 'http',
      scheme: 'basic',
      description: 'Exchanged for a ticket, which is kept until it expires.',
    },
  },
  problems: [...new Set([...exceptionTable.values()].map(({ slug }) => slug)), 'backend-error' satisfies ProblemSlug],
  requestHeaders: [
    {
      name: 'SO-TimeZone',
      description: 'Time zone of the call: a location code, or the number of a time zone in NetServer.',
      example: 'NO',
      headerBlock: 'TimeZone',
    },
  ],
  exampleInput,
};
