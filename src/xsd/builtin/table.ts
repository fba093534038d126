import { base64BinaryType, hexBinaryType } from './binary.ts';
import { booleanType } from './boolean.ts';
import type { BuiltinType } from './builtin-type.ts';
import { dateTimeTypes } from './date-time.ts';
import { decimalType } from './decimal.ts';
import { durationType } from './duration.ts';
import { doubleType, floatType } from './float.ts';
import { integerTypes } from './integer.ts';
import { qnameTypes, stringTypes } from './string.ts';

const rows: ReadonlyMap<string, BuiltinType> = new Map(
  [
    ...stringTypes,
    booleanType,
    decimalType,
    ...integerTypes,
    floatType,
    doubleType,
    durationType,
    ...dateTimeTypes,
    hexBinaryType,
    base64BinaryType,
    ...qnameTypes,
  ].map((row) => [row.name, row]),
);

/**
 * The row of an atomic built-in type by its local name. The three lists (`NMTOKENS`, `IDREFS`, `ENTITIES`) have none:
 * they are the rows of their items (types.ts).
 */
export function findBuiltin(local: string): BuiltinType | undefined {
  return rows.get(local);
}
