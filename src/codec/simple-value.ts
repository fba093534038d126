import { escapeText } from '../xml/writer.ts';
import { readElementText } from './decode-state.ts';
import type { SimpleTypeCodec } from './simple-type-codec.ts';
import { planOnce, planText } from './transcode/plan.ts';
import type { ValueCodec } from './value-codec.ts';
import {
  constraintValue,
  fixedSchema,
  holdToFixed,
  readConstrained,
  type ValueConstraint,
} from './value-constraint.ts';
import { shieldBareName } from './xsi-attributes.ts';

/** An element of a simple type: the JSON is the value itself. */
export function compileSimpleValue(codec: SimpleTypeCodec, constraint: ValueConstraint = {}): ValueCodec {
  const { fixedValue, defaultValue } = constraint;
  const isPlain = fixedValue === undefined && defaultValue === undefined;
  return {
    isObject: false,
    encode(value, outerTag, context) {
      const written = codec.encode(value, context);
      if (written === undefined) return '';
      const text = holdToFixed(codec, written, fixedValue, context.issues);
      const tag = shieldBareName(outerTag, context);
      return text === '' ? `${tag.open}/>` : `${tag.open}>${escapeText(text)}${tag.close}`;
    },
    decode(reader, state) {
      const text = readElementText(reader, state);
      const value = readConstrained(codec, text, constraint, state);
      reader.next();
      return value;
    },
    plan: planOnce(() => planText(codec, isPlain)),
    schema: (registry) => fixedSchema(codec, registry, defaultValue, fixedValue),
    example(state) {
      const fixed = fixedValue === undefined ? undefined : constraintValue(codec, fixedValue);
      return fixed ?? codec.example(state.seed++);
    },
  };
}
