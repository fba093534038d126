import { createOpenApiDocument, type OpenApiOptions } from '../openapi/document.ts';
import type { OpenApiDocument } from '../openapi/model.ts';
import type { Steps } from '../openapi/steps.ts';
import type { Contract } from './contract.ts';

/**
 * The OpenAPI document of what is served.
 * @param version - of the contract
 * @param selection - what of it, and what is shown beside it
 */
export function openApiDocument(
  contract: Contract,
  version: string,
  selection: Pick<OpenApiOptions, 'only' | 'codeSamples'> = {},
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
  return createOpenApiDocument({ ...options, ...(auth === undefined ? {} : { auth }), ...selection });
}
