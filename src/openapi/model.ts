import type { JsonSchema } from '../codec/json-schema.ts';
import type { SignInScheme } from '../gateway/profile-contract.ts';

/** An OpenAPI 3.1 document: the objects of the specification that this program writes, under their names there. */
export interface OpenApiDocument {
  openapi: '3.1.1';
  info: InfoObject;
  servers: ServerObject[];
  tags: TagObject[];
  paths: Record<string, PathItemObject>;
  components: ComponentsObject;
}

/** OpenAPI 3.1 §4.8.2. */
export interface InfoObject {
  title: string;
  version: string;
  summary?: string;
  description?: string;
  license: { name: string; identifier?: string; url?: string };
}

/** OpenAPI 3.1 §4.8.5. */
export interface ServerObject {
  url: string;
  description?: string;
}

/** OpenAPI 3.1 §4.8.22. */
export interface TagObject {
  name: string;
  description: string;
}

/** OpenAPI 3.1 §4.8.9: operations by method, in lower case. */
export type PathItemObject = Partial<Record<PathMethod, OperationObject>>;

/** Methods that rules bind, as members of a path item. */
export type PathMethod = 'get' | 'put' | 'post' | 'delete' | 'patch';

/** OpenAPI 3.1 §4.8.10. */
export interface OperationObject {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  deprecated?: boolean;
  parameters?: (ParameterObject | Reference)[];
  requestBody?: RequestBodyObject;
  responses: Record<string, ResponseObject | Reference>;
  security: Record<string, string[]>[];
  /** The SOAP operation that the generic route calls; on a declared route only where there is no generic one. */
  'x-soap'?: SoapExtension;
  /** The rule of a declared route. */
  'x-http-rule'?: HttpRuleExtension;
  'x-codeSamples'?: CodeSampleObject[];
}

/** `x-soap`: where an operation comes from. */
export interface SoapExtension {
  service: string;
  port: string;
  operation: string;
  soapAction: string;
  soapVersion: '1.1' | '1.2';
}

/** `x-codeSamples`, as Redoc and others know it: a call in some language. */
export interface CodeSampleObject {
  lang: string;
  label: string;
  source: string;
}

/** `x-http-rule`: how a declared route is bound to its operation (google.api.http). */
export interface HttpRuleExtension {
  selector: string;
  body?: string;
  response_body?: string;
}

/** OpenAPI 3.1 §4.8.12. */
export interface ParameterObject {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
  style?: 'form';
  explode?: boolean;
  example?: unknown;
}

/** OpenAPI 3.1 §4.8.13. */
export interface RequestBodyObject {
  description?: string;
  required: boolean;
  content: Record<string, MediaTypeObject>;
}

/** OpenAPI 3.1 §4.8.14. */
export interface MediaTypeObject {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, ExampleObject>;
}

/** OpenAPI 3.1 §4.8.19. */
export interface ExampleObject {
  summary?: string;
  value: unknown;
}

/** OpenAPI 3.1 §4.8.17. */
export interface ResponseObject {
  description: string;
  headers?: Record<string, HeaderObject | Reference>;
  content?: Record<string, MediaTypeObject>;
}

/** OpenAPI 3.1 §4.8.21. */
export interface HeaderObject {
  description: string;
  schema: JsonSchema;
}

/** OpenAPI 3.1 §4.8.23. */
export interface Reference {
  $ref: string;
}

/** OpenAPI 3.1 §4.8.7. */
export interface ComponentsObject {
  schemas: Record<string, JsonSchema>;
  responses: Record<string, ResponseObject>;
  headers: Record<string, HeaderObject>;
  parameters?: Record<string, ParameterObject>;
  securitySchemes?: Record<string, SignInScheme>;
}
