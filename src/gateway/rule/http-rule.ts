import type { JsonSchema } from '../../codec/json-schema.ts';
import type { RouteSettings } from '../../config/route-settings.ts';
import type { ServedOperation } from '../operation.ts';
import type { ScalarShape } from './schema-shapes.ts';

/** A rule as written, in a configuration file or by a profile (google.api.http). */
export type HttpRuleSource = RouteSettings;

/** A rule checked against its operation: every field is known, every required one is bound. */
export interface HttpRule extends HttpRuleSource {
  readonly operation: ServedOperation;
  readonly template: PathTemplate;
  /** The fields that the path's variables bind, in the order of the path. */
  readonly pathFields: readonly ParameterField[];
  /** Input fields that come from the query, with their shape. */
  readonly queryFields: readonly ParameterField[];
  /** Fixed values, their field paths taken apart. */
  readonly constantFields: readonly ConstantField[];
}

/** A parsed path: literal segments and variables, each variable a dotted field path of the input. */
export interface PathTemplate {
  readonly source: string;
  /** The path with each variable by its short name, `/users/{type}/{publicValue}`: for OpenAPI, metrics and logs. */
  readonly display: string;
  readonly segments: readonly PathSegment[];
}

/** A segment of a path template. */
export type PathSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly fieldPath: readonly string[];
      /** Last step of the field path, or all of it where two would be the same. */
      readonly name: string;
    };

/** A scalar field of the input that a path variable or the query binds. */
export interface ParameterField {
  /** Name of the parameter: a variable's short name, or the dotted path as it stands in the query. */
  readonly name: string;
  readonly fieldPath: readonly string[];
  readonly scalar: ScalarShape;
  /** True for arrays: the parameter may be repeated. Never in a path. */
  readonly repeated: boolean;
  readonly required: boolean;
  /** JSON Schema of the field (an array's when it is repeated), without references. */
  readonly schema: JsonSchema;
}

/** A field with a fixed value. */
export interface ConstantField {
  readonly fieldPath: readonly string[];
  readonly value: string | number | boolean;
}
