import type { BuiltinType } from '../../xsd/builtin/builtin-type.ts';
import { type ByteForm, TextForm } from '../transcode/plan.ts';
import type { WhiteSpace } from './white-space.ts';

/** Types of which the usual texts can be judged byte by byte; facets do not matter, since reading does not look at them. */
const FORMS: ReadonlyMap<string, TextForm> = new Map([
  ['boolean', TextForm.Boolean],
  ['decimal', TextForm.Digits],
  ['integer', TextForm.Digits],
  ['long', TextForm.Digits],
  ['nonNegativeInteger', TextForm.Digits],
  ['positiveInteger', TextForm.Digits],
  ['unsignedLong', TextForm.Digits],
  ['float', TextForm.Double],
  ['double', TextForm.Double],
  ['dateTime', TextForm.DateTime],
]);

/** The form of an atomic type's texts; undefined where there is none. */
export function byteFormOf(row: BuiltinType, whiteSpace: WhiteSpace): ByteForm | undefined {
  const { name, schema } = row;
  if (row.form === 'integer') {
    const { minimum = 0, maximum = 0 } = schema;
    return { form: TextForm.Integer, minimum, maximum };
  }
  const isText = (name === 'string' || name === 'anySimpleType') && whiteSpace === 'preserve';
  const form = isText ? TextForm.String : FORMS.get(name);
  return form === undefined ? undefined : { form, minimum: 0, maximum: 0 };
}
