import { escapeText } from '../xml/writer.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import { type DecodeState, readElementText, readSimpleText } from './decode-state.ts';
import type { SimpleTypeCodec } from './simple-type-codec.ts';
import { planOnce, planText } from './transcode/plan.ts';
import type { ValueCodec } from './value-codec.ts';
import { constraintValue, differsFromFixed, fixedSchema } from './value-constraint.ts';
import { shieldBareName } from './xsi-attributes.ts';

/** A declaration's default and fixed value (XSD 1.0 Part 1 §3.3.1, value constraint). */
export type ValueConstraint = Pick<ElementDeclaration, 'defaultValue' | 'fixedValue'>;

/** An element of a simple type: the JSON is the value itself. */
export function compileSimpleValue(codec: SimpleTypeCodec, constraint: ValueConstraint = {}): ValueCodec {
  const { fixedValue } = constraint;
  const fallback = fixedValue ?? constraint.defaultValue;
  return {
    isObject: false,
    encode(value, outerTag, context) {
      const text = codec.encode(value, context);
      if (text === undefined) return '';
      if (fixedValue !== undefined && differsFromFixed(codec, text, fixedValue)) {
        context.issues.push({ pointer: '', detail: 'must have the value that the schema fixes' });
      }
      const tag = shieldBareName(outerTag, context);
      return text === '' ? `${tag.open}/>` : `${tag.open}>${escapeText(text)}${tag.close}`;
    },
    decode(reader, state) {
      const text = readElementText(reader, state);
      const value = text === '' && fixedValue !== undefined ? constraintValue(codec, fixedValue) : undefined;
      const read = value ?? readSimpleText(codec, text, state, fallback);
      checkFixed(codec, text, fixedValue, state);
      reader.next();
      return read;
    },
    plan: planOnce(() => planText(codec, fallback === undefined)),
    schema: (registry) => fixedSchema(codec, registry, constraint.defaultValue, fixedValue),
    example(state) {
      const fixed = fixedValue === undefined ? undefined : constraintValue(codec, fixedValue);
      return fixed ?? codec.example(state.seed++);
    },
  };
}

/** Strict reading: a text that is there must be the fixed value. */
export function checkFixed(
  codec: SimpleTypeCodec,
  text: string,
  fixedValue: string | undefined,
  state: DecodeState,
): void {
  if (!state.strict || fixedValue === undefined || text === '' || !differsFromFixed(codec, text, fixedValue)) return;
  state.issues.push({ pointer: '', detail: 'must have the value that the schema fixes' });
}
