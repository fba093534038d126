import type { SimpleTypeCodec } from '../simple-type-codec.ts';
import type { KnownTags } from './known-tags.ts';
import { type BytePattern, patternOf, wordsOf } from './transcoding.ts';

/** What a value is read as; numbers, since every element is asked. */
export const PlanKind = { Uncovered: 0, Text: 1, Object: 2, Array: 3, Dictionary: 4 } as const;

/** One of {@link PlanKind}. */
export type PlanKind = (typeof PlanKind)[keyof typeof PlanKind];

/** How a simple value's bytes become JSON. `general`: by its codec, from a string. */
export const TextForm = { General: 0, String: 1, Boolean: 2, Integer: 3, Digits: 4, Double: 5, DateTime: 6 } as const;

/** One of {@link TextForm}. */
export type TextForm = (typeof TextForm)[keyof typeof TextForm];

/** A form, with the range of an integer. */
export interface ByteForm {
  readonly form: TextForm;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * What of a codec's decoding can be done from bytes to bytes. Every plan has every member, so that reading one is always the
 * same work. What a plan does not cover is read the plain way, so a plan may leave out whatever is rare.
 */
export interface ValuePlan {
  readonly kind: PlanKind;
  readonly isNillable: boolean;
  /** For text. */
  readonly form: TextForm;
  readonly codec: SimpleTypeCodec | undefined;
  /** Range of an integer. */
  readonly minimum: number;
  readonly maximum: number;
  /** False where an empty element means something else than no text (a default value). */
  readonly takesEmpty: boolean;
  /** For an object, in the order of the schema; for an entry of a dictionary, its key and its value. */
  readonly fields: readonly FieldPlan[];
  /** For an array or a dictionary that stands for a wrapper element. */
  readonly item: FieldPlan | undefined;
  /** `"$type":"Person"`, where the type is told. */
  readonly typeMember: Uint8Array | undefined;
  /** By Clark name of an `xsi:type`; undefined where it says nothing. */
  readonly variants: ReadonlyMap<string, () => ValuePlan> | undefined;
}

/** An element inside an object, or an array's item. */
export interface FieldPlan {
  readonly namespace: string;
  readonly local: Uint8Array;
  /** JSON name, as it is and as bytes with quotes and colon. */
  readonly name: string;
  readonly member: Uint8Array;
  readonly memberWords: Int32Array;
  /** Undefined for names of less than four bytes. */
  readonly localPattern: BytePattern | undefined;
  readonly repeats: boolean;
  /** A list of this one. */
  readonly alone: readonly FieldPlan[];
  /** Compiled when first used, since types are recursive: see {@link planOf}. */
  plan: ValuePlan | undefined;
  /** As they were written last: see `matchKnownTags`. */
  tags: KnownTags | undefined;
  /** Whether it was among the hidden names that were asked for last: see {@link isHidden}. */
  hidden: boolean;
  hiddenAmong: ReadonlySet<string> | undefined;
  readonly value: () => ValuePlan | undefined;
}

/** The plan of a field's value. */
export function planOf(field: FieldPlan): ValuePlan {
  field.plan ??= field.value() ?? uncovered;
  return field.plan;
}

/** True when the field is among these names: the same ones for a whole reply, and mostly for the next. Asking the set each time took 7 % of decoding. */
export function isHidden(field: FieldPlan, names: ReadonlySet<string>): boolean {
  if (field.hiddenAmong !== names) {
    field.hiddenAmong = names;
    field.hidden = names.has(field.name);
  }
  return field.hidden;
}

/** What is read the plain way. */
export const uncovered: ValuePlan = {
  kind: PlanKind.Uncovered,
  isNillable: false,
  form: TextForm.General,
  codec: undefined,
  minimum: 0,
  maximum: 0,
  takesEmpty: true,
  fields: [],
  item: undefined,
  typeMember: undefined,
  variants: undefined,
};

/** A plan that is made when it is first asked for, and then kept: recursive types end, and shared ones are shared. */
export function planOnce(make: () => ValuePlan | undefined): () => ValuePlan | undefined {
  let made: ValuePlan | undefined;
  return () => {
    made ??= make() ?? uncovered;
    return made;
  };
}

/** A plan for an object with these fields. */
export function planObject(fields: readonly FieldPlan[]): ValuePlan {
  return { ...uncovered, kind: PlanKind.Object, fields };
}

/** A plan for an element that wraps an array. */
export function planArray(item: FieldPlan): ValuePlan {
  return { ...uncovered, kind: PlanKind.Array, item };
}

/** A plan for an element that wraps a dictionary; undefined for keys that are more than text. */
export function planDictionary(entry: FieldPlan, key: FieldPlan, value: FieldPlan): ValuePlan | undefined {
  const { kind, form } = planOf(key);
  if (kind !== PlanKind.Text || form !== TextForm.String) return undefined;
  return { ...uncovered, kind: PlanKind.Dictionary, item: entry, fields: [key, value] };
}

/** A plan for text. @param takesEmpty - see {@link ValuePlan.takesEmpty} */
export function planText(codec: SimpleTypeCodec, takesEmpty: boolean): ValuePlan {
  const { byteForm } = codec;
  return {
    ...uncovered,
    kind: PlanKind.Text,
    codec,
    takesEmpty,
    form: byteForm?.form ?? TextForm.General,
    minimum: byteForm?.minimum ?? 0,
    maximum: byteForm?.maximum ?? 0,
  };
}

/** Makes a field; its value's plan is asked for once. */
export function planField(
  name: { readonly namespace: string; readonly local: string },
  jsonName: string,
  repeats: boolean,
  value: () => ValuePlan | undefined,
): FieldPlan {
  const local = Buffer.from(name.local);
  const member = Buffer.from(`${JSON.stringify(jsonName)}:`);
  const alone: FieldPlan[] = [];
  const field: FieldPlan = {
    namespace: name.namespace,
    local,
    name: jsonName,
    member,
    memberWords: wordsOf(member),
    localPattern: patternOf(local),
    repeats,
    alone,
    plan: undefined,
    tags: undefined,
    hidden: false,
    hiddenAmong: undefined,
    value,
  };
  alone.push(field);
  return field;
}

/** The bytes of `"$type":"…"`. */
export function typeMemberBytes(typeName: string): Uint8Array {
  return Buffer.from(`"$type":${JSON.stringify(typeName)}`);
}
