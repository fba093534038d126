import type { BoundFault, BoundMessage, BoundOperation, HeaderBinding } from '../wsdl/model/binding.ts';
import { clarkName } from '../xml/qname.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { SchemaSet } from '../xsd/model/schema-set.ts';
import { createCompiler, createSharedCodecs, type SharedCodecs } from './compile.ts';
import type { Compiler } from './compiler.ts';
import { compileElementCodec } from './element-codec.ts';
import { encodedAdaptation } from './encoded/adaptation.ts';
import { camelCase, type JsonNaming, verbatim } from './json-names.ts';
import { elementMessage } from './message/element-message.ts';
import { emptyMessage } from './message/empty-message.ts';
import { partsMessage } from './message/parts-message.ts';
import { typeMessage } from './message/type-message.ts';
import type { HeaderBlockCodec, MessageCodec, OperationCodec } from './message-codec.ts';
import { planField } from './transcode/plan.ts';

/** How operations are compiled. */
export interface CodecOptions {
  /** `camel`: JSON names by System.Text.Json's rule; `preserve`: those of the schema (design.md §2). */
  readonly naming: 'camel' | 'preserve';
}

/** What has been compiled, so that a component is compiled once however many operations have it. */
export interface CodecMemo {
  compilerFor(schemas: SchemaSet, naming: CodecOptions['naming'], use: BoundOperation['use']): Compiler;
  /** The header block of an element, for all sets of schemas that share the element. */
  headerBlock(element: ElementDeclaration, compiler: Compiler): HeaderBlockCodec;
}

/** Makes an empty memo: one for the whole process. */
export function createCodecMemo(): CodecMemo {
  const compilers = new WeakMap<SchemaSet, Map<string, Compiler>>();
  const shared = new Map<string, SharedCodecs>();
  const headerBlocks = new WeakMap<JsonNaming, Map<ElementDeclaration, HeaderBlockCodec>>();
  return {
    headerBlock(element, compiler) {
      const ofNaming = headerBlocks.get(compiler.jsonName) ?? new Map<ElementDeclaration, HeaderBlockCodec>();
      headerBlocks.set(compiler.jsonName, ofNaming);
      const block = ofNaming.get(element) ?? compileHeaderBlock(element, compiler);
      ofNaming.set(element, block);
      return block;
    },
    compilerFor(schemas, naming, use) {
      const ofSchemas = compilers.get(schemas) ?? new Map<string, Compiler>();
      compilers.set(schemas, ofSchemas);
      const manner = `${naming} ${use}`;
      const known = ofSchemas.get(manner);
      if (known !== undefined) return known;
      const jsonName = naming === 'camel' ? camelCase : verbatim;
      const codecs = shared.get(manner) ?? createSharedCodecs();
      shared.set(manner, codecs);
      const compiler = createCompiler(schemas, jsonName, use === 'encoded' ? encodedAdaptation : undefined, codecs);
      ofSchemas.set(manner, compiler);
      return compiler;
    },
  };
}

/**
 * Compiles the messages, header blocks and fault details of one operation. Messages and details are compiled when they are
 * first asked for, types when they are first used: most operations of a large service are never called.
 * @param schemas - the set that the operation's components are of
 */
export function compileOperationCodec(
  operation: BoundOperation,
  schemas: SchemaSet,
  options: CodecOptions,
  memo: CodecMemo,
): OperationCodec {
  const compiler = memo.compilerFor(schemas, options.naming, operation.use);
  const literal = memo.compilerFor(schemas, options.naming, 'literal');
  const { input, output, faults, headerFaults = [] } = operation;
  let compiledInput: MessageCodec | undefined;
  let compiledOutput: MessageCodec | undefined;
  let compiledFaults: OperationCodec['faults'] | undefined;
  return {
    get input() {
      compiledInput ??= compileBody(input, operation, compiler);
      return compiledInput;
    },
    get output() {
      if (output !== undefined) compiledOutput ??= compileBody(output, operation, compiler);
      return compiledOutput;
    },
    get faults() {
      compiledFaults ??= compileFaults(faults, literal);
      return compiledFaults;
    },
    inputHeaders: headerBlocks(input.headers, literal, memo),
    outputHeaders: headerBlocks([...(output?.headers ?? []), ...headerFaults], literal, memo),
  };
}

function compileFaults(faults: readonly BoundFault[], literal: Compiler): OperationCodec['faults'] {
  return new Map(
    faults.map(({ name, element }) => [clarkName(element.name), { ...compileElementCodec(element, literal), name }]),
  );
}

function compileBody(message: BoundMessage, operation: BoundOperation, compiler: Compiler): MessageCodec {
  const { bodyParts, rpcWrapper } = message;
  if (operation.style === 'rpc') {
    const encoding = operation.use === 'encoded' ? operation.soapVersion : undefined;
    return partsMessage(bodyParts, rpcWrapper, compiler, encoding);
  }
  const [part, ...others] = bodyParts;
  if (part === undefined) return emptyMessage('', undefined);
  if (others.length > 0) return partsMessage(bodyParts, undefined, compiler);
  return 'element' in part ? elementMessage(part.element, compiler) : typeMessage(part.type, compiler);
}

/** Each block once, however often the binding names it. */
function headerBlocks(
  headers: readonly HeaderBinding[],
  literal: Compiler,
  memo: CodecMemo,
): readonly HeaderBlockCodec[] {
  const elements = new Map(headers.map(({ element }) => [clarkName(element.name), element]));
  return [...elements.values()].map((element) => memo.headerBlock(element, literal));
}

function compileHeaderBlock(element: ElementDeclaration, literal: Compiler): HeaderBlockCodec {
  const { name } = element;
  return {
    ...compileElementCodec(element, literal),
    name: name.local,
    namespace: name.namespace,
    field: planField(name, '', false, () => literal.elementValue(element).plan?.()),
  };
}
