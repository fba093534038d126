import { z } from 'zod';
import { collectDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/location.ts';
import { readSettings } from './document.ts';
import type { ConfigValue } from './gateway-config.ts';
import { duration, settings } from './schema-atoms.ts';
import { schemaDiagnostics } from './schema-diagnostics.ts';

/** One scripted answer of a mock: which calls it is for, and what they get. */
export interface AnswerScript {
  /** Selector of an operation; `*` stands for any characters. */
  readonly operation: string;
  /** Members that the input must have; the input may have more. */
  readonly when: ConfigValue | undefined;
  /** How many calls it answers; undefined: all. */
  readonly times: number | undefined;
  readonly delayMs: number | undefined;
  /** The output message; undefined: an example. */
  readonly output: ConfigValue | undefined;
  /** Header blocks of the answer by local name. */
  readonly headerBlocks: Readonly<Record<string, ConfigValue>>;
  readonly fault: ScriptedFault | undefined;
  readonly location: Location;
}

/** A fault as a script words it. */
export interface ScriptedFault {
  readonly blame: 'sender' | 'receiver';
  /** A code of one's own, `{namespace}local`. */
  readonly code?: string | undefined;
  readonly reason: string;
  /** XML of the children of `detail`. */
  readonly detailXml?: string | undefined;
  readonly status?: number | undefined;
}

const anyValue: z.ZodType<ConfigValue> = z.json();

const script = settings({
  operation: z.string().min(1),
  when: anyValue.optional(),
  times: z.int().min(1).optional(),
  delay: duration.optional(),
  output: anyValue.optional(),
  headerBlocks: z.record(z.string(), anyValue).default({}),
  fault: settings({
    blame: z.enum(['sender', 'receiver']).default('receiver'),
    code: z.string().min(1).optional(),
    reason: z.string().min(1),
    detailXml: z.string().optional(),
    status: z.int().min(200).max(599).optional(),
  }).optional(),
}).refine(({ output, fault }) => output === undefined || fault === undefined, {
  error: 'an answer is an output or a fault, not both',
});

/** What became of a file of scripted answers. */
export interface ReadScripts {
  readonly scripts: readonly AnswerScript[];
  /** Everything that is wrong, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of scripted answers: a YAML (or JSON) list, tried from the top. */
export function readAnswerScripts(text: string, file: string): ReadScripts {
  const sink = collectDiagnostics();
  const { settings: written, locations } = readSettings(text, file, sink);
  if (sink.hasErrors) return { scripts: [], diagnostics: sink.diagnostics };
  const result = z.array(script).safeParse(written ?? []);
  if (!result.success) return { scripts: [], diagnostics: schemaDiagnostics(result.error.issues, locations) };
  const scripts = result.data.map(({ delay, ...rest }, index) => ({
    when: undefined,
    times: undefined,
    output: undefined,
    fault: undefined,
    ...rest,
    delayMs: delay,
    location: locations.ofValue([index]),
  }));
  return { scripts, diagnostics: [] };
}
