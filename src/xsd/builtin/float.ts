import type { BuiltinType } from './builtin-type.ts';

const FLOAT = /^(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN)$/;
const PATTERN = '^([+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN)$';

/** The number a valid text stands for, as a double: `INF`, `-INF` and `NaN` included. */
export function parseFloatText(text: string): number {
  switch (text) {
    case 'INF':
      return Number.POSITIVE_INFINITY;
    case '-INF':
      return Number.NEGATIVE_INFINITY;
    default:
      return Number(text);
  }
}

/** `xs:float` (XSD 1.0 Part 2 §3.2.4): 32 bits. */
export const floatType: BuiltinType = floatingType('float', Math.fround);

/** `xs:double` (§3.2.5): 64 bits. */
export const doubleType: BuiltinType = floatingType('double', (value) => value);

function floatingType(name: 'float' | 'double', round: (value: number) => number): BuiltinType {
  const value = (text: string) => round(parseFloatText(text));
  return {
    name,
    whiteSpace: 'collapse',
    form: 'float',
    check: (text) => (FLOAT.test(text) ? undefined : `must be a number, INF, -INF or NaN (xs:${name})`),
    key: (text) => String(value(text)),
    compare: (a, b) => {
      const [left, right] = [value(a), value(b)];
      if (left === right) return 0;
      if (left < right) return -1;
      return left > right ? 1 : Number.NaN;
    },
    pattern: PATTERN,
    ascii: true,
    schema: {
      anyOf: [
        { type: 'number', format: name },
        { type: 'string', enum: ['INF', '-INF', 'NaN'] },
      ],
    },
    example: (seed) => `${Math.abs(seed) % 100}.5`,
  };
}
