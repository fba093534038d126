import { createOpenApiDocument } from '../openapi/document.ts';
import type { OpenApiDocument } from '../openapi/model.ts';
import type { Contract } from './contract.ts';

/** The OpenAPI document of all that is served. @param version - of the contract */
export function openApiDocument(contract: Contract, version: string): OpenApiDocument {
  const { rules, profiles, faultStatus, definitions } = contract;
  const serviceDocumentation = new Map(
    definitions.flatMap(({ services }) =>
      services.flatMap(({ name, documentation }) =>
        documentation === undefined ? [] : [[name, documentation] as const],
      ),
    ),
  );
  return createOpenApiDocument({ title: 'Soapstone', version, rules, profiles, faultStatus, serviceDocumentation });
}
