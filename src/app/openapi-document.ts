import { type OpenApiOptions, openApiDocumentInSteps } from '../openapi/document.ts';
import type { OpenApiDocument } from '../openapi/model.ts';
import { atOnce, type Steps } from '../openapi/steps.ts';
import type { Contract } from './contract.ts';

/** What of a contract a document is about, and what is shown beside it. */
type DocumentSelection = Pick<OpenApiOptions, 'only' | 'codeSamples'>;

/**
 * The OpenAPI document of what is served.
 * @param version - of the contract
 * @param selection - what of it, and what is shown beside it
 */
export function openApiDocument(
  contract: Contract,
  version: string,
  selection: DocumentSelection = {},
): OpenApiDocument {
  return atOnce(documentInSteps(contract, version, selection));
}

/** The same, in steps: for a gateway that serves meanwhile. */
export function documentInSteps(
  contract: Contract,
  version: string,
  selection: DocumentSelection = {},
): Steps<OpenApiDocument> {
  const { rules, profiles, faultStatus, definitions, auth } = contract;
  const serviceDocumentation = new Map(
    definitions.flatMap(({ services }) =>
      services.flatMap(({ name, documentation }) =>
        documentation === undefined ? [] : [[name, documentation] as const],
      ),
    ),
  );
  const options = { title: 'Soapstone', version, rules, profiles, faultStatus, serviceDocumentation };
  return openApiDocumentInSteps({ ...options, ...(auth === undefined ? {} : { auth }), ...selection });
}
