import { XS } from '../../xml/namespaces.ts';
import { clarkName } from '../../xml/qname.ts';
import { builtinType, builtinTypeNames } from '../builtin/types.ts';
import { anyType } from '../model/any-type.ts';
import type { TypeDefinition } from '../model/type-definition.ts';

/** `xs:anyType` and the built-in simple types by Clark name. */
export const builtinComponents: ReadonlyMap<string, TypeDefinition> = new Map<string, TypeDefinition>([
  [clarkName({ namespace: XS, local: 'anyType' }), anyType],
  ...builtinTypeNames.flatMap((local) => {
    const type = builtinType(local);
    return type === undefined ? [] : [[clarkName({ namespace: XS, local }), type] as const];
  }),
]);
